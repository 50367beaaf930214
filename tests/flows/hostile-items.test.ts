import { afterAll, beforeAll, expect, test } from 'vitest'

import { describeClustered } from '../faults/clustered-state.ts'
import { openPipeline, type Pipeline } from '../support/open-pipeline.ts'
import { narrativeIdOf, type ShortItem, storeItems, storePublishers } from '../support/store-items.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'
import { at } from './water-story.ts'

const NOW = at(0)
const OPTIONS = { batchSize: 200, newNarrativeId: narrativeIdOf }
const FLOOD = 5_000

const minutesAgo = (minutes: number) => at(-minutes).getTime()
const item = (number: number, text: string, given: Partial<ShortItem> = {}): ShortItem => ({
  number,
  text,
  atMs: minutesAgo(60),
  ...given,
})
const word = (number: number) => `w${number.toString(36).padStart(4, 'q')}`

const ODD = [
  'water poisoned bridge '.repeat(40_000),
  'x',
  '',
  Array.from({ length: 10_000 }, (_, number) => `#Tag${word(number)}`).join(' '),
  '@'.repeat(10_000),
  '\u202e\u200b\ufeff'.repeat(3_000),
].map((text, number) => item(number, text))
const FOREIGN = ['tlh', 'zxx', 'constructor'].map((language, at) => item(100 + at, 'nuqneH tlhIngan Hol', { language }))
const DATED = [new Date(0).getTime(), Date.UTC(2099, 0, 1)].map((atMs, index) =>
  item(200 + index, `The bridge over the Danube is closed, part ${index}`, { atMs }),
)
const COPIES = Array.from({ length: FLOOD }, (_, number) =>
  item(1_000 + number, 'The very same text of a burst is sent again and again'),
)
const CHAIN = Array.from({ length: 1_500 }, (_, number) =>
  item(20_000 + number, Array.from({ length: 8 }, (_, step) => word(number + step)).join(' ')),
)

let database: TestDatabase
let pipeline: Pipeline

beforeAll(async () => {
  database = await createTestDatabase()
  await storePublishers(database.db)
  pipeline = openPipeline(database.appConfig, OPTIONS)
})
afterAll(async () => {
  await pipeline.close(NOW)
  await database.close()
})

const sizes = async () => {
  const { narratives } = await describeClustered(database.db)
  return narratives.map(({ itemCount }) => Number(itemCount)).toSorted((a, b) => b - a)
}

test('items nobody would write are each placed, with their reasons', async () => {
  const odd = [...ODD, ...FOREIGN, ...DATED]
  await storeItems(database.db, odd)
  expect(await pipeline.cluster(NOW)).toMatchObject({ assigned: odd.length })
  const { pending, assignments, reasons } = await describeClustered(database.db)
  expect([pending.length, assignments.length, reasons.length]).toEqual([0, odd.length, odd.length])
})

test('a burst of copies is one narrative, whose copies are no voices', async () => {
  await storeItems(database.db, COPIES)
  await pipeline.cluster(NOW)
  expect((await sizes())[0]).toBe(FLOOD)
  const { narratives } = await describeClustered(database.db)
  expect(narratives.find(({ itemCount }) => Number(itemCount) === FLOOD)).toMatchObject({ publisherCount: 1 })
})

test('texts made to chain everything together make no giant, and the counts add up', async () => {
  await storeItems(database.db, CHAIN)
  await pipeline.cluster(NOW)
  const found = await sizes()
  expect(found[1]).toBeLessThan(400)
  const all = ODD.length + FOREIGN.length + DATED.length + COPIES.length + CHAIN.length
  expect(found.reduce((sum, size) => sum + size, 0)).toBe(all)
})

test('a worker that takes over reads all of it back into the same state', async () => {
  await pipeline.close(NOW)
  const before = await describeClustered(database.db)
  pipeline = openPipeline(database.appConfig, OPTIONS)
  await storeItems(database.db, [item(50_000, 'The very same text of a burst is sent again and again')])
  expect(await pipeline.cluster(NOW)).toMatchObject({ assigned: 1, newNarratives: 0 })
  const after = await describeClustered(database.db)
  const known = new Set(before.assignments.map(({ itemId }) => itemId))
  expect(after.assignments.filter(({ itemId }) => known.has(itemId))).toEqual(before.assignments)
  expect((await sizes())[0]).toBe(FLOOD + 1)
})
