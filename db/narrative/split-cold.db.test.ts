import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { itemIdSchema } from '@hub/core/ids.ts'
import { createEngine } from '@hub/core/narrative/engine.ts'
import type { EngineItem, NarrativeEngine } from '@hub/core/narrative/engine-types.ts'
import { beforeEach, expect, test } from 'vitest'

import { buildItem, buildNarrative, buildSource, placeItem } from '../../tests/support/build-news.ts'
import { by, TEST_NOW } from '../../tests/support/build-people.ts'
import { buildStage, type Stage } from '../../tests/support/build-stage.ts'
import { DAY_MS, FLOOD, FLOOD_AGAIN, OTHER, VOTE, VOTE_AGAIN } from '../../tests/support/cold-stories.ts'
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts'
import { newId } from '../new-id.ts'
import type { Row } from '../schema.ts'
import { listRulings } from '../stream/shard-history.ts'
import { mergeNarratives } from './merge-narratives.ts'
import { splitNarrative } from './split-narrative.ts'
import { undoRuling } from './undo-ruling.ts'

const SHARD = 'live/en'

let database: TestDatabase
let stage: Stage
let engine: NarrativeEngine
let taken: string[]
beforeEach(async () => {
  database = await createTestDatabase()
  stage = await buildStage(database.db)
  engine = createEngine()
  taken = []
  return () => database.close()
})

const me = (minutes = 0) => by(stage.analyst.actor, new Date(TEST_NOW.getTime() + minutes * 60_000))

/** A narrative of these texts, in the tables and in the engine alike. */
async function tell(texts: readonly string[]) {
  const { db } = database
  const narrative = await buildNarrative(db, { title: texts[0] ?? '', shard: SHARD })
  const source = await buildSource(db)
  const items: Row<'item'>[] = []
  for (const title of texts) {
    const item = await buildItem(db, source, { title, text: '', language: 'en' })
    await placeItem(db, narrative, item)
    expect(assign(item.id, title, 0, narrative.id).narrativeId).toBe(narrative.id)
    items.push(item)
  }
  return { ...narrative, itemIds: items.map(({ id }) => id) }
}

function assign(id: string, title: string, day: number, fresh: string) {
  const at = TEST_NOW.getTime() + day * DAY_MS
  const item: EngineItem = {
    id,
    title,
    text: '',
    language: 'en',
    eventAtMs: at,
    sourceId: 's',
    publisherId: 'p',
    url: null,
  }
  return engine.assign(item, at, fresh)
}
const comes = (title: string, day: number) => assign(newId(itemIdSchema), title, day, `new ${title}`)

/** Gives the engine what the tables hold for it since the last time. */
async function follow() {
  const rulings = await listRulings(database.db, { world: LIVE_WORLD, shard: SHARD }, 0)
  for (const { id, ruling } of rulings.filter(({ id }) => !taken.includes(id))) {
    engine.rule(ruling)
    taken.push(id)
  }
}

/** The two stories, put together by a person, a week after their last item. */
async function coldBoth() {
  const [flood, vote] = [await tell(FLOOD), await tell(VOTE)]
  const { rulingIds } = await mergeNarratives(database.db, me(), flood.id, { from: [vote.id] })
  await follow()
  comes(OTHER, 8)
  expect(engine.size()).toMatchObject({ items: 1, coldNarratives: 1 })
  return { flood, vote, rulingIds }
}

test('a split of a cold narrative binds the engine: what returns revives the part whose story it tells', async () => {
  const { flood, vote } = await coldBoth()
  const { intoId } = await splitNarrative(database.db, me(10), flood.id, { itemIds: vote.itemIds, into: {} })
  await follow()
  expect(engine.size().coldNarratives).toBe(2)
  expect(comes(VOTE_AGAIN, 30)).toMatchObject({ narrativeId: intoId, isNew: false, events: [] })
  expect(comes(FLOOD_AGAIN, 30)).toMatchObject({ narrativeId: flood.id, isNew: false, events: [] })
})

test('taken back, one narrative is cold with the words of both', async () => {
  const { flood, vote } = await coldBoth()
  const { rulingId } = await splitNarrative(database.db, me(10), flood.id, { itemIds: vote.itemIds, into: {} })
  await undoRuling(database.db, me(20), rulingId)
  await follow()
  expect(engine.size().coldNarratives).toBe(1)
  for (const text of [VOTE_AGAIN, FLOOD_AGAIN])
    expect(comes(text, 30)).toMatchObject({ narrativeId: flood.id, isNew: false })
})

test('a merge taken back in the cold leaves both in it, each by its own words', async () => {
  const { flood, vote, rulingIds } = await coldBoth()
  for (const id of rulingIds) await undoRuling(database.db, me(20), id)
  await follow()
  expect(comes(VOTE_AGAIN, 30)).toMatchObject({ narrativeId: vote.id, isNew: false })
  expect(comes(FLOOD_AGAIN, 30)).toMatchObject({ narrativeId: flood.id, isNew: false })
})

test('what the engine is told of a narrative holds numbers and no words', async () => {
  const { flood, vote } = await coldBoth()
  await splitNarrative(database.db, me(10), flood.id, { itemIds: vote.itemIds, into: { title: 'Named by a person' } })
  const { payload } = await database.db
    .selectFrom('engineRuling')
    .select('payload')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  expect(JSON.stringify(payload)).not.toMatch(/election|commission|Tuesday|Brenk/i)
})
