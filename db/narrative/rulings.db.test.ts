import type { ItemId } from '@hub/core/ids.ts'
import { beforeEach, describe, expect, test } from 'vitest'

import { buildAlert, buildDelivery } from '../../tests/support/build-alert.ts'
import { buildCase } from '../../tests/support/build-case.ts'
import { buildItem, buildSource, placeItem } from '../../tests/support/build-news.ts'
import { by, TEST_JOB, TEST_NOW } from '../../tests/support/build-people.ts'
import { auditOf, buildStage, type Stage } from '../../tests/support/build-stage.ts'
import { describePlaces, findMiscounts } from '../../tests/support/check-narratives.ts'
import { buildStory } from '../../tests/support/build-story.ts'
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts'
import { Forbidden } from '../errors.ts'
import type { NewRow, Row } from '../schema.ts'
import { applyMerges } from '../stream/apply-merges.ts'
import { write } from '../write.ts'
import { confirmLink } from './confirm-link.ts'
import { confirmNarrative } from './confirm-narrative.ts'
import { dismissNarrative } from './dismiss-narrative.ts'
import { mergeNarratives } from './merge-narratives.ts'
import { moveItems } from './move-items.ts'
import { renameNarrative } from './rename-narrative.ts'
import { splitNarrative } from './split-narrative.ts'
import { undoRuling } from './undo-ruling.ts'

let database: TestDatabase
let stage: Stage
beforeEach(async () => {
  database = await createTestDatabase()
  stage = await buildStage(database.db)
  return () => database.close()
})

const me = (minutes = 0) => by(stage.analyst.actor, new Date(TEST_NOW.getTime() + minutes * 60_000))

const story = (title: string, count: number, given: Partial<NewRow<'narrative'>> = {}) =>
  buildStory(database.db, title, count, given)

const narrativeOf = async (itemId: ItemId | undefined) =>
  (
    await database.db
      .selectFrom('itemAssignment')
      .select(['narrativeId', 'status'])
      .where('itemId', '=', itemId as ItemId)
      .executeTakeFirstOrThrow()
  ).narrativeId
const row = (id: Row<'narrative'>['id']) =>
  database.db.selectFrom('narrative').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const told = async () =>
  (await database.db.selectFrom('engineRuling').selectAll().orderBy('id').execute()).map(({ shard, payload }) => ({
    shard,
    payload,
  }))
const only = (ids: readonly Row<'narrativeRuling'>['id'][]) => {
  const [id] = ids
  if (!id || ids.length > 1) throw new Error(`One ruling was expected, there are ${ids.length}.`)
  return id
}

