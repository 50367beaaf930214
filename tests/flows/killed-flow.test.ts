import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { describeState } from '../support/describe-state.ts'
import { type FeedServer, startFeedServer } from '../support/feed-server.ts'
import type { PipelineOrders } from '../support/pipeline-process.ts'
import { runPipelineProcess } from '../support/run-pipeline-process.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'
import { at, buildWaterStage, publishStories } from './water-story.ts'

/** The story's times; between them claims of a dead process have run out. */
const RUNS_AT = [at(0), at(6), at(70), at(130)].map((time) => time.toISOString())
const batchSize = 3

let server: FeedServer
let undisturbed: Awaited<ReturnType<typeof describeState>>
const databases: TestDatabase[] = []

async function openStage(): Promise<TestDatabase> {
  const database = await createTestDatabase()
  databases.push(database)
  await buildWaterStage(database.db, server)
  return database
}

beforeAll(async () => {
  server = await startFeedServer(8)
  publishStories(server)
  const database = await openStage()
  const { code, errors } = await runPipelineProcess({ config: database.appConfig, runsAt: RUNS_AT, batchSize })
  if (code !== 0) throw new Error(`The undisturbed run ended with ${code}: ${errors}`)
  undisturbed = await describeState(database.db)
})
afterAll(async () => {
  await Promise.all([server?.close(), ...databases.map((database) => database.close())])
})

test('the undisturbed run tells the whole story', () => {
  expect(undisturbed.items).toHaveLength(10)
  expect(undisturbed.narratives.map(({ itemCount, hours }) => [itemCount, hours])).toEqual(
    expect.arrayContaining([
      [8, 8],
      [2, 2],
    ]),
  )
  expect(undisturbed.deliveries.map(({ to, state, escalationLevel }) => `${to} ${state} ${escalationLevel}`)).toEqual([
    'health escalated 2',
    'interior escalated 2',
  ])
  expect(undisturbed.deliveries[1]?.attempts).toEqual([
    '0 analyst@interior.test delivered',
    '1 null nobody',
    '2 coordinator@hub.test delivered',
  ])
})

describe('killed', () => {
  test.each<[string, NonNullable<PipelineOrders['dieBefore']>]>([
    ["before a fetch's items commit", { statement: 'insert into source_fetch', nth: 3 }],
    ['in the middle of a batch of the engine', { statement: 'insert into narrative_hour', nth: 2 }],
    ['between the alert and its delivery being sent', { statement: 'insert into "delivery_attempt"', nth: 1 }],
    ['after a batch of the engine commits, before the next begins', { statement: 'from item_pending p', nth: 3 }],
    ['before a signal is raised', { statement: 'insert into "alert"', nth: 1 }],
  ])('%s: nothing is lost and nothing doubled', async (_when, dieBefore) => {
    const database = await openStage()
    const first = await runPipelineProcess({
      config: database.appConfig,
      runsAt: RUNS_AT.slice(0, 1),
      batchSize,
      dieBefore,
    })
    expect(first).toMatchObject({ signal: 'SIGKILL', errors: '' })
    const rest = await runPipelineProcess({ config: database.appConfig, runsAt: RUNS_AT.slice(1), batchSize })
    expect(rest).toMatchObject({ code: 0, errors: '' })
    expect(await describeState(database.db)).toEqual(undisturbed)
  })
})
