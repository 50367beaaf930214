import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { narrativeIdSchema } from '@hub/core/ids.ts'
import type { Decision, EngineEvent } from '@hub/core/narrative/engine-types.ts'
import { writeReasons } from '@hub/core/narrative/write-reasons.ts'
import { beforeEach, describe, expect, test } from 'vitest'

import { buildClaimReview, buildMatch } from '../../tests/support/build-claim-review.ts'
import { buildItem, buildSource } from '../../tests/support/build-news.ts'
import { by, TEST_NOW } from '../../tests/support/build-people.ts'
import { buildStage, type Stage } from '../../tests/support/build-stage.ts'
import { buildStory } from '../../tests/support/build-story.ts'
import { findMiscounts } from '../../tests/support/check-narratives.ts'
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts'
import { acceptMatch } from '../claim-match/accept-match.ts'
import { mergeNarratives } from '../narrative/merge-narratives.ts'
import { undoRuling } from '../narrative/undo-ruling.ts'
import { newId } from '../new-id.ts'
import { commitAssignments } from './commit-assignments.ts'
import { byStage } from './pipeline-actor.ts'
import { takeShard, type TakenShard } from './take-shard.ts'

let database: TestDatabase
let stage: Stage
let shard: TakenShard
beforeEach(async () => {
  database = await createTestDatabase()
  stage = await buildStage(database.db)
  return () => database.close()
})

const fresh = () => newId(narrativeIdSchema)

function split(from: string, into: string, itemIds: string[]): EngineEvent {
  const reason = { itemId: '', cosine: 0.05, allowedCosine: 0.1, fromItems: 4, intoItems: itemIds.length }
  return { kind: 'split', from, into, itemIds, reason }
}

function merged(from: string, into: string): EngineEvent {
  const numbers = { score: 1, runnerUpScore: 1, threshold: 0, centroidCosine: 1, requiredCosine: 0 }
  return { kind: 'merged', from, into, reason: { itemId: '', ...numbers, fromItems: 1, intoItems: 1 } }
}

/** Commits one batch: for each entry a new item with the narrative it went to and what it brought about. */
async function commit(entries: { narrativeId: string; isNew?: boolean; events?: (itemId: string) => EngineEvent[] }[]) {
  const { db } = database
  const source = await buildSource(db)
  const decided = []
  for (const { narrativeId, isNew = false, events } of entries) {
    const item = await buildItem(db, source, { title: 'Ballot rumour denied' })
    const { id, title, text, language, sourceId, publisherId, url } = item
    const parts = { nearest: 0, thirdNearest: 0, neighbours: 0, centroid: 0, timeDecay: 1, gapHours: 0 }
    const decision: Decision = {
      itemId: id,
      narrativeId,
      isNew,
      isCopyOf: null,
      score: 1,
      threshold: 0,
      parts: { ...parts, itemTerms: 3, narrativeItems: 1 },
      terms: [],
      neighbours: [],
      alternatives: [],
      events: events?.(id) ?? [],
    }
    const engineItem = { id, title, text, language, eventAtMs: item.eventAt.getTime(), sourceId, publisherId, url }
    decided.push({
      item: engineItem,
      firstSeenAt: item.firstSeenAt,
      decision,
      reasons: writeReasons(decision),
    })
  }
  const batch = { shard, decided, keyTerms: new Map(), rulingIds: [] }
  const committed = await commitAssignments(db, byStage('cluster-items', LIVE_WORLD, TEST_NOW), batch)
  return { itemIds: decided.map(({ item }) => item.id), committed }
}

/** Takes the shard, numbered past what the stories were placed by. */
async function take(name: string) {
  const taking = { world: LIVE_WORLD, shard: name, owner: 'test', now: TEST_NOW }
  await takeShard(database.db, taking)
  await database.db.updateTable('engineShard').set({ nextSeq: 1_000 }).execute()
  shard = await takeShard(database.db, taking)
}

async function story(title: string, count: number) {
  const built = await buildStory(database.db, title, count)
  await take(built.shard)
  return built
}

const row = (id: string) =>
  database.db
    .selectFrom('narrative')
    .select(['state', 'mergedInto', 'itemCount', 'title'])
    .where('id', '=', narrativeIdSchema.parse(id))
    .executeTakeFirstOrThrow()
const standing = async (narrativeId: string) =>
  (
    await database.db
      .selectFrom('itemAssignment')
      .select('itemId')
      .where('narrativeId', '=', narrativeIdSchema.parse(narrativeId))
      .execute()
  ).map(({ itemId }) => itemId as string)

