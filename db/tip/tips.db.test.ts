import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { scopeOf } from '@hub/core/access/scope.ts'
import { LIVE_WORLD } from '@hub/core/access/role.ts'
import type { TipId } from '@hub/core/ids.ts'
import { EMPTY_ALLOW_LIST } from '@hub/core/source/allow-list.ts'
import type { NewTip } from '@hub/core/tip/read-tip.ts'
import { buildProfile } from '@hub/tests/support/build-watch.ts'
import { by, TEST_NOW } from '@hub/tests/support/build-people.ts'
import { auditOf, buildStage, type Stage } from '@hub/tests/support/build-stage.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'

import type { Row } from '../schema.ts'
import { acceptTip } from './accept-tip.ts'
import { declineTip } from './decline-tip.ts'
import { listTips } from './list-tips.ts'
import { recordTip } from './record-tip.ts'
import { switchTipForm } from './switch-tip-form.ts'
import { undoTip } from './undo-tip.ts'

const FORM = by({ kind: 'webhook', name: 'tip-form', world: LIVE_WORLD })
const TEXT = 'They say the tap water is poisoned.'
let database: TestDatabase
let stage: Stage
let profile: Row<'watchProfile'>

beforeAll(async () => {
  database = await createTestDatabase()
  stage = await buildStage(database.db)
  profile = await buildProfile(database.db, [])
})
afterAll(() => database?.close())

let number = 0
async function send(given: Partial<NewTip> = {}): Promise<TipId> {
  const tip = { text: `${TEXT} ${(number += 1)}`, url: null, urlKey: null, place: null, language: 'en', ...given }
  const recorded = await recordTip(database.db, FORM, tip)
  if (recorded.kind !== 'recorded') throw new Error(`The tip was not taken: ${recorded.kind}.`)
  return recorded.id
}
const tipOf = (id: TipId) => database.db.selectFrom('tip').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const accept = (id: TipId, user = stage.analyst) =>
  acceptTip(database.db, by(user.actor), { id, profileId: profile.id, allowList: EMPTY_ALLOW_LIST })
const queue = async () => {
  const scope = scopeOf(stage.analyst.actor, 'tip.read', new Map())
  if (!scope) throw new Error('An analyst reads tips.')
  return listTips(database.db, scope)
}

describe('the switch of the form', () => {
  test('is off at first, and an administrator alone turns it', async () => {
    const { db } = database
    expect(await recordTip(db, FORM, { text: TEXT, url: null, urlKey: null, place: null, language: null })).toEqual({
      kind: 'closed',
    })
    await expect(switchTipForm(db, by(stage.coordinator.actor), true)).rejects.toThrow('tip.open')
    await switchTipForm(db, by(stage.administrator.actor), true)
    await switchTipForm(db, by(stage.administrator.actor), true)
    expect((await auditOf(db, 'tip_form', 'tips')).map(({ action }) => action)).toEqual(['opened'])
  })
})

