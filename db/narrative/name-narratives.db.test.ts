import { afterAll, beforeAll, expect, test } from 'vitest'

import { buildItem, buildNarrative, buildSource, placeItem } from '../../tests/support/build-news.ts'
import { by, TEST_NOW } from '../../tests/support/build-people.ts'
import { buildStage, type Stage } from '../../tests/support/build-stage.ts'
import { countAudit } from '../../tests/support/count-audit.ts'
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts'
import { Forbidden } from '../errors.ts'
import type { Row } from '../schema.ts'
import { byStage } from '../stream/pipeline-actor.ts'
import { nameNarratives } from './name-narratives.ts'
import { renameNarrative } from './rename-narrative.ts'

let database: TestDatabase
let stage: Stage

beforeAll(async () => {
  database = await createTestDatabase()
  stage = await buildStage(database.db)
})
afterAll(() => database.close())

const db = () => database.db
const name = () => nameNarratives(db(), byStage('name-narratives', 'live', TEST_NOW), 50)
const titleOf = async ({ id }: Row<'narrative'>) =>
  (await db().selectFrom('narrative').select('title').where('id', '=', id).executeTakeFirstOrThrow()).title

const ODD = 'Ten things the mayor said at breakfast'
const CENTRAL = 'Tap water unsafe after pipe repair'

async function buildStory(titles: readonly string[]) {
  const narrative = await buildNarrative(db(), { title: titles[0] ?? '' })
  await tell(narrative, titles)
  return narrative
}

async function tell(narrative: Row<'narrative'>, titles: readonly string[]) {
  const source = await buildSource(db())
  for (const [minute, title] of titles.entries()) {
    const eventAt = new Date(TEST_NOW.getTime() + minute * 60_000)
    await placeItem(db(), narrative, await buildItem(db(), source, { title, eventAt }))
  }
}

test('a narrative of three items takes the headline that most others agree with, once', async () => {
  const story = await buildStory([ODD, CENTRAL, 'Is tap water unsafe after the pipe repair?'])
  const renames: number[] = []
  const act = async () => void renames.push((await name()).renamed)
  expect([await countAudit(db(), act), await countAudit(db(), act)]).toEqual([1, 0])
  expect(renames).toEqual([1, 0])
  expect(await titleOf(story)).toBe(CENTRAL)
})

test('a small narrative, one that has not doubled, and one that a person named keep their names', async () => {
  const small = await buildStory([ODD, CENTRAL])
  const named = await buildStory([ODD, CENTRAL, CENTRAL])
  await renameNarrative(db(), by(stage.analyst.actor), named.id, { title: 'What people say of the water' })
  await name()
  expect([await titleOf(small), await titleOf(named)]).toEqual([ODD, 'What people say of the water'])

  const grown = await buildStory([CENTRAL, CENTRAL, 'Tap water is unsafe'])
  await name()
  await tell(grown, ['Mayor at breakfast', 'Mayor at breakfast again'])
  expect((await name()).looked).toBe(0)
  await tell(grown, ['Mayor at breakfast', 'Mayor at breakfast today', 'Mayor at breakfast', 'Mayor at breakfast'])
  expect((await name()).renamed).toBe(1)
  expect(await titleOf(grown)).toMatch(/^Mayor at breakfast/)
})

test('is the pipeline’s, not a person’s', async () => {
  await expect(nameNarratives(db(), by(stage.analyst.actor), 50)).rejects.toBeInstanceOf(Forbidden)
})
