import { taskingIdSchema } from '@hub/core/ids.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { AN_ASSESSMENT, buildCase } from '../../tests/support/build-case.ts'
import { buildUnit, by } from '../../tests/support/build-people.ts'
import { auditOf, buildStage, type Stage } from '../../tests/support/build-stage.ts'
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts'
import { assessCase } from '../assessment/assess-case.ts'
import { Forbidden, NotFound } from '../errors.ts'
import { newId } from '../new-id.ts'
import { moveTasking } from './move-tasking.ts'
import { offerTasking } from './offer-tasking.ts'
import { getTasking } from './tasking-views.ts'

let database: TestDatabase
let stage: Stage

beforeAll(async () => {
  database = await createTestDatabase()
  stage = await buildStage(database.db)
})
afterAll(() => database.close())

const lead = { part: 'lead' as const, request: 'Check the fact' }

describe('offerTasking', () => {
  test('asks a unit once, in the log and in the audit record', async () => {
    const { id } = await buildCase(database.db, stage.analyst.actor)
    const offer = { unitId: stage.interior.id, ...lead }
    const tasking = await offerTasking(database.db, by(stage.coordinator.actor), id, offer)
    expect((await offerTasking(database.db, by(stage.coordinator.actor), id, offer)).id).toBe(tasking.id)
    expect(await getTasking(database.db, tasking.id)).toMatchObject({
      state: 'offered',
      offeredBy: 'Carla Coordinator',
      unitName: 'Ministry of the Interior',
    })
    expect(await auditOf(database.db, 'tasking', tasking.id)).toHaveLength(1)
    const entry = await database.db
      .selectFrom('logEntry')
      .select('content')
      .where('caseId', '=', id)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    expect(entry.content).toMatchObject({ event: 'tasking_offered', taskingId: tasking.id, unitId: stage.interior.id })
    const again = offerTasking(database.db, by(stage.coordinator.actor), id, { ...offer, request: 'Something else' })
    await expect(again).rejects.toMatchObject({ code: 'unit_already_tasked' })
  })

  test('comes after the opinion gate, and an opinion is nobody’s task', async () => {
    const { id } = await buildCase(database.db, stage.analyst.actor, { stays: 'new' })
    const offer = () =>
      offerTasking(database.db, by(stage.coordinator.actor), id, { unitId: stage.interior.id, ...lead })
    await expect(offer()).rejects.toMatchObject({ code: 'opinion_gate_open' })
    await assessCase(database.db, by(stage.analyst.actor), id, { ...AN_ASSESSMENT, opinionGate: 'opinion' })
    await expect(offer()).rejects.toMatchObject({ code: 'opinion_not_assignable' })
    await assessCase(database.db, by(stage.analyst.actor), id, {
      ...AN_ASSESSMENT,
      opinionGate: 'opinion_on_false_fact',
    })
    expect(await offer()).toMatchObject({ state: 'offered' })
  })

  test('one unit leads', async () => {
    const { id } = await buildCase(database.db, stage.analyst.actor)
    const agency = await buildUnit(database.db, { name: 'Water agency' })
    const first = await offerTasking(database.db, by(stage.coordinator.actor), id, {
      unitId: stage.interior.id,
      ...lead,
    })
    const second = () => offerTasking(database.db, by(stage.coordinator.actor), id, { unitId: agency.id, ...lead })
    await expect(second()).rejects.toMatchObject({ code: 'lead_exists' })
    await moveTasking(database.db, by(stage.outsideLead.actor), first.id, { to: 'declined', reason: 'No staff' })
    expect(await second()).toMatchObject({ part: 'lead' })
  })

  test.each(['analyst', 'lead', 'comms', 'auditor'] as const)('refuses %s', async (who) => {
    const { id } = await buildCase(database.db, stage.analyst.actor)
    const offer = offerTasking(database.db, by(stage[who].actor), id, { unitId: stage.interior.id, ...lead })
    await expect(offer).rejects.toBeInstanceOf(Forbidden)
  })
})

describe('moveTasking', () => {
  async function offered() {
    const { id } = await buildCase(database.db, stage.analyst.actor)
    return offerTasking(database.db, by(stage.coordinator.actor), id, { unitId: stage.interior.id, ...lead })
  }

  test('the unit answers, works and finishes; the coordinator returns it', async () => {
    const { id, caseId } = await offered()
    const as = (actor: typeof stage.outsideLead.actor, to: Parameters<typeof moveTasking>[3]['to'], reason?: string) =>
      moveTasking(database.db, by(actor), id, { to, reason })
    expect(await as(stage.outsideLead.actor, 'accepted')).toMatchObject({
      state: 'accepted',
      answeredBy: stage.outsideLead.id,
    })
    await as(stage.outsideLead.actor, 'in_progress')
    await expect(as(stage.outsideLead.actor, 'blocked')).rejects.toMatchObject({ code: 'reason_missing' })
    await as(stage.outsideLead.actor, 'done')
    await as(stage.outsideLead.actor, 'done')
    await expect(as(stage.outsideLead.actor, 'returned', 'Incomplete')).rejects.toMatchObject({
      code: 'tasking_not_yours',
    })
    expect(await as(stage.coordinator.actor, 'returned', 'Incomplete')).toMatchObject({
      state: 'returned',
      reason: 'Incomplete',
    })
    expect(await auditOf(database.db, 'tasking', id)).toHaveLength(5)
    const moves = await database.db
      .selectFrom('logEntry')
      .select('content')
      .where('caseId', '=', caseId)
      .orderBy('seq')
      .execute()
    expect(moves.filter(({ content }) => content.event === 'tasking_moved').map(({ content }) => content.to)).toEqual([
      'accepted',
      'in_progress',
      'done',
      'returned',
    ])
  })

  test('a unit that declined may say so twice, and has no more to do with the case', async () => {
    const { id } = await offered()
    const decline = () =>
      moveTasking(database.db, by(stage.outsideLead.actor), id, { to: 'declined', reason: 'No staff' })
    await decline()
    expect(await decline()).toMatchObject({ state: 'declined', rowVersion: 2 })
    const accept = moveTasking(database.db, by(stage.outsideLead.actor), id, { to: 'accepted' })
    await expect(accept).rejects.toBeInstanceOf(NotFound)
  })

  test('a stale version is refused with the present one', async () => {
    const { id, rowVersion } = await offered()
    await moveTasking(database.db, by(stage.outsideLead.actor), id, { to: 'accepted', expectedVersion: rowVersion })
    const stale = moveTasking(database.db, by(stage.coordinator.actor), id, {
      to: 'withdrawn',
      reason: 'Mistake',
      expectedVersion: rowVersion,
    })
    await expect(stale).rejects.toMatchObject({
      code: 'stale_version',
      current: { state: 'accepted', rowVersion: rowVersion + 1 },
    })
  })

  test('other units are refused; who has no part in the case does not learn of it', async () => {
    const { id } = await offered()
    await expect(moveTasking(database.db, by(stage.lead.actor), id, { to: 'accepted' })).rejects.toBeInstanceOf(
      Forbidden,
    )
    await expect(moveTasking(database.db, by(stage.outsider.actor), id, { to: 'accepted' })).rejects.toBeInstanceOf(
      Forbidden,
    )
    await expect(
      moveTasking(database.db, by(stage.lead.actor), newId(taskingIdSchema), { to: 'accepted' }),
    ).rejects.toBeInstanceOf(NotFound)
  })
})
