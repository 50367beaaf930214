import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { scopeOf } from '@hub/core/access/scope.ts'
import type { SourceId, UnitId } from '@hub/core/ids.ts'
import type { ChangeReport, ChangeSources, SourceChange } from '@hub/core/source/change-sources.ts'
import { publisherIdSchema, sourceIdSchema } from '@hub/core/ids.ts'
import { buildSource, buildPublisher } from '@hub/tests/support/build-news.ts'
import { buildUnit, buildUser, by, TEST_NOW } from '@hub/tests/support/build-people.ts'
import { buildProfile } from '@hub/tests/support/build-watch.ts'
import { countAudit } from '@hub/tests/support/count-audit.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'

import { Forbidden, NotFound } from '../errors.ts'
import { newId } from '../new-id.ts'
import type { WriteBy } from '../write.ts'
import { changeSources } from './change-sources.ts'
import { getSource } from './view-sources.ts'

const scope = scopeOf({ kind: 'operator', name: 'test', world: 'live' }, 'source.read')!

describe('changing many sources', () => {
  let database: TestDatabase
  let coordinator: WriteBy
  let analyst: WriteBy
  let unitId: UnitId
  let otherUnitId: UnitId
  const db = () => database.db
  const change = (wanted: SourceChange, ids: SourceId[], who = coordinator) =>
    changeSources(db(), who, scope, { change: wanted, of: { ids } })
  const undo = async (report: ChangeReport) => {
    for (const step of report.undo) await changeSources(db(), coordinator, scope, step)
  }
  const view = (id: SourceId) => getSource(db(), scope, id, TEST_NOW)
  const threeSources = async () => {
    const sources = []
    for (let count = 0; count < 3; count += 1)
      sources.push(await buildSource(db(), { tags: count === 0 ? ['old'] : [] }))
    return sources.map(({ id }) => id)
  }

  beforeAll(async () => {
    database = await createTestDatabase()
    unitId = (await buildUnit(db())).id
    otherUnitId = (await buildUnit(db(), { name: 'Interior' })).id
    coordinator = by((await buildUser(db(), { role: 'coordinator', unitId })).actor)
    analyst = by((await buildUser(db(), { role: 'analyst', unitId })).actor)
  })
  afterAll(() => database.close())

  test.each<SourceChange>([
    { act: 'pause' },
    { act: 'tag', tags: ['new', 'old'] },
    { act: 'untag', tags: ['old'] },
    { act: 'give_to_publisher', publisher: { name: 'The Group' } },
    { act: 'mark_fact_checker' },
    { act: 'retire', reason: 'As agreed.' },
  ])('%j leaves one entry, none when run twice, and is refused to an analyst', async (wanted) => {
    const ids = await threeSources()
    await expect(change(wanted, ids, analyst)).rejects.toBeInstanceOf(Forbidden)
    expect(await countAudit(db(), () => change(wanted, ids, analyst))).toBe(0)
    expect(await countAudit(db(), () => change(wanted, ids))).toBe(1)
    expect(await countAudit(db(), () => change(wanted, ids))).toBe(0)
    expect(await change(wanted, ids)).toMatchObject({ changed: 0, unchanged: 3, refused: [] })
  })

  test('those that refuse are reported one by one and stop no other', async () => {
    const [first, second, third] = await threeSources()
    if (!first || !second || !third) throw new Error('There are three.')
    await change({ act: 'retire', reason: 'As agreed.' }, [second])
    const unknown = newId(sourceIdSchema)
    const report = await change({ act: 'pause' }, [first, second, third, unknown])
    expect(report).toMatchObject({ changed: 2, unchanged: 0 })
    expect(report.refused.map(({ id, reason }) => [id, reason])).toEqual(
      expect.arrayContaining([
        [unknown, 'There is no such source any more.'],
        [second, expect.stringContaining('It is retired')],
      ]),
    )
  })

  test('pausing, tags and units are put back as each source had them', async () => {
    const ids = await threeSources()
    const [first, second] = ids
    if (!first || !second) throw new Error('There are three.')
    await undo(await change({ act: 'pause', reason: 'Holiday.' }, ids))
    expect((await view(first)).state).toBe('approved')
    const tagged = await change({ act: 'tag', tags: ['old', 'new'] }, ids)
    expect((await view(second)).tags).toEqual(['old', 'new'])
    await undo(tagged)
    expect([(await view(first)).tags, (await view(second)).tags]).toEqual([['old'], []])
    await change({ act: 'give_to_unit', unitId }, [first])
    const given = await change({ act: 'give_to_unit', unitId: otherUnitId }, ids)
    expect((await view(first)).unit).toEqual({ id: otherUnitId, name: 'Interior' })
    await undo(given)
    expect([(await view(first)).unit?.id, (await view(second)).unit]).toEqual([unitId, null])
  })

  test('a publisher is found by its name or made, and each source gets its own back', async () => {
    const ids = await threeSources()
    const [first, second, third] = ids
    if (!first || !second || !third) throw new Error('There are three.')
    const before = (await view(first)).publisher
    const known = await buildPublisher(db(), { name: 'Known House' })
    expect(await change({ act: 'give_to_publisher', publisher: { name: 'known house' } }, [second])).toMatchObject({
      changed: 1,
    })
    expect((await view(second)).publisher.id).toBe(known.id)
    const given = await change({ act: 'give_to_publisher', publisher: { name: 'New House' } }, ids)
    const houses = await Promise.all(ids.map(async (id) => (await view(id)).publisher))
    expect(new Set(houses.map(({ id }) => id)).size).toBe(1)
    expect(houses[0]?.name).toBe('New House')
    await undo(given)
    expect([(await view(first)).publisher, (await view(second)).publisher.id]).toEqual([before, known.id])
    const missing = { act: 'give_to_publisher', publisher: { id: newId(publisherIdSchema) } } as const
    await expect(change(missing, ids)).rejects.toBeInstanceOf(NotFound)
  })

  test('the mark of a fact-checker is put back where it was not', async () => {
    const marked = (await buildSource(db(), { readsClaimReviews: true })).id
    const plain = (await buildSource(db())).id
    const isMarked = async () => [(await view(marked)).readsClaimReviews, (await view(plain)).readsClaimReviews]
    const report = await change({ act: 'mark_fact_checker' }, [marked, plain])
    expect([report.changed, report.unchanged, await isMarked()]).toEqual([1, 1, [true, true]])
    await undo(report)
    expect(await isMarked()).toEqual([true, false])
    await change({ act: 'unmark_fact_checker' }, [marked, plain])
    expect(await isMarked()).toEqual([false, false])
  })

  test('another watch profile takes them out of those that named them, and undo gives them back', async () => {
    const ids = await threeSources()
    const was = await buildProfile(db(), ids.slice(0, 2), { title: 'Was' })
    const is = await buildProfile(db(), [], { title: 'Is' })
    const titles = async (id: SourceId) => (await view(id)).profiles.map(({ title }) => title)
    const moved = await change({ act: 'move_to_profile', profileId: is.id }, ids)
    expect(moved.changed).toBe(3)
    expect(await Promise.all(ids.map(titles))).toEqual([['Is'], ['Is'], ['Is']])
    await undo(moved)
    expect(await Promise.all(ids.map(titles))).toEqual([['Was'], ['Was'], []])
    expect((await change({ act: 'add_to_profile', profileId: was.id }, ids)).changed).toBe(1)
  })

  test('only what is fetched can be fetched now', async () => {
    const waiting = await buildSource(db(), { nextFetchAt: new Date('2027-01-01T00:00:00Z') })
    const byHand = await buildSource(db(), { kind: 'manual' })
    const report = await change({ act: 'retry' }, [waiting.id, byHand.id])
    expect(report).toMatchObject({ changed: 1, refused: [{ id: byHand.id }] })
    expect((await view(waiting.id)).nextFetchAt).toBe(TEST_NOW.toISOString())
  })

  test('all that match a filter but a few, a thousand in a transaction', async () => {
    const publisher = await buildPublisher(db())
    const rows = Array.from({ length: 2_100 }, (_, index) => {
      const id = newId(sourceIdSchema)
      const url = `https://many.example/${index}`
      return {
        id,
        url,
        canonicalUrl: url,
        title: url,
        siteUrl: null,
        publisherId: publisher.id,
        language: null,
        country: null,
      }
    })
    for (let start = 0; start < rows.length; start += 700)
      await db()
        .insertInto('source')
        .values(rows.slice(start, start + 700))
        .execute()
    const all: ChangeSources = {
      change: { act: 'tag', tags: ['many'] },
      of: { filter: { publisherId: publisher.id }, except: [rows[5]!.id] },
    }
    expect(await countAudit(db(), () => changeSources(db(), coordinator, scope, all))).toBe(3)
    expect(await changeSources(db(), coordinator, scope, all)).toMatchObject({ changed: 0, unchanged: 2_099 })
    expect((await view(rows[5]!.id)).tags).toEqual([])
  })
})
