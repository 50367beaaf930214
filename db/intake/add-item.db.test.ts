import { EMPTY_ALLOW_LIST } from '@hub/core/source/allow-list.ts'
import type { ProfileId } from '@hub/core/ids.ts'
import { buildItem, buildSource } from '@hub/tests/support/build-news.ts'
import { buildUnit, buildUser, by, TEST_NOW } from '@hub/tests/support/build-people.ts'
import { buildProfile } from '@hub/tests/support/build-watch.ts'
import { countAudit } from '@hub/tests/support/count-audit.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { Forbidden } from '../errors.ts'
import type { WriteBy } from '../write.ts'
import { addItem } from './add-item.ts'

let database: TestDatabase
let analyst: WriteBy
let comms: WriteBy
let profileId: ProfileId
beforeAll(async () => {
  database = await createTestDatabase()
  const unit = await buildUnit(database.db)
  analyst = by((await buildUser(database.db, { role: 'analyst', unitId: unit.id })).actor)
  comms = by((await buildUser(database.db, { role: 'comms', unitId: unit.id })).actor)
  profileId = (await buildProfile(database.db, [], { terms: JSON.stringify(['river']) })).id
})
afterAll(() => database?.close())

let made = 0
const add = (given: Partial<Parameters<typeof addItem>[2]> = {}, who = analyst) =>
  addItem(database.db, who, {
    profileId,
    title: 'The river rises',
    text: 'People were told that the river rises.',
    url: `https://news.example/by-hand/${(made += 1)}`,
    keepsContacts: false,
    allowList: EMPTY_ALLOW_LIST,
    ...given,
  })

describe('addItem', () => {
  test('stores under the manual source of its publisher, for those who may, once', async () => {
    await expect(add({}, comms)).rejects.toBeInstanceOf(Forbidden)
    const url = 'https://www.daily.example/river'
    const later = { ...analyst, now: new Date(TEST_NOW.getTime() + 1_000) }
    expect(await countAudit(database.db, () => add({ url }))).toBe(1)
    expect(await countAudit(database.db, () => add({ url }, later))).toBe(0)
    const rows = await database.db
      .selectFrom('item')
      .innerJoin('source', 'source.id', 'item.sourceId')
      .innerJoin('publisher', 'publisher.id', 'item.publisherId')
      .innerJoin('watchProfileSource', 'watchProfileSource.sourceId', 'source.id')
      .select(['source.kind', 'source.state', 'publisher.domain', 'watchProfileSource.profileId', 'matchedTerms'])
      .where('item.url', '=', url)
      .execute()
    expect(rows).toMatchObject([
      { kind: 'manual', state: 'approved', domain: 'daily.example', profileId, matchedTerms: ['river'] },
    ])
  })

  test('keeps what no term wants only with a reason, which stands in the record', async () => {
    const other = { title: 'Sports', text: 'They won.', url: 'https://news.example/sports' }
    await expect(add(other)).rejects.toMatchObject({ code: 'no_term_matches' })
    const { itemId } = await add({ ...other, reason: 'It quotes the rumour in its headline.' })
    const entry = await database.db
      .selectFrom('auditEvent')
      .select('details')
      .where('objectId', '=', itemId)
      .executeTakeFirst()
    expect(entry?.details).toMatchObject({ reason: 'It quotes the rumour in its headline.' })
  })

  test('says when a page is known, and notes the sighting', async () => {
    const source = await buildSource(database.db)
    const item = await buildItem(database.db, source, { url: 'https://paper.example/known' })
    const key = { world: 'live', key: 'url:paper.example/known', itemId: item.id, firstSeenAt: TEST_NOW }
    await database.db.insertInto('itemIdentity').values(key).execute()
    const again = () => add({ url: 'https://www.paper.example/known?utm_source=mail' })
    expect(await countAudit(database.db, again)).toBe(1)
    expect(await again()).toEqual({ itemId: item.id, outcome: 'known', isRevised: false })
    const sightings = await database.db.selectFrom('itemSighting').selectAll().where('itemId', '=', item.id).execute()
    expect(sightings).toHaveLength(1)
  })

  test('takes contacts of people out unless they are said to be an institution’s', async () => {
    const text = 'The river: ask @some_body or call 0721 234 567.'
    const textOf = async (keepsContacts: boolean) => {
      const { itemId } = await add({ text, keepsContacts })
      const row = await database.db.selectFrom('item').select('text').where('id', '=', itemId).executeTakeFirst()
      return row?.text
    }
    expect([await textOf(false), await textOf(true)]).toEqual(['The river: ask @… or call [number removed].', text])
  })

  test('refuses what cannot be used, in words', async () => {
    await expect(add({ title: '', text: '' })).rejects.toMatchObject({ code: 'item_unusable' })
    await expect(add({ url: undefined })).rejects.toMatchObject({ code: 'publisher_needed' })
    await expect(add({ publishedAt: 'soon' })).rejects.toMatchObject({ code: 'item_unusable' })
    const ended = await buildProfile(database.db, [], { endsAt: TEST_NOW })
    await expect(add({ profileId: ended.id })).rejects.toMatchObject({ code: 'profile_not_in_force' })
    await database.db.updateTable('source').set({ state: 'paused' }).where('kind', '=', 'manual').execute()
    await expect(add()).rejects.toMatchObject({ code: 'source_stopped' })
  })
})