describe('a split that the engine made', () => {
  test('asks of the part what a person accepted on the whole; taken back, nothing of that is left', async () => {
    const { db } = database
    const flood = await story('Flood', 4)
    const review = await buildClaimReview(db, await buildSource(db))
    const match = await buildMatch(db, { narrativeId: flood.id, claimReviewId: review.id })
    await acceptMatch(db, by(stage.analyst.actor), match.id)
    const matches = () =>
      db.selectFrom('claimMatch').select(['narrativeId', 'state', 'carriedFrom']).orderBy('id').execute()
    const before = await matches()
    const into = fresh()
    await commit([
      { narrativeId: flood.id },
      { narrativeId: into, events: (itemId) => [split(flood.id, into, [...flood.itemIds.slice(1, 3), itemId])] },
    ])
    expect(await matches()).toEqual([...before, { narrativeId: into, state: 'suggested', carriedFrom: match.id }])
    const ruling = await db.selectFrom('narrativeRuling').select('id').executeTakeFirstOrThrow()
    await undoRuling(db, by(stage.analyst.actor), ruling.id)
    expect(await matches()).toEqual(before)
  })

  test('moves the listed items with their counts, also those of the same batch, and can be taken back', async () => {
    const flood = await story('Flood', 4)
    const into = fresh()
    const listed: string[] = flood.itemIds.slice(1, 3)
    const { itemIds } = await commit([
      { narrativeId: flood.id },
      { narrativeId: into, events: (itemId) => [split(flood.id, into, [...listed, itemId])] },
      { narrativeId: into },
    ])
    expect(await row(into)).toMatchObject({ state: 'emerging', itemCount: 4 })
    expect(await row(flood.id)).toMatchObject({ itemCount: 3 })
    expect((await standing(into)).toSorted()).toEqual([...listed, ...itemIds.slice(1)].toSorted())
    expect(await findMiscounts(database.db)).toEqual([])
    const [ruling] = await database.db.selectFrom('narrativeRuling').selectAll().execute()
    expect(ruling).toMatchObject({ kind: 'split', byMachine: true, narrativeId: flood.id, intoId: into })
    expect(ruling?.details).toMatchObject({ cosine: 0.05, allowedCosine: 0.1 })
    if (!ruling) throw new Error('The split was not recorded.')
    await undoRuling(database.db, by(stage.analyst.actor), ruling.id)
    expect(await row(flood.id)).toMatchObject({ itemCount: 7, title: flood.title })
    expect(await findMiscounts(database.db)).toEqual([])
  })

  test('of what a batch itself founded, merged and split again counts every item once', async () => {
    const flood = await story('Flood', 2)
    const [early, late, next] = [fresh(), fresh(), fresh()]
    let moved = ''
    const { itemIds } = await commit([
      { narrativeId: early, isNew: true },
      {
        narrativeId: early,
        events: (itemId) => {
          moved = itemId
          return []
        },
      },
      { narrativeId: early, events: () => [split(early, late, [moved])] },
      { narrativeId: late },
      { narrativeId: flood.id, events: () => [merged(late, flood.id)] },
      { narrativeId: next, events: (itemId) => [split(flood.id, next, [itemId])] },
    ])
    expect(await row(late)).toMatchObject({ state: 'merged', mergedInto: flood.id })
    expect((await standing(early)).toSorted()).toEqual([itemIds[0], itemIds[2]].toSorted())
    expect(await standing(next)).toEqual([itemIds[5]])
    expect(await row(flood.id)).toMatchObject({ itemCount: 5 })
    expect(await findMiscounts(database.db)).toEqual([])
  })

  test('is not carried out where people put the narrative together: its new id leads back', async () => {
    const [flood, river] = [await story('Flood', 3), await story('River', 3)]
    await mergeNarratives(database.db, by(stage.analyst.actor), flood.id, { from: [river.id] })
    const [first] = await standing(flood.id)
    const [into, again] = [fresh(), fresh()]
    const { db } = database
    // As when the narratives had left the engine's memory: it does not know what people ruled.
    await db.deleteFrom('engineRuling').execute()
    await commit([
      { narrativeId: into, events: (itemId) => [split(river.id, into, [first ?? '', itemId])] },
      { narrativeId: into, events: (itemId) => [split(into, again, [itemId])] },
    ])
    for (const id of [into, again]) {
      expect(await row(id)).toMatchObject({ state: 'merged', mergedInto: flood.id, itemCount: 0 })
    }
    expect(await row(flood.id)).toMatchObject({ itemCount: 8 })
    expect(await findMiscounts(db)).toEqual([])
  })
})
