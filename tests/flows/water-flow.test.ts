import { scopeOf } from '@hub/core/access/scope.ts'
import { openCase } from '@hub/db/case/open-case.ts'
import { acknowledgeDelivery } from '@hub/db/delivery/acknowledge-delivery.ts'
import { verifyLog } from '@hub/db/log/verify-log.ts'
import { writeLogEntry } from '@hub/db/log/write-log-entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { by } from '../support/build-people.ts'
import { type FeedServer, startFeedServer } from '../support/feed-server.ts'
import { openPipeline, type Pipeline } from '../support/open-pipeline.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'
import { at, buildWaterStage, publishStories } from './water-story.ts'

let database: TestDatabase
let server: FeedServer
let pipeline: Pipeline

beforeAll(async () => {
  ;[database, server] = await Promise.all([createTestDatabase(), startFeedServer(8)])
  pipeline = openPipeline(database.appConfig)
})
afterAll(async () => {
  await pipeline?.close(at(1000))
  await Promise.all([database?.close(), server?.close()])
})

test('from real feeds to a logged response', async () => {
  const { db } = database
  const { people, units } = await buildWaterStage(db, server)
  publishStories(server)

  const first = await pipeline.run(at(0))
  expect(first.poll).toMatchObject({ claimed: 8, polled: 8, failed: 0, newItems: 10 })
  expect(first.cluster.assigned).toBe(10)

  const narratives = await db
    .selectFrom('narrative')
    .selectAll()
    .where('state', '<>', 'merged')
    .orderBy('itemCount', 'desc')
    .execute()
  expect(narratives.map(({ itemCount, publisherCount }) => [itemCount, publisherCount])).toEqual([
    [8, 8],
    [2, 2],
  ])
  const [water] = narratives
  if (!water) throw new Error('The water story is missing.')
  expect(water.keyTerms.map(({ term }) => term.toLowerCase())).toEqual(expect.arrayContaining(['water']))

  const signals = await db.selectFrom('signal').selectAll().execute()
  expect(signals.map(({ kind, severity, narrativeId }) => ({ kind, severity, narrativeId }))).toEqual([
    { kind: 'emergence', severity: 'S2', narrativeId: water.id },
  ])
  expect(signals[0]?.publisherIds).toHaveLength(8)

  const deliveries = await db.selectFrom('delivery').selectAll().orderBy('id').execute()
  expect(deliveries.map(({ unitId, state }) => ({ unitId, state }))).toEqual([
    { unitId: units.health.id, state: 'sent' },
    { unitId: units.interior.id, state: 'sent' },
  ])
  expect(deliveries[0]?.matchedRules[0]).toMatchObject({
    title: 'Water and health',
    because: [expect.stringContaining('tap water'), 'severity S2'],
  })
  expect(deliveries[0]?.acknowledgeDueAt).toEqual(at(60))

  const [toHealth, toInterior] = deliveries
  if (!toHealth || !toInterior) throw new Error('A delivery is missing.')
  await acknowledgeDelivery(db, by(people.interiorAnalyst.actor, at(20)), toInterior.id)
  expect(await pipeline.run(at(59))).toMatchObject({ escalated: 0, signals: 0 })
  expect(await pipeline.run(at(61))).toMatchObject({ escalated: 1, signals: 0, deliveries: 0 })
  expect(await pipeline.run(at(62))).toMatchObject({ escalated: 0 })
  expect(await pipeline.run(at(121))).toMatchObject({ escalated: 1 })
  expect(await pipeline.run(at(600))).toMatchObject({ escalated: 0 })
  const attempts = await db
    .selectFrom('deliveryAttempt')
    .innerJoin('userAccount', 'userAccount.id', 'deliveryAttempt.userId')
    .select(['level', 'email', 'at'])
    .where('deliveryId', '=', toHealth.id)
    .orderBy('level')
    .orderBy('email')
    .execute()
  expect(attempts).toEqual([
    { level: 0, email: 'analyst@health.test', at: at(0) },
    { level: 0, email: 'lead@health.test', at: at(0) },
    { level: 1, email: 'lead@health.test', at: at(61) },
    { level: 2, email: 'coordinator@hub.test', at: at(121) },
  ])
  expect(await deliveryStates()).toEqual([
    { state: 'escalated', escalationLevel: 2, nextEscalationAt: null },
    { state: 'acknowledged', escalationLevel: 0, nextEscalationAt: null },
  ])

  const opened = await openCase(db, by(people.coordinator.actor, at(125)), {
    title: 'Tap water in Brăila',
    alertId: toHealth.alertId,
    severity: 'S2',
    summary: '',
  })
  await writeLogEntry(db, by(people.coordinator.actor, at(130)), opened.id, {
    content: {
      kind: 'response',
      option: 'debunk',
      text: 'The water company published its measurements.',
      audience: 'Residents',
      channel: 'Website',
      url: null,
      objective: '',
    },
    eventAt: at(129).toISOString(),
    lateReason: null,
    idempotencyKey: 'response-1',
  })
  const scope = scopeOf(people.coordinator.actor, 'log.verify')
  if (!scope) throw new Error('The coordinator may verify.')
  expect(await verifyLog(db, scope, opened.id)).toMatchObject({ faults: [] })
  const log = await db.selectFrom('logEntry').select(['kind']).where('caseId', '=', opened.id).orderBy('seq').execute()
  expect(log.at(-1)).toEqual({ kind: 'response' })
  expect((await db.selectFrom('alert').select('state').executeTakeFirstOrThrow()).state).toBe('linked')
})

async function deliveryStates() {
  return database.db
    .selectFrom('delivery')
    .select(['state', 'escalationLevel', 'nextEscalationAt'])
    .orderBy('id')
    .execute()
}