describe('merging', () => {
  test('takes items, cases, alerts and deliveries along and tells the engine; undone, all of it is as before', async () => {
    const { db } = database
    const [flood, river] = [await story('Flood', 3), await story('River', 4)]
    const alert = await buildAlert(db, { narrativeId: flood.id })
    await buildDelivery(db, alert, { to: stage.health, coordination: stage.centre })
    await buildCase(db, stage.analyst.actor, { narrativeId: flood.id })
    expect(await findMiscounts(db)).toEqual([])
    const before = await describePlaces(db)
    const { rulingIds } = await mergeNarratives(db, me(), river.id, { from: [flood.id], reason: 'One story' })
    expect(await row(flood.id)).toMatchObject({ state: 'merged', mergedInto: river.id, itemCount: 0 })
    expect(await row(river.id)).toMatchObject({ itemCount: 7, publisherCount: 5 })
    expect(await findMiscounts(db)).toEqual([])
    expect(await told()).toEqual([{ shard: 'live/en', payload: { kind: 'merge', from: flood.id, into: river.id } }])
    const at = await db.selectFrom('caseNarrative').select('narrativeId').execute()
    expect(at).toEqual([{ narrativeId: river.id }])
    await undoRuling(db, me(5), only(rulingIds))
    await undoRuling(db, me(6), only(rulingIds))
    expect(await describePlaces(db)).toEqual(before)
    expect(await findMiscounts(db)).toEqual([])
    expect((await told())[1]?.payload).toMatchObject({
      kind: 'place',
      into: flood.id,
      itemIds: flood.itemIds.toReversed().toReversed(),
    })
    expect((await auditOf(db, 'narrative', flood.id)).map(({ action }) => action)).toContain('ruling undone')
  })

  test('twice is once; into itself, into a merged or a dismissed one is refused with what to do', async () => {
    const { db } = database
    const [a, b, c] = [await story('A', 1), await story('B', 1), await story('C', 1)]
    await mergeNarratives(db, me(), b.id, { from: [a.id] })
    expect(await mergeNarratives(db, me(), b.id, { from: [a.id] })).toEqual({ rulingIds: [] })
    expect((await auditOf(db, 'narrative', b.id)).filter(({ action }) => action === 'merged')).toHaveLength(1)
    const merge = (into: typeof a, from: typeof a) => mergeNarratives(db, me(), into.id, { from: [from.id] })
    await expect(merge(c, c)).rejects.toMatchObject({ code: 'same_narrative' })
    await expect(merge(c, a)).rejects.toMatchObject({ code: 'narrative_merged' })
    await expect(merge(a, c)).rejects.toMatchObject({ code: 'target_merged' })
    await dismissNarrative(db, me(), b.id, { reason: 'too_small' })
    await expect(merge(b, c)).rejects.toMatchObject({ code: 'target_dismissed' })
  })

  test('a stale version is refused with the present one', async () => {
    const { db } = database
    const [a, b] = [await story('A', 1), await story('B', 1)]
    const { rowVersion } = await row(a.id)
    await renameNarrative(db, me(), a.id, { title: 'Another name' })
    const stale = mergeNarratives(db, me(), b.id, {
      from: [a.id],
      expectedVersions: [{ id: a.id, version: rowVersion }],
    })
    await expect(stale).rejects.toMatchObject({ code: 'stale_version', current: { rowVersion: rowVersion + 1 } })
  })

  test('a confirmed story stays confirmed, the more urgent rating holds, and both go back on undoing', async () => {
    const { db } = database
    const [a, b] = [await story('A', 2), await story('B', 2)]
    await confirmNarrative(db, me(), a.id, { severity: 'S1' })
    const before = await describePlaces(db)
    const { rulingIds } = await mergeNarratives(db, me(1), b.id, { from: [a.id] })
    expect(await row(b.id)).toMatchObject({ state: 'confirmed', severity: 'S1' })
    await undoRuling(db, me(2), only(rulingIds))
    expect(await describePlaces(db)).toEqual(before)
    expect((await told()).at(-1)?.payload).toMatchObject({
      stands: [
        { id: a.id, isConfirmed: true, apart: [] },
        { id: b.id, isConfirmed: false, apart: [] },
      ],
    })
  })

  test('a machine’s merge is undone too, and the two are kept apart from then on', async () => {
    const { db } = database
    const [a, b] = [await story('A', 3), await story('B', 3)]
    const before = await describePlaces(db)
    await write(db, by(TEST_JOB), async (w) => {
      await w.require('pipeline.run')
      const reason = { score: 0.5, runnerUpScore: 0.4, threshold: 0.3, centroidCosine: 0.5, requiredCosine: 0.2 }
      const engineMerge = {
        from: a.id,
        into: b.id,
        reason: { ...reason, itemId: b.itemIds[0] ?? '', fromItems: 3, intoItems: 3 },
        sequence: 0,
        names: new Set<string>(),
      }
      await applyMerges(w, [engineMerge], [])
      w.unchanged()
    })
    const ruling = await db.selectFrom('narrativeRuling').selectAll().executeTakeFirstOrThrow()
    expect(ruling).toMatchObject({ kind: 'merge', byMachine: true, details: { centroidCosine: 0.5 } })
    await undoRuling(db, me(1), ruling.id)
    expect(await describePlaces(db)).toEqual(before)
    expect((await told())[0]?.payload).toMatchObject({
      stands: [
        { id: a.id, apart: [b.id] },
        { id: b.id, apart: [a.id] },
      ],
    })
    // A person may join them all the same, and undo that: they are apart again.
    const { rulingIds } = await mergeNarratives(db, me(2), b.id, { from: [a.id] })
    expect(await db.selectFrom('narrativeApart').selectAll().execute()).toEqual([])
    await undoRuling(db, me(3), only(rulingIds))
    expect((await told()).at(-1)?.payload).toMatchObject({ stands: [{ apart: [b.id] }, { apart: [a.id] }] })
  })

  test('across languages the engines of both are told, and items that come later follow their nearest on undoing', async () => {
    const { db } = database
    const en = await story('Flood', 2)
    const fr = await story('Crue', 2, { shard: 'live/fr', language: 'fr' })
    const { rulingIds } = await mergeNarratives(db, me(), en.id, { from: [fr.id] })
    expect((await row(en.id)).languages).toEqual(['en', 'fr'])
    expect((await told()).map(({ shard }) => shard)).toEqual(['live/en', 'live/fr'])
    const source = await buildSource(db)
    const [late, other] = [
      await buildItem(db, source, { title: 'Crue encore', language: 'fr' }),
      await buildItem(db, source, { title: 'Flood again' }),
    ]
    const near = (itemId: string | undefined) => ({ neighbours: JSON.stringify([{ itemId, similarity: 0.9 }]) })
    await placeItem(db, { id: en.id, shard: 'live/fr' }, late, near(fr.itemIds[0]))
    await placeItem(db, en, other, near(en.itemIds[0]))
    await undoRuling(db, me(9), only(rulingIds))
    expect([await narrativeOf(late.id), await narrativeOf(other.id)]).toEqual([fr.id, en.id])
    expect(await row(fr.id)).toMatchObject({ itemCount: 3, languages: ['fr'], mergedInto: null })
    expect(await findMiscounts(db)).toEqual([])
  })

  test('merges of merges come apart in any order; what a later ruling moved stays there', async () => {
    const { db } = database
    const [a, b, c] = [await story('A', 3), await story('B', 3), await story('C', 3)]
    const first = only((await mergeNarratives(db, me(), b.id, { from: [a.id] })).rulingIds)
    const second = only((await mergeNarratives(db, me(1), c.id, { from: [b.id] })).rulingIds)
    expect(await row(a.id)).toMatchObject({ mergedInto: c.id })
    const { intoId } = await splitNarrative(db, me(2), c.id, { itemIds: [a.items[1]?.id as ItemId], into: {} })
    await undoRuling(db, me(3), first)
    expect(await row(a.id)).toMatchObject({ state: 'emerging', mergedInto: null, itemCount: 2 })
    expect(await narrativeOf(a.itemIds[1])).toBe(intoId)
    await undoRuling(db, me(4), second)
    expect(await row(b.id)).toMatchObject({ itemCount: 3 })
    expect(await row(c.id)).toMatchObject({ itemCount: 3 })
    expect(await findMiscounts(db)).toEqual([])
  })
})

