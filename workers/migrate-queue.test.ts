import { afterAll, beforeAll, expect, test } from 'vitest'

import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'
import { run } from '@hub/tests/support/test-server.ts'

import { migrateQueue } from './migrate-queue.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database?.close())

test('a start after the queue made a sequence of its own goes through, and the role keeps what it needs', async () => {
  const { ownerConfig, appConfig } = database
  await migrateQueue(ownerConfig, appConfig.user ?? '')
  await run(appConfig, 'create sequence bullmq.bullmq_jid_of_a_queue')
  await migrateQueue(ownerConfig, appConfig.user ?? '')
  const { rows } = await run(
    appConfig,
    `select nextval('bullmq.job_seq') > 0 as "job", nextval('bullmq.bullmq_jid_of_a_queue') as "own"`,
  )
  expect(rows).toEqual([{ job: true, own: '1' }])
})