describe('a tip', () => {
  test('is kept once with one audit row, which says nothing of its words', async () => {
    const id = await send({ text: TEXT })
    expect(await send({ text: TEXT })).toBe(id)
    const audits = await auditOf(database.db, 'tip', id)
    expect(audits.map(({ action, actorKind }) => [action, actorKind])).toEqual([['received', 'webhook']])
    expect(JSON.stringify(audits)).not.toContain('poisoned')
    await declineTip(database.db, by(stage.analyst.actor), { id, reason: 'opinion' })
  })

  test('becomes an item of a tip source under a profile in force', async () => {
    const id = await send({ url: 'https://news.example/tip', urlKey: 'url:news.example/tip' })
    await expect(accept(id, stage.comms)).rejects.toThrow('tip.decide')
    const itemId = await accept(id)
    expect(await accept(id)).toBe(itemId)
    const item = await database.db.selectFrom('item').selectAll().where('id', '=', itemId).executeTakeFirstOrThrow()
    const source = await database.db
      .selectFrom('source')
      .selectAll()
      .where('id', '=', item.sourceId)
      .executeTakeFirstOrThrow()
    expect(item).toMatchObject({ url: 'https://news.example/tip', language: 'en' })
    expect(item.text).toContain(TEXT)
    expect(source.kind).toBe('tip')
    expect((await auditOf(database.db, 'tip', id)).map(({ action }) => action)).toEqual(['received', 'accepted'])
  })

  test('stays outside while no profile in force takes it', async () => {
    const ended = await buildProfile(database.db, [], { endsAt: TEST_NOW })
    const id = await send()
    const ask = { id, profileId: ended.id, allowList: EMPTY_ALLOW_LIST }
    await expect(acceptTip(database.db, by(stage.analyst.actor), ask)).rejects.toThrow('has expired')
    expect((await tipOf(id)).state).toBe('waiting')
    await declineTip(database.db, by(stage.analyst.actor), { id, reason: 'off_topic' })
  })

  test('is declined for a reason, once, and comes back by undo', async () => {
    const id = await send()
    const { db } = database
    await expect(declineTip(db, by(stage.comms.actor), { id, reason: 'opinion' })).rejects.toThrow('tip.decide')
    await declineTip(db, by(stage.analyst.actor), { id, reason: 'opinion' })
    await declineTip(db, by(stage.analyst.actor), { id, reason: 'opinion' })
    await expect(accept(id)).rejects.toThrow('already')
    await expect(undoTip(db, by(stage.comms.actor), id)).rejects.toThrow('tip.decide')
    await undoTip(db, by(stage.analyst.actor), id)
    await undoTip(db, by(stage.analyst.actor), id)
    expect(await tipOf(id)).toMatchObject({ state: 'waiting', declinedReason: null, decidedAt: null })
    const actions = (await auditOf(db, 'tip', id)).map(({ action }) => action)
    expect(actions).toEqual(['received', 'declined', 'decision undone'])
    await declineTip(db, by(stage.analyst.actor), { id, reason: 'opinion' })
  })

  test('an acceptance is taken back until the engine has read the item', async () => {
    const { db } = database
    const id = await send()
    const itemId = await accept(id)
    await undoTip(db, by(stage.analyst.actor), id)
    expect(await db.selectFrom('item').select('id').where('id', '=', itemId).execute()).toEqual([])
    const again = await accept(id)
    await db.deleteFrom('itemPending').where('itemId', '=', again).execute()
    await expect(undoTip(db, by(stage.analyst.actor), id)).rejects.toThrow('part of a narrative')
    expect((await tipOf(id)).state).toBe('accepted')
  })
})

test('tips with the same link are one row of the queue and are decided together', async () => {
  const link = { url: 'https://news.example/same', urlKey: 'url:news.example/same' }
  const [first, second] = [await send(link), await send({ ...link, text: 'The same page again.' })]
  const other = await send()
  const { rows, waiting, isOpen } = await queue()
  expect({ waiting, isOpen, ids: rows.map(({ id }) => id) }).toEqual({ waiting: 3, isOpen: true, ids: [first, other] })
  expect(rows[0]).toMatchObject({ others: 1, otherTexts: ['The same page again.'] })
  await declineTip(database.db, by(stage.analyst.actor), { id: first, reason: 'about_a_person' })
  expect([(await tipOf(second)).state, (await tipOf(other)).state]).toEqual(['declined', 'waiting'])
  await undoTip(database.db, by(stage.analyst.actor), first)
  expect((await queue()).waiting).toBe(3)
})

test('past its caps the form asks to come back', async () => {
  const { db } = database
  const rows = Array.from({ length: 300 }, (_, at) => at)
  for (const at of rows)
    await recordTip(db, FORM, { text: `Number ${at}`, url: null, urlKey: null, place: null, language: null })
  const late = { text: 'One too many', url: null, urlKey: null, place: null, language: null }
  expect(await recordTip(db, FORM, late)).toEqual({ kind: 'full' })
  const anHourOn = by(
    { kind: 'webhook', name: 'tip-form', world: LIVE_WORLD },
    new Date(TEST_NOW.getTime() + 3_700_000),
  )
  expect((await recordTip(db, anHourOn, late)).kind).toBe('recorded')
})