describe('splitting and moving', () => {
  test('items leave with their copies under their most central headline; undone, the new one leads back', async () => {
    const { db } = database
    const flood = await story('Flood', 4)
    const before = await describePlaces(db)
    const leaving = [flood.itemIds[0] as ItemId]
    const { rulingId, intoId } = await splitNarrative(db, me(), flood.id, { itemIds: leaving, into: {} })
    expect((await auditOf(db, 'narrative', flood.id)).map(({ action }) => action)).toEqual(['split'])
    const seen = await db.selectFrom('narrativeAppearance').select('value').where('narrativeId', '=', intoId).execute()
    expect(seen.map(({ value }) => value)).toContain('en')
    expect(await row(intoId)).toMatchObject({
      title: 'Flood 0',
      titleSource: 'machine',
      state: 'emerging',
      itemCount: 2,
    })
    expect(await row(flood.id)).toMatchObject({ itemCount: 2, publisherCount: 2 })
    expect(await narrativeOf(flood.itemIds[3])).toBe(intoId)
    expect(await findMiscounts(db)).toEqual([])
    expect((await told())[0]?.payload).toMatchObject({
      kind: 'place',
      into: intoId,
      stands: [
        { id: flood.id, apart: [intoId] },
        { id: intoId, apart: [flood.id] },
      ],
    })
    await undoRuling(db, me(1), rulingId)
    expect(await row(intoId)).toMatchObject({ state: 'merged', mergedInto: flood.id })
    const after = await describePlaces(db)
    expect(after.items).toEqual(before.items)
    expect(after.narratives.find(({ id }) => id === flood.id)).toEqual(before.narratives[0])
    expect((await told())[1]?.payload).toMatchObject({ into: flood.id, stands: [{ id: flood.id, apart: [] }] })
    expect(await findMiscounts(db)).toEqual([])
  })

  test('a title that left with its headline is chosen anew, and a person’s stays', async () => {
    const { db } = database
    const flood = await story('Flood', 3)
    await db.updateTable('narrative').set({ title: 'Flood 1' }).where('id', '=', flood.id).execute()
    const { intoId } = await splitNarrative(db, me(), flood.id, {
      itemIds: [flood.itemIds[1] as ItemId],
      into: { title: 'Something else' },
    })
    expect(await row(intoId)).toMatchObject({ title: 'Something else', titleSource: 'person' })
    expect((await row(flood.id)).title).toBe('Flood 2')
  })

  test('moves items of two narratives; undone one by one they return', async () => {
    const { db } = database
    const [a, b, c] = [await story('A', 4), await story('B', 4), await story('C', 2)]
    const before = await describePlaces(db)
    const itemIds = [a.itemIds[1] as ItemId, b.itemIds[2] as ItemId]
    const { rulingIds } = await moveItems(db, me(), c.id, { itemIds })
    expect(rulingIds).toHaveLength(2)
    expect(await row(c.id)).toMatchObject({ itemCount: 4 })
    expect(await moveItems(db, me(), c.id, { itemIds })).toEqual({ rulingIds: [] })
    expect((await auditOf(db, 'narrative', a.id)).map(({ action }) => action)).toEqual(['items moved'])
    const links = await db.selectFrom('itemAssignment').select('status').where('itemId', 'in', itemIds).execute()
    expect(links).toEqual([{ status: 'confirmed' }, { status: 'confirmed' }])
    for (const id of rulingIds) await undoRuling(db, me(1), id)
    expect(await describePlaces(db)).toEqual(before)
    expect(await findMiscounts(db)).toEqual([])
  })

  test('is refused for all items, for items that are elsewhere, and under a legal hold', async () => {
    const { db } = database
    const [a, b] = [await story('A', 3), await story('B', 2)]
    const split = (itemIds: ItemId[], into: { id: typeof b.id } | object = {}) =>
      splitNarrative(db, me(), a.id, { itemIds, into })
    await expect(split(a.itemIds)).rejects.toMatchObject({ code: 'nothing_left' })
    await expect(split(b.itemIds)).rejects.toMatchObject({ code: 'items_elsewhere' })
    await expect(split([a.itemIds[1] as ItemId], { id: a.id })).rejects.toMatchObject({ code: 'same_narrative' })
    await db
      .insertInto('legalHold')
      .values({
        id: stage.analyst.id as never,
        objectKind: 'narrative',
        objectId: a.id,
        reason: 'A court asked',
        state: 'in_force',
        placedBy: 'someone',
        placedAt: TEST_NOW,
      })
      .execute()
    await expect(split([a.itemIds[1] as ItemId])).rejects.toMatchObject({ code: 'narrative_held' })
    expect(await db.selectFrom('narrativeRuling').select('id').execute()).toEqual([])
  })

  test('what retention deleted keeps counting where it was', async () => {
    const { db } = database
    const a = await story('A', 4)
    const b = await story('B', 2)
    const gone = a.itemIds[2] as ItemId
    await db.deleteFrom('itemAssignment').where('itemId', '=', gone).execute()
    await db
      .updateTable('narrative')
      .set({ itemsDeleted: 1, itemsDeletedAt: TEST_NOW })
      .where('id', '=', a.id)
      .execute()
    const hours = () =>
      db.selectFrom('narrativeHour').selectAll().where('narrativeId', '=', a.id).orderBy('hour').execute()
    const [before, hoursBefore] = [await describePlaces(db), await hours()]
    const merged = only((await mergeNarratives(db, me(), b.id, { from: [a.id] })).rulingIds)
    expect(await row(b.id)).toMatchObject({ itemCount: 6, itemsDeleted: 1 })
    // One more is deleted while they are merged: it was A's, and counts there again.
    await db
      .deleteFrom('itemAssignment')
      .where('itemId', '=', a.itemIds[1] as ItemId)
      .execute()
    await db.updateTable('narrative').set({ itemsDeleted: 2 }).where('id', '=', b.id).execute()
    await undoRuling(db, me(1), merged)
    expect(await row(a.id)).toMatchObject({ itemCount: 4, itemsDeleted: 2 })
    expect(await row(b.id)).toMatchObject({ itemCount: 2, itemsDeleted: 0 })
    expect(await hours()).toEqual(hoursBefore)
    expect((await describePlaces(db)).narratives).toEqual(before.narratives)
  })
})

