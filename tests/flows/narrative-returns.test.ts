import { type NarrativeId, narrativeIdSchema } from '@hub/core/ids.ts'
import { mergeNarratives } from '@hub/db/narrative/merge-narratives.ts'
import { restNarratives } from '@hub/db/narrative/rest-narratives.ts'
import { splitNarrative } from '@hub/db/narrative/split-narrative.ts'
import { byStage } from '@hub/db/stream/pipeline-actor.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { by } from '../support/build-people.ts'
import { buildStage, type Stage } from '../support/build-stage.ts'
import { findMiscounts } from '../support/check-narratives.ts'
import { openPipeline, type Pipeline } from '../support/open-pipeline.ts'
import { narrativeIdOf, storeItems, storePublishers } from '../support/store-items.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'
import { at } from './water-story.ts'

const FLOOD = [
  'River Aldova floods the old town of Brenk, hundreds evacuated overnight',
  'Hundreds evacuated in Brenk as the river Aldova floods the old town',
  'Brenk flood: evacuated families wait as Aldova river crests in old town',
]
const VOTE = [
  'Rumour says the election date was moved to Tuesday, electoral commission denies it',
  'No, the election date has not moved to Tuesday, says electoral commission',
  'Electoral commission: election date stays Sunday, rumour about Tuesday is wrong',
]
const OTHER = 'Parliament debates the fuel price while truck drivers block the border crossing'
const FLOOD_AGAIN = 'Old photos of flooded Brenk and the Aldova river are shared as new: nobody was evacuated'
const VOTE_AGAIN = 'The rumour is back: election date moved to Tuesday, says a clip; the electoral commission denies it'

const day = (number: number) => at(number * 24 * 60)

let database: TestDatabase
let pipeline: Pipeline
let stage: Stage
let counter = 0

beforeAll(async () => {
  database = await createTestDatabase()
  stage = await buildStage(database.db)
  await storePublishers(database.db)
  pipeline = openOne()
})
afterAll(async () => {
  await pipeline.close(day(40))
  await database.close()
})

const openOne = () => openPipeline(database.appConfig, { newNarrativeId: narrativeIdOf, snapshotEvery: 4 })

async function tell(texts: readonly string[], number: number): Promise<void> {
  const items = texts.map((text) => ({ number: (counter += 1), text, atMs: day(number).getTime() - 60_000 }))
  await storeItems(database.db, items)
  await pipeline.cluster(day(number))
  expect(await findMiscounts(database.db)).toEqual([])
}

/** The narrative that holds the newest item, and what was said of that. */
async function newest() {
  return database.db
    .selectFrom('itemAssignment as a')
    .innerJoin('narrativeItem as i', 'i.itemId', 'a.itemId')
    .innerJoin('narrative as n', 'n.id', 'a.narrativeId')
    .select(['n.id', 'n.state', 'n.itemCount', 'i.isNew', 'i.parts'])
    .orderBy('a.shardSeq', 'desc')
    .executeTakeFirstOrThrow()
}

const stateOf = async (id: NarrativeId) => {
  const row = await database.db.selectFrom('narrative').select('state').where('id', '=', id).executeTakeFirstOrThrow()
  return row.state
}

let flood: NarrativeId
let vote: NarrativeId

test('what has been quiet for two weeks rests', async () => {
  await tell(FLOOD, 0)
  flood = narrativeIdSchema.parse((await newest()).id)
  await tell(VOTE, 0)
  vote = narrativeIdSchema.parse((await newest()).id)
  expect(vote).not.toBe(flood)
  await tell([OTHER], 8)
  await restNarratives(database.db, byStage('rest-narratives', 'live', day(16)))
  expect([await stateOf(flood), await stateOf(vote)]).toEqual(['dormant', 'dormant'])
})

test('its story, told again, wakes it, and the record says by how many of its words', async () => {
  await tell([FLOOD_AGAIN], 20)
  const found = await newest()
  expect(found).toMatchObject({ id: flood, state: 'emerging', itemCount: 4, isNew: false })
  expect(found.parts).toMatchObject({ keptTermsShared: expect.any(Number), neighbours: 0 })
})

test('what people join while it is cold comes back joined, also under a new owner that replays all', async () => {
  const merge = { from: [vote], reason: 'One campaign.' }
  await mergeNarratives(database.db, by(stage.analyst.actor, day(21)), flood, merge)
  await pipeline.close(day(21))
  await database.db.deleteFrom('engineSnapshot').execute()
  pipeline = openOne()
  await tell([VOTE_AGAIN], 22)
  expect(await newest()).toMatchObject({ id: flood, itemCount: 8, isNew: false })
})

test('what people split while it is cold comes back as two, also under a new owner that replays all', async () => {
  await tell([`${OTHER} again`], 30)
  const election = await database.db
    .selectFrom('itemAssignment as a')
    .innerJoin('item as i', 'i.id', 'a.itemId')
    .select('i.id')
    .where('a.narrativeId', '=', flood)
    .where((eb) => eb.or([eb('i.text', 'ilike', '%election%'), eb('i.title', 'ilike', '%election%')]))
    .execute()
  const itemIds = election.map(({ id }) => id)
  expect(itemIds).toHaveLength(4)
  const { intoId } = await splitNarrative(database.db, by(stage.analyst.actor, day(31)), flood, { itemIds, into: {} })
  await pipeline.close(day(31))
  await database.db.deleteFrom('engineSnapshot').execute()
  pipeline = openOne()
  await tell([`${VOTE_AGAIN} today`], 32)
  expect(await newest()).toMatchObject({ id: intoId, itemCount: 5, isNew: false })
  await tell([`${FLOOD_AGAIN} today`], 32)
  expect(await newest()).toMatchObject({ id: flood, itemCount: 5, isNew: false })
})
