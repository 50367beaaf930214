import { scopeOf } from '@hub/core/access/scope.ts'
import { situationSchema } from '@hub/core/situation/situation-view.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { buildAlert, buildDelivery, buildSignal } from '../../tests/support/build-alert.ts'
import { buildCase } from '../../tests/support/build-case.ts'
import { buildItem, buildNarrative, buildSource } from '../../tests/support/build-news.ts'
import { by, TEST_NOW } from '../../tests/support/build-people.ts'
import { buildProfile } from '../../tests/support/build-watch.ts'
import { buildStage, type Stage } from '../../tests/support/build-stage.ts'
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts'
import { writeLogEntry } from '../log/write-log-entry.ts'
import { offerTasking } from '../tasking/offer-tasking.ts'
import { unitDescendants } from '../unit/queries.ts'
import { readSituation } from './read-situation.ts'

let database: TestDatabase
let stage: Stage

beforeAll(async () => {
  database = await createTestDatabase()
  stage = await buildStage(database.db)
})
afterAll(() => database.close())

async function situationOf(actor: Stage['analyst']['actor']) {
  const tree = await unitDescendants(database.db)
  const situation = await readSituation(database.db, {
    now: TEST_NOW,
    narratives: scopeOf(actor, 'narrative.read', tree),
    sources: scopeOf(actor, 'source.read', tree),
    alerts: scopeOf(actor, 'alert.read', tree),
    answersAlerts: scopeOf(actor, 'delivery.acknowledge', tree),
    answersTaskings: scopeOf(actor, 'tasking.answer', tree),
    approvesProfiles: scopeOf(actor, 'profile.approve', tree),
    cases: scopeOf(actor, 'case.read', tree),
  })
  return situationSchema.parse(situation)
}

describe('readSituation', () => {
  test('shows each role what it may see and what waits for its units', async () => {
    const source = await buildSource(database.db)
    const failing = await buildSource(database.db, {
      failingSince: TEST_NOW,
      failures: 3,
      outcome: JSON.stringify({ code: 'timed_out', httpStatus: null }),
    })
    await buildProfile(database.db, [failing.id])
    await buildItem(database.db, source)
    await buildItem(database.db, source, { firstSeenAt: new Date(TEST_NOW.getTime() - 30 * 3_600_000) })
    const narrative = await buildNarrative(database.db)
    await buildSignal(database.db, { narrativeId: narrative.id })
    const quiet = await buildNarrative(database.db, { title: 'Quiet' })
    await buildSignal(database.db, { narrativeId: quiet.id, detectedAt: new Date(TEST_NOW.getTime() - 30 * 3_600_000) })
    const alert = await buildAlert(database.db, { narrativeId: narrative.id })
    await buildDelivery(database.db, alert, { to: stage.interior, coordination: stage.centre })
    const { id } = await buildCase(database.db, stage.analyst.actor)
    await offerTasking(database.db, by(stage.coordinator.actor), id, {
      unitId: stage.interior.id,
      part: 'lead',
      request: 'Check',
    })
    await writeLogEntry(database.db, by(stage.lead.actor), id, {
      content: {
        kind: 'response',
        option: 'prepare_line',
        text: 'Line ready',
        audience: '',
        channel: '',
        url: null,
        objective: '',
      },
      eventAt: TEST_NOW.toISOString(),
      lateReason: null,
      idempotencyKey: 'response-one',
    })

    const coordinator = await situationOf(stage.coordinator.actor)
    expect(coordinator.counts).toEqual({ growing: 1, unacknowledged: 1, failingSources: 1, sources: 2, itemsToday: 1 })
    expect(coordinator.growing.map((row) => row.id)).toEqual([narrative.id])
    expect(coordinator.taskings).toMatchObject([{ caseId: id, unitName: 'Ministry of the Interior' }])
    expect(coordinator.done).toMatchObject([{ caseId: id, kind: 'response', authorName: 'Lou Lead' }])

    const lead = await situationOf(stage.outsideLead.actor)
    expect(lead).toMatchObject({ deliveries: [{ unitId: stage.interior.id }], taskings: [{ caseId: id }] })

    const own = await situationOf(stage.comms.actor)
    expect(own).toMatchObject({ counts: { unacknowledged: 0 }, deliveries: [], taskings: [], done: [{ caseId: id }] })

    const trainer = await situationOf(stage.trainer.actor)
    expect(trainer).toEqual({
      counts: { growing: 0, unacknowledged: 0, failingSources: 0, sources: 0, itemsToday: 0 },
      collecting: { stopped: null, resumed: null },
      growing: [],
      deliveries: [],
      profilesEnding: [],
      taskings: [],
      done: [],
    })
  })

  test('tells those who decide on profiles which end within a week', async () => {
    const inDays = (days: number) => new Date(TEST_NOW.getTime() + days * 86_400_000)
    const [soon] = [
      await buildProfile(database.db, [], { title: 'Ends soon', endsAt: inDays(3) }),
      await buildProfile(database.db, [], { title: 'Ends later', endsAt: inDays(8) }),
      await buildProfile(database.db, [], { title: 'Not approved', endsAt: inDays(3), state: 'proposed' }),
      await buildProfile(database.db, [], { title: 'Over', endsAt: TEST_NOW }),
    ]
    const ending = (await situationOf(stage.coordinator.actor)).profilesEnding
    expect(ending).toEqual([
      { id: soon.id, title: 'Ends soon', endsAt: inDays(3).toISOString(), isExtensionAsked: false },
    ])
    expect((await situationOf(stage.analyst.actor)).profilesEnding).toEqual([])
  })
})
