import type { NarrativeId } from '@hub/core/ids.ts'
import { mergeNarratives } from '@hub/db/narrative/merge-narratives.ts'
import { splitNarrative } from '@hub/db/narrative/split-narrative.ts'
import { undoRuling } from '@hub/db/narrative/undo-ruling.ts'
import type { WriteBy } from '@hub/db/write.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { by } from '../support/build-people.ts'
import { buildStage } from '../support/build-stage.ts'
import { buildStory } from '../support/build-story.ts'
import { buildProfile, buildSources } from '../support/build-watch.ts'
import { findMiscounts } from '../support/check-narratives.ts'
import { type FeedServer, startFeedServer } from '../support/feed-server.ts'
import { openPipeline, type Pipeline } from '../support/open-pipeline.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'
import { at } from './water-story.ts'

const SHARD = 'live/en'
const STORIES = {
  water: 'tap water supply of Brăila poisoned by pipe repair, residents must boil',
  vaccine: 'measles vaccine shipment delayed, doctors say school children wait',
  bridge: 'Danube bridge closed after cracks, engineers inspect steel cables',
} as const
type StoryName = keyof typeof STORIES

let database: TestDatabase
let server: FeedServer
let open: Pipeline[]
let ruler: (minutes: number) => WriteBy

beforeAll(async () => {
  server = await startFeedServer(3)
})
afterAll(() => server?.close())
beforeEach(async () => {
  database = await createTestDatabase()
  open = []
  const stage = await buildStage(database.db)
  ruler = (minutes) => by(stage.analyst.actor, at(minutes))
  const sources = await buildSources(
    database.db,
    server.feeds.map(({ url }) => url),
  )
  await buildProfile(
    database.db,
    sources.map(({ id }) => id),
  )
  for (const feed of server.feeds) feed.replace([])
  return async () => {
    for (const pipeline of open) await pipeline.close(at(900)).catch(() => undefined)
    await database.close()
  }
})

function openOne(): Pipeline {
  const pipeline = openPipeline(database.appConfig, { batchSize: 5, snapshotEvery: 12 })
  open.push(pipeline)
  return pipeline
}

function publish(round: number, names: readonly StoryName[]): void {
  for (const [index, feed] of server.feeds.entries())
    for (const [n, name] of names.entries()) {
      const words = `${STORIES[name]} ${name}${index}${'abcdefg'[round]} r${round}`
      feed.publish({
        id: `${name}-${round}-${index}`,
        title: words,
        text: `${words}.`,
        publishedAt: at(round * 10 + n),
      })
    }
}

async function collect(pipeline: Pipeline, round: number, names: readonly StoryName[]): Promise<void> {
  publish(round, names)
  await pipeline.poll(at(round * 10 + 5))
  await pipeline.cluster(at(round * 10 + 5))
  expect(await findMiscounts(database.db)).toEqual([])
}

/** Where the items of a story of one round stand. */
async function placesOf(name: StoryName, round: number): Promise<Set<NarrativeId>> {
  const rows = await database.db
    .selectFrom('item')
    .innerJoin('itemAssignment', 'itemAssignment.itemId', 'item.id')
    .select('narrativeId')
    .where('item.title', 'like', `${STORIES[name]} % r${round}`)
    .execute()
  expect(rows).toHaveLength(3)
  return new Set(rows.map(({ narrativeId }) => narrativeId))
}

async function narrativeOf(name: StoryName, round = 0): Promise<NarrativeId> {
  const [id, ...others] = await placesOf(name, round)
  if (!id || others.length > 0) throw new Error(`The story ${name} stands in ${others.length + 1} narratives.`)
  return id
}

/** A second process takes over from the stored snapshot and what followed: its state must be the one that was live. */
async function takeOver(pipeline: Pipeline): Promise<Pipeline> {
  const live = await pipeline.shards.engines.stateHash(SHARD)
  await pipeline.shards.engines.close()
  await pipeline.close(at(0)).catch(() => undefined)
  const next = openOne()
  expect(await next.shards.own(SHARD, at(500))).toBeDefined()
  expect(await next.shards.engines.stateHash(SHARD)).toBe(live)
  return next
}