describe('links, names and triage', () => {
  test('a link is confirmed, listed apart, and taken back', async () => {
    const { db } = database
    const a = await story('A', 2)
    const itemId = a.itemIds[0] as ItemId
    const status = async () =>
      (await db.selectFrom('itemAssignment').select('status').where('itemId', '=', itemId).executeTakeFirstOrThrow())
        .status
    await confirmLink(db, me(), itemId, true)
    await confirmLink(db, me(), itemId, true)
    expect(await status()).toBe('confirmed')
    expect(await db.selectFrom('narrativeRuling').select('kind').execute()).toEqual([{ kind: 'confirm_link' }])
    await confirmLink(db, me(1), itemId, false)
    expect(await status()).toBe('suggested')
    expect((await auditOf(db, 'narrative', a.id)).map(({ action }) => action)).toEqual([
      'link confirmed',
      'ruling undone',
    ])
  })

  test('a name is taken back while it still stands', async () => {
    const { db } = database
    const { id } = await story('A', 1)
    await renameNarrative(db, me(), id, { title: 'First name' })
    await renameNarrative(db, me(1), id, { title: 'Second name' })
    const rulings = await db.selectFrom('narrativeRuling').select('id').orderBy('ruledAt').execute()
    const [first, second] = rulings.map((ruling) => ruling.id)
    if (!first || !second) throw new Error('Two names were given.')
    await expect(undoRuling(db, me(2), first)).rejects.toMatchObject({ code: 'ruling_renamed_since' })
    await undoRuling(db, me(2), second)
    await undoRuling(db, me(3), first)
    expect(await row(id)).toMatchObject({ title: 'A', titleSource: 'machine' })
  })

  test('a dismissal is taken back by its id too, unless decided on since', async () => {
    const { db } = database
    const { id } = await story('A', 1)
    await confirmNarrative(db, me(), id, {})
    await dismissNarrative(db, me(1), id, { reason: 'opinion' })
    const rulings = await db.selectFrom('narrativeRuling').select('id').orderBy('ruledAt').execute()
    const [confirmed, dismissed] = rulings.map((ruling) => ruling.id)
    if (!confirmed || !dismissed) throw new Error('Two decisions were made.')
    await expect(undoRuling(db, me(2), confirmed)).rejects.toMatchObject({ code: 'ruling_decided_since' })
    await undoRuling(db, me(2), dismissed)
    expect(await row(id)).toMatchObject({ state: 'confirmed' })
    expect((await told()).at(-1)?.payload).toMatchObject({ stands: [{ isConfirmed: true, isClosed: false }] })
    await undoRuling(db, me(3), confirmed)
    expect((await told()).at(-1)?.payload).toMatchObject({ stands: [{ isConfirmed: false, isClosed: false }] })
  })

  test.each(['comms', 'auditor', 'trainer', 'administrator'] as const)('%s rules on nothing', async (who) => {
    const { db } = database
    const [a, b] = [await story('A', 2), await story('B', 2)]
    const { rulingIds } = await mergeNarratives(db, me(), b.id, { from: [a.id] })
    const actor = by(stage[who].actor)
    const itemIds = [b.itemIds[0] as ItemId]
    await expect(mergeNarratives(db, actor, a.id, { from: [b.id] })).rejects.toBeInstanceOf(Forbidden)
    await expect(splitNarrative(db, actor, b.id, { itemIds, into: {} })).rejects.toBeInstanceOf(Forbidden)
    await expect(moveItems(db, actor, a.id, { itemIds })).rejects.toBeInstanceOf(Forbidden)
    await expect(confirmLink(db, actor, itemIds[0] as ItemId, true)).rejects.toBeInstanceOf(Forbidden)
    await expect(undoRuling(db, actor, only(rulingIds))).rejects.toBeInstanceOf(Forbidden)
  })
})
