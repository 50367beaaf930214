import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { buildItem, buildNarrative, buildSource, placeItem } from '@hub/tests/support/build-news.ts'
import { by, TEST_NOW } from '@hub/tests/support/build-people.ts'
import { buildRule } from '@hub/tests/support/build-rules.ts'
import { buildStage, type Stage } from '@hub/tests/support/build-stage.ts'
import { countAudit } from '@hub/tests/support/count-audit.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'
import { scopeOf } from '@hub/core/access/scope.ts'
import { beforeEach, describe, expect, test } from 'vitest'

import { Conflict, Forbidden } from '../errors.ts'
import type { Row } from '../schema.ts'
import { detectSignals } from '../signal/detect-signals.ts'
import { byStage } from '../stream/pipeline-actor.ts'
import { listSnoozes } from './queries.ts'
import { snoozeNarrative } from './snooze-narrative.ts'
import { undoSnooze } from './undo-snooze.ts'

const SHARD = 'live/en'
let database: TestDatabase
let stage: Stage
let narrative: Row<'narrative'>
const db = () => database.db

beforeEach(async () => {
  database = await createTestDatabase()
  stage = await buildStage(db())
  await buildRule(db())
  narrative = await buildNarrative(db(), { shard: SHARD })
  await grow(3)
  await detect(1)
  return () => database.close()
})

const later = (minutes: number) => new Date(TEST_NOW.getTime() + minutes * 60_000)
const detect = (minutes: number) =>
  detectSignals(db(), byStage('detect-signals', LIVE_WORLD, later(minutes)), SHARD, 1_000)
const alerts = async () => (await db().selectFrom('alert').select('id').execute()).length
const analyst = (minutes = 2) => ({ ...by(stage.analyst.actor), now: later(minutes) })
const list = (minutes: number) =>
  listSnoozes(db(), { scope: scopeOf(stage.analyst.actor, 'narrative.read')!, now: later(minutes) }, narrative.id)

async function grow(publishers: number): Promise<void> {
  for (let n = 0; n < publishers; n += 1) {
    await placeItem(db(), narrative, await buildItem(db(), await buildSource(db())))
  }
}

describe('a snooze', () => {
  test('is set and taken back by those who triage, once, each with one entry', async () => {
    const input = { until: later(600).toISOString(), ruleId: null, note: 'Known, the ministry answers at noon.' }
    for (const who of [stage.comms, stage.auditor, stage.administrator, stage.trainer]) {
      await expect(snoozeNarrative(db(), by(who.actor), narrative.id, input)).rejects.toBeInstanceOf(Forbidden)
    }
    const set = () => snoozeNarrative(db(), analyst(), narrative.id, input)
    expect([await countAudit(db(), set), await countAudit(db(), set)]).toEqual([1, 0])
    const { id, severity, publishers } = await set()
    expect({ severity, publishers }).toEqual({ severity: 'S3', publishers: 3 })
    await expect(undoSnooze(db(), by(stage.comms.actor), narrative.id, id)).rejects.toBeInstanceOf(Forbidden)
    const undo = () => undoSnooze(db(), analyst(3), narrative.id, id)
    expect([await countAudit(db(), undo), await countAudit(db(), undo)]).toEqual([1, 0])
    expect(await list(4)).toMatchObject([{ setBy: 'Ana Analyst', endedBy: 'Ana Analyst', endedBecause: 'undone' }])
  })

  test('keeps signals from becoming alerts until the narrative rises by a step', async () => {
    await snoozeNarrative(db(), analyst(), narrative.id, { until: null, ruleId: null, note: '' })
    await db().updateTable('narrativeSnooze').set({ publishers: 4, severity: 'S2' }).execute()
    await grow(3)
    expect(await detect(5)).toMatchObject({ signals: 1 })
    expect(await alerts()).toBe(1)
    expect(await list(6)).toMatchObject([{ heldSignals: 1, endedAt: null }])
    await grow(6)
    expect(await detect(7)).toMatchObject({ signals: 1 })
    expect(await alerts()).toBe(2)
    expect(await list(8)).toMatchObject([{ endedBecause: 'rose', endedBy: null }])
  })

  test('ends with its time; one on another rule holds nothing', async () => {
    const other = await buildRule(db(), { kind: 'keyword', title: 'Other', terms: ['nothing'] })
    await snoozeNarrative(db(), analyst(), narrative.id, { until: null, ruleId: other.id, note: '' })
    await snoozeNarrative(db(), analyst(), narrative.id, { until: later(10).toISOString(), ruleId: null, note: '' })
    await db().updateTable('narrativeSnooze').set({ publishers: 100, severity: 'S2' }).execute()
    await grow(3)
    await detect(11)
    expect(await alerts()).toBe(2)
    const listed = await list(12)
    expect(listed.map(({ rule, endedBecause }) => [rule?.title ?? null, endedBecause])).toEqual([
      ['Other', null],
      [null, 'time'],
    ])
  })

  test('is refused in the past, for longer than a month, and on what raises nothing anyway', async () => {
    const set = (until: Date) =>
      snoozeNarrative(db(), analyst(), narrative.id, { until: until.toISOString(), ruleId: null, note: '' })
    await expect(set(later(1))).rejects.toMatchObject({ code: 'snooze_over' })
    await expect(set(later(31 * 24 * 60))).rejects.toMatchObject({ code: 'snooze_too_long' })
    await db().updateTable('narrative').set({ state: 'dismissed' }).execute()
    await expect(set(later(60))).rejects.toBeInstanceOf(Conflict)
  })
})
