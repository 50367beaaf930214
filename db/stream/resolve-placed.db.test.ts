import { type NarrativeId, rulingIdSchema } from '@hub/core/ids.ts'
import type { Decision, MergeReason } from '@hub/core/narrative/engine-types.ts'
import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { buildNarrative } from '../../tests/support/build-news.ts'
import { TEST_NOW } from '../../tests/support/build-people.ts'
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts'
import { newId } from '../new-id.ts'
import type { NewRow } from '../schema.ts'
import { write } from '../write.ts'
import { byStage } from './pipeline-actor.ts'
import { resolvePlaced } from './resolve-placed.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const REASON: MergeReason = {
  itemId: 'item',
  score: 0.6,
  runnerUpScore: 0.5,
  threshold: 0.4,
  centroidCosine: 0.8,
  requiredCosine: 0.7,
  fromItems: 1,
  intoItems: 1,
}

const narrative = async (given: Partial<NewRow<'narrative'>> = {}) => (await buildNarrative(database.db, given)).id
const mergedInto = (id: NarrativeId) => narrative({ state: 'merged', mergedInto: id })

function decision(narrativeId: string, events: [from: string, into: string][] = []): Decision {
  return {
    itemId: `item in ${narrativeId}`,
    narrativeId,
    isNew: false,
    isCopyOf: null,
    score: 1,
    threshold: 0,
    parts: {
      nearest: 1,
      thirdNearest: 1,
      neighbours: 1,
      centroid: 1,
      timeDecay: 1,
      gapHours: 0,
      itemTerms: 1,
      narrativeItems: 1,
    },
    terms: [],
    neighbours: [],
    alternatives: [],
    events: events.map(([from, into]) => ({ kind: 'merged', from, into, reason: REASON })),
  }
}

const resolve = (...decisions: Decision[]) =>
  write(database.db, byStage('cluster-items', LIVE_WORLD, TEST_NOW), async (w) => {
    await w.require('pipeline.run')
    w.unchanged()
    const { standsIn, merges } = await resolvePlaced(w, decisions)
    return { standsIn, merges: merges.map(({ from, into }) => [from, into]) }
  })

describe('resolvePlaced', () => {
  test('the engine’s own merges are followed within the batch, items before them included', async () => {
    const [a, b, c] = [await narrative(), await narrative(), await narrative()]
    expect(await resolve(decision(a), decision(b, [[a, b]]), decision(c, [[b, c]]))).toEqual({
      standsIn: [c, c, c],
      merges: [
        [a, b],
        [b, c],
      ],
    })
  })

  test('what a person merged stands in the survivor, whatever the engine calls it', async () => {
    const survivor = await narrative({ shard: 'live/fr' })
    const merged = await mergedInto(survivor)
    expect(await resolve(decision(merged))).toEqual({ standsIn: [survivor], merges: [] })
  })

  test('a machine’s merge never ends what a person joined: the other comes to the survivor', async () => {
    const survivor = await narrative()
    const merged = await mergedInto(survivor)
    const other = await narrative()
    expect(await resolve(decision(other, [[merged, other]]))).toEqual({
      standsIn: [survivor],
      merges: [[other, survivor]],
    })
    expect(await resolve(decision(merged, [[other, merged]]))).toEqual({
      standsIn: [survivor],
      merges: [[other, survivor]],
    })
  })

  test('two that people joined to others stay two, and two merged into one merge no more', async () => {
    const [first, second] = [await narrative(), await narrative()]
    const [a, b, c] = [await mergedInto(first), await mergedInto(second), await mergedInto(first)]
    expect((await resolve(decision(b, [[a, b]]))).merges).toEqual([])
    expect((await resolve(decision(a, [[c, a]]))).merges).toEqual([])
  })

  test('what people keep apart stays two, also when the engine has forgotten and over another merge', async () => {
    const [a, b, c] = [await narrative(), await narrative(), await narrative()]
    const { db } = database
    const ruling = { kind: 'split' as const, ruledBy: 'someone', reason: null, ruledAt: TEST_NOW, world: LIVE_WORLD }
    const rulingId = newId(rulingIdSchema)
    await db
      .insertInto('narrativeRuling')
      .values({ ...ruling, id: rulingId, narrativeId: a, intoId: c })
      .execute()
    await db.insertInto('narrativeApart').values({ rulingId, firstId: a, secondId: c }).execute()
    expect((await resolve(decision(c, [[a, c]]))).merges).toEqual([])
    expect((await resolve(decision(b, [[a, b]]), decision(c, [[b, c]]))).merges).toEqual([[a, b]])
  })

  test('what people confirmed or dismissed since keeps its id and its place', async () => {
    const [confirmed, dismissed, open] = [
      await narrative({ state: 'confirmed' }),
      await narrative({ state: 'dismissed' }),
      await narrative(),
    ]
    expect((await resolve(decision(open, [[confirmed, open]]))).merges).toEqual([])
    expect((await resolve(decision(open, [[dismissed, open]]))).merges).toEqual([])
    expect((await resolve(decision(confirmed, [[open, confirmed]]))).merges).toEqual([[open, confirmed]])
  })
})