/** The same from the stored decisions alone. */
async function rebuild(pipeline: Pipeline): Promise<Pipeline> {
  await database.db.deleteFrom('engineSnapshot').execute()
  return takeOver(pipeline)
}

describe('rulings', () => {
  test('a merge binds what comes next and survives a death; undone, each story goes its own way again', async () => {
    let pipeline = openOne()
    await collect(pipeline, 0, ['water', 'vaccine'])
    const [water, vaccine] = [await narrativeOf('water'), await narrativeOf('vaccine')]
    const { rulingIds } = await mergeNarratives(database.db, ruler(6), vaccine, { from: [water] })
    await collect(pipeline, 1, ['water', 'vaccine'])
    expect(await narrativeOf('water', 1)).toBe(vaccine)
    pipeline = await takeOver(pipeline)
    await collect(pipeline, 2, ['water'])
    expect(await narrativeOf('water', 2)).toBe(vaccine)
    for (const id of rulingIds) await undoRuling(database.db, ruler(27), id)
    // Those that came while they were one follow their nearest: water went with water.
    expect([await narrativeOf('water', 0), await narrativeOf('water', 1), await narrativeOf('water', 2)]).toEqual(
      Array(3).fill(water),
    )
    await collect(pipeline, 3, ['water', 'vaccine'])
    expect([await narrativeOf('water', 3), await narrativeOf('vaccine', 3)]).toEqual([water, vaccine])
    pipeline = await rebuild(pipeline)
    await collect(pipeline, 4, ['water', 'vaccine'])
    expect([await narrativeOf('water', 4), await narrativeOf('vaccine', 4)]).toEqual([water, vaccine])
  })

  test('a split binds what comes next: like goes to like, and the two never join by themselves', async () => {
    let pipeline = openOne()
    await collect(pipeline, 0, ['water', 'bridge'])
    const [water, bridge] = [await narrativeOf('water'), await narrativeOf('bridge')]
    await mergeNarratives(database.db, ruler(6), water, { from: [bridge] })
    const leaving = await database.db
      .selectFrom('item')
      .innerJoin('itemAssignment', 'itemAssignment.itemId', 'item.id')
      .select('item.id')
      .where('narrativeId', '=', water)
      .where('item.title', 'like', `%${STORIES.bridge}%`)
      .execute()
    const itemIds = leaving.map(({ id }) => id)
    const { intoId, rulingId } = await splitNarrative(database.db, ruler(7), water, { itemIds, into: {} })
    await collect(pipeline, 1, ['water', 'bridge'])
    expect([await narrativeOf('water', 1), await narrativeOf('bridge', 1)]).toEqual([water, intoId])
    pipeline = await rebuild(pipeline)
    await collect(pipeline, 2, ['bridge'])
    expect(await narrativeOf('bridge', 2)).toBe(intoId)
    pipeline = await takeOver(pipeline)
    await undoRuling(database.db, ruler(28), rulingId)
    await collect(pipeline, 3, ['bridge'])
    expect([await narrativeOf('bridge', 1), await narrativeOf('bridge', 3)]).toEqual([water, water])
    await takeOver(pipeline)
  })

  test('what an engine cannot carry out, the record does: merged into a story of another language', async () => {
    let pipeline = openOne()
    await collect(pipeline, 0, ['water', 'vaccine'])
    const water = await narrativeOf('water')
    const french = await buildStory(database.db, 'Eau empoisonnée', 3, { shard: 'live/fr', language: 'fr' })
    const { rulingIds } = await mergeNarratives(database.db, ruler(6), french.id, { from: [water] })
    await collect(pipeline, 1, ['water'])
    expect(await narrativeOf('water', 1)).toBe(french.id)
    pipeline = await takeOver(pipeline)
    await collect(pipeline, 2, ['water', 'vaccine'])
    expect(await narrativeOf('water', 2)).toBe(french.id)
    for (const id of rulingIds) await undoRuling(database.db, ruler(28), id)
    expect(await narrativeOf('water', 2)).toBe(water)
    await collect(pipeline, 3, ['water'])
    expect(await narrativeOf('water', 3)).toBe(water)
    await rebuild(pipeline)
  })
})
