import { scopeOf } from '@hub/core/access/scope.ts'
import { caseIdSchema } from '@hub/core/ids.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { buildAlert, buildDelivery } from '../../tests/support/build-alert.ts'
import { AN_ASSESSMENT, buildCase } from '../../tests/support/build-case.ts'
import { buildNarrative, buildPublisher, buildItem, buildSource, placeItem } from '../../tests/support/build-news.ts'
import { by, TEST_NOW } from '../../tests/support/build-people.ts'
import { auditOf, buildStage, type Stage } from '../../tests/support/build-stage.ts'
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts'
import { assessCase } from '../assessment/assess-case.ts'
import { Conflict, Forbidden, NotFound } from '../errors.ts'
import { writeLogEntry } from '../log/write-log-entry.ts'
import { newId } from '../new-id.ts'
import { offerTasking } from '../tasking/offer-tasking.ts'
import { unitDescendants } from '../unit/queries.ts'
import { editCase } from './edit-case.ts'
import { getCase } from './get-case.ts'
import { linkNarrative } from './link-narrative.ts'
import { listCases } from './list-cases.ts'
import { moveCase } from './move-case.ts'
import { openCase } from './open-case.ts'

let database: TestDatabase
let stage: Stage

beforeAll(async () => {
  database = await createTestDatabase()
  stage = await buildStage(database.db)
})
afterAll(() => database.close())

type StageActor = Stage['analyst']['actor']

async function scopeFor(actor: StageActor) {
  const scope = scopeOf(actor, 'case.read', await unitDescendants(database.db))
  if (!scope) throw new Error('This actor reads no cases.')
  return scope
}

describe('openCase', () => {
  test('from a narrative: a numbered case in the actor’s unit, its alerts linked, the narrative triaged', async () => {
    const narrative = await buildNarrative(database.db)
    const alert = await buildAlert(database.db, { narrativeId: narrative.id })
    const raised = await buildAlert(database.db, { narrativeId: narrative.id, state: 'raised', routedAt: null })
    const input = { title: 'Tap water rumour', narrativeId: narrative.id, severity: 'S2' as const, summary: '' }
    const opened = await openCase(database.db, by(stage.analyst.actor), input)
    expect(opened).toMatchObject({ state: 'new', owningUnitId: stage.health.id, severity: 'S2' })
    expect(opened.reference).toMatch(/^C-2026-\d{4}$/)
    const alerts = await database.db
      .selectFrom('alert')
      .select(['id', 'state', 'caseId'])
      .where('narrativeId', '=', narrative.id)
      .execute()
    expect(alerts).toEqual(
      expect.arrayContaining([
        { id: alert.id, state: 'linked', caseId: opened.id },
        // Still to be routed: it learns its case and keeps its state.
        { id: raised.id, state: 'raised', caseId: opened.id },
      ]),
    )
    const triaged = await database.db
      .selectFrom('narrative')
      .select('triagedAt')
      .where('id', '=', narrative.id)
      .executeTakeFirstOrThrow()
    expect(triaged.triagedAt).toEqual(TEST_NOW)
    expect((await openCase(database.db, by(stage.analyst.actor), input)).id).toBe(opened.id)
    expect(await auditOf(database.db, 'case', opened.id)).toHaveLength(1)
    const other = { ...input, title: 'Another title' }
    await expect(openCase(database.db, by(stage.lead.actor), other)).rejects.toMatchObject({
      code: 'case_exists',
      current: { reference: opened.reference },
    })
  })

  test('from an alert, by its narrative', async () => {
    const narrative = await buildNarrative(database.db)
    const alert = await buildAlert(database.db, { narrativeId: narrative.id })
    const opened = await openCase(database.db, by(stage.coordinator.actor), {
      title: 'From an alert',
      alertId: alert.id,
      severity: 'S1',
      summary: '',
    })
    const view = await getCase(database.db, await scopeFor(stage.coordinator.actor), opened.id, TEST_NOW)
    expect(view.narrativeIds).toEqual([narrative.id])
    expect(view.openedBy).toBe('Carla Coordinator')
  })

  test.each(['comms', 'auditor', 'trainer', 'administrator'] as const)('refuses %s', async (who) => {
    const narrative = await buildNarrative(database.db)
    const input = { title: 'A case', narrativeId: narrative.id, severity: 'S2' as const, summary: '' }
    await expect(openCase(database.db, by(stage[who].actor), input)).rejects.toBeInstanceOf(Forbidden)
  })

  test('a merged narrative has its case elsewhere', async () => {
    const into = await buildNarrative(database.db)
    const merged = await buildNarrative(database.db, { state: 'merged', mergedInto: into.id })
    const input = { title: 'A case', narrativeId: merged.id, severity: 'S2' as const, summary: '' }
    await expect(openCase(database.db, by(stage.analyst.actor), input)).rejects.toMatchObject({
      code: 'narrative_merged',
      current: { id: into.id },
    })
  })

  test('two people at once on one narrative open one case', async () => {
    const narrative = await buildNarrative(database.db)
    const input = (title: string) => ({ title, narrativeId: narrative.id, severity: 'S2' as const, summary: '' })
    const outcomes = await Promise.allSettled([
      openCase(database.db, by(stage.coordinator.actor), input('Mine')),
      openCase(database.db, by(stage.lead.actor), input('Yours')),
    ])
    const { cases } = await database.db
      .selectFrom('caseNarrative')
      .select((eb) => eb.fn.countAll<number>().as('cases'))
      .where('narrativeId', '=', narrative.id)
      .executeTakeFirstOrThrow()
    // A unit does not learn of a case of the coordination unit that it has no part in: only then there are two.
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(cases)
  })
})

describe('need to know', () => {
  test('another unit’s case answers like a missing one, to every verb and read', async () => {
    const { id } = await buildCase(database.db, stage.analyst.actor)
    const missing = newId(caseIdSchema)
    const attemptsOn = (caseId: typeof id) => [
      () => moveCase(database.db, by(stage.outsideLead.actor), caseId, { to: 'active' }),
      () => editCase(database.db, by(stage.outsider.actor), caseId, { title: 'Changed' }),
      () => assessCase(database.db, by(stage.outsider.actor), caseId, AN_ASSESSMENT),
      async () => getCase(database.db, await scopeFor(stage.outsider.actor), caseId, TEST_NOW),
    ]
    const outcomes = async (caseId: typeof id) =>
      Promise.all(attemptsOn(caseId).map((attempt) => attempt().catch((error: unknown) => error)))
    const real = await outcomes(id)
    expect(real.every((outcome) => outcome instanceof NotFound)).toBe(true)
    expect(real).toEqual(await outcomes(missing))
    const listed = await listCases(database.db, await scopeFor(stage.outsider.actor), {}, TEST_NOW)
    expect(listed.map((row) => row.id)).not.toContain(id)
  })

  test('a tasking opens it, a received alert lets it be read and no more', async () => {
    const narrative = await buildNarrative(database.db)
    const { id } = await buildCase(database.db, stage.analyst.actor, { narrativeId: narrative.id })
    const alert = await buildAlert(database.db, { narrativeId: narrative.id })
    const delivery = await buildDelivery(database.db, alert, { to: stage.interior, coordination: stage.centre })
    expect(await getCase(database.db, await scopeFor(stage.outsider.actor), id, TEST_NOW)).toMatchObject({ id })
    await expect(moveCase(database.db, by(stage.outsideLead.actor), id, { to: 'active' })).rejects.toBeInstanceOf(
      Forbidden,
    )
    await database.db.updateTable('delivery').set({ state: 'declined' }).where('id', '=', delivery.id).execute()
    await expect(getCase(database.db, await scopeFor(stage.outsider.actor), id, TEST_NOW)).rejects.toBeInstanceOf(
      NotFound,
    )
    await offerTasking(database.db, by(stage.coordinator.actor), id, {
      unitId: stage.interior.id,
      part: 'support',
      request: '',
    })
    expect(await moveCase(database.db, by(stage.outsideLead.actor), id, { to: 'active' })).toMatchObject({
      state: 'active',
    })
  })

  test('RED stays with named people, whatever the role', async () => {
    const { id } = await buildCase(database.db, stage.analyst.actor)
    await database.db.updateTable('caseFile').set({ tlp: 'RED' }).where('id', '=', id).execute()
    await expect(getCase(database.db, await scopeFor(stage.coordinator.actor), id, TEST_NOW)).rejects.toBeInstanceOf(
      NotFound,
    )
    expect(await getCase(database.db, await scopeFor(stage.auditor.actor), id, TEST_NOW)).toMatchObject({ id })
  })
})

describe('moveCase', () => {
  test('needs the assessment, leaves one audit row and one log entry; twice is once', async () => {
    const { id } = await buildCase(database.db, stage.analyst.actor, { stays: 'new' })
    await expect(moveCase(database.db, by(stage.analyst.actor), id, { to: 'triaged' })).rejects.toMatchObject({
      code: 'opinion_gate_open',
    })
    await assessCase(database.db, by(stage.analyst.actor), id, AN_ASSESSMENT)
    await moveCase(database.db, by(stage.analyst.actor), id, { to: 'triaged' })
    await moveCase(database.db, by(stage.analyst.actor), id, { to: 'triaged' })
    expect((await auditOf(database.db, 'case', id)).map(({ action }) => action)).toEqual([
      'opened',
      'assessed',
      'moved',
    ])
    const log = await database.db
      .selectFrom('logEntry')
      .select('content')
      .where('caseId', '=', id)
      .orderBy('seq')
      .execute()
    expect(log.map(({ content }) => content.event)).toEqual(['case_opened', 'case_assessed', 'case_moved'])
  })

  test('a stale version is refused with the present one', async () => {
    const { id, rowVersion } = await buildCase(database.db, stage.analyst.actor)
    await moveCase(database.db, by(stage.analyst.actor), id, { to: 'active', expectedVersion: rowVersion })
    const stale = moveCase(database.db, by(stage.lead.actor), id, { to: 'monitoring', expectedVersion: rowVersion })
    await expect(stale).rejects.toMatchObject({
      code: 'stale_version',
      current: { state: 'active', rowVersion: rowVersion + 1 },
    })
  })

  test('an analyst works on a case and does not end it', async () => {
    const { id } = await buildCase(database.db, stage.analyst.actor)
    const close = { to: 'closed' as const, closingReason: 'responded' as const }
    await expect(moveCase(database.db, by(stage.analyst.actor), id, close)).rejects.toBeInstanceOf(Forbidden)
    expect(await moveCase(database.db, by(stage.lead.actor), id, close)).toMatchObject({
      state: 'closed',
      closingReason: 'responded',
      closedAt: TEST_NOW,
    })
    expect(await moveCase(database.db, by(stage.lead.actor), id, { to: 'active' })).toMatchObject({
      state: 'active',
      closingReason: null,
      closedAt: null,
    })
  })

  test('a case with open taskings is not closed over its units’ heads', async () => {
    const { id } = await buildCase(database.db, stage.analyst.actor)
    await offerTasking(database.db, by(stage.coordinator.actor), id, {
      unitId: stage.interior.id,
      part: 'lead',
      request: '',
    })
    const close = moveCase(database.db, by(stage.coordinator.actor), id, { to: 'closed', closingReason: 'faded' })
    await expect(close).rejects.toMatchObject({ code: 'taskings_open' })
  })

  test('merging hands narratives and alerts over and is written into both logs', async () => {
    const narrative = await buildNarrative(database.db)
    const alert = await buildAlert(database.db, { narrativeId: narrative.id })
    const from = await buildCase(database.db, stage.analyst.actor, { narrativeId: narrative.id })
    const into = await buildCase(database.db, stage.analyst.actor, { title: 'The larger one' })
    await moveCase(database.db, by(stage.lead.actor), from.id, { to: 'merged', mergedInto: into.id })
    const view = await getCase(database.db, await scopeFor(stage.lead.actor), into.id, TEST_NOW)
    expect(view.narrativeIds).toContain(narrative.id)
    expect(view.log.at(-1)?.content).toMatchObject({ event: 'case_received', from: from.id })
    const moved = await database.db
      .selectFrom('alert')
      .select('caseId')
      .where('id', '=', alert.id)
      .executeTakeFirstOrThrow()
    expect(moved.caseId).toBe(into.id)
    await expect(
      moveCase(database.db, by(stage.lead.actor), into.id, { to: 'merged', mergedInto: into.id }),
    ).rejects.toBeInstanceOf(Conflict)
    await expect(
      moveCase(database.db, by(stage.lead.actor), into.id, { to: 'merged', mergedInto: from.id }),
    ).rejects.toMatchObject({
      code: 'merge_target_unfit',
    })
  })
})

describe('editCase, assessCase, linkNarrative', () => {
  test('an edit names what changed; the same again changes nothing', async () => {
    const { id, rowVersion } = await buildCase(database.db, stage.analyst.actor)
    const input = { title: 'A better title', severity: 'S1' as const, expectedVersion: rowVersion }
    expect(await editCase(database.db, by(stage.analyst.actor), id, input)).toMatchObject({
      title: 'A better title',
      severity: 'S1',
    })
    await editCase(database.db, by(stage.analyst.actor), id, input)
    const edits = (await auditOf(database.db, 'case', id)).filter(({ action }) => action === 'edited')
    expect(edits.map(({ details }) => details)).toEqual([
      { before: { title: 'Tap water rumour', severity: 'S2' }, after: { title: 'A better title', severity: 'S1' } },
    ])
    await expect(
      editCase(database.db, by(stage.lead.actor), id, { title: 'Stale', expectedVersion: rowVersion }),
    ).rejects.toMatchObject({
      code: 'stale_version',
    })
    await expect(editCase(database.db, by(stage.comms.actor), id, { title: 'Mine' })).rejects.toBeInstanceOf(Forbidden)
  })

  test('each assessment is a revision; the same again is none', async () => {
    const { id } = await buildCase(database.db, stage.analyst.actor)
    await assessCase(database.db, by(stage.lead.actor), id, AN_ASSESSMENT)
    const second = await assessCase(database.db, by(stage.lead.actor), id, { ...AN_ASSESSMENT, priority: 'high' })
    expect(second.revision).toBe(2)
    const view = await getCase(database.db, await scopeFor(stage.analyst.actor), id, TEST_NOW)
    expect(view).toMatchObject({
      priority: 'high',
      assessment: { revision: 2, assessedBy: 'Lou Lead', basis: AN_ASSESSMENT.basis },
    })
    await expect(assessCase(database.db, by(stage.comms.actor), id, AN_ASSESSMENT)).rejects.toBeInstanceOf(Forbidden)
  })

  test('a further narrative is linked once', async () => {
    const { id } = await buildCase(database.db, stage.analyst.actor)
    const narrative = await buildNarrative(database.db, { title: 'The same, in Spanish' })
    await linkNarrative(database.db, by(stage.analyst.actor), id, narrative.id)
    await linkNarrative(database.db, by(stage.analyst.actor), id, narrative.id)
    expect((await auditOf(database.db, 'case', id)).filter(({ action }) => action === 'narrative linked')).toHaveLength(
      1,
    )
    await expect(linkNarrative(database.db, by(stage.comms.actor), id, narrative.id)).rejects.toBeInstanceOf(Forbidden)
  })
})

describe('the board', () => {
  test('a card joins the hours of its narratives, publishers counted once, and shows the clock that matters', async () => {
    const publisher = await buildPublisher(database.db)
    const source = await buildSource(database.db, { publisherId: publisher.id })
    const [first, second] = [await buildNarrative(database.db), await buildNarrative(database.db)]
    await placeItem(database.db, first, await buildItem(database.db, source))
    await placeItem(database.db, second, await buildItem(database.db, source))
    const opened = await buildCase(database.db, stage.analyst.actor, { narrativeId: first.id, stays: 'new' })
    await linkNarrative(database.db, by(stage.analyst.actor), opened.id, second.id)
    const card = async () =>
      (await listCases(database.db, await scopeFor(stage.analyst.actor), { q: opened.reference }, TEST_NOW)).find(
        ({ id }) => id === opened.id,
      )
    expect(await card()).toMatchObject({
      clock: { kind: 'triage', dueAt: '2026-11-23T14:00:00.000Z' },
      openTaskings: 0,
    })
    expect((await card())?.hours).toHaveLength(48)
    expect((await card())?.hours.at(-1)).toEqual({ hour: '2026-11-23T12:00:00.000Z', items: 2, publishers: 1 })

    await assessCase(database.db, by(stage.analyst.actor), opened.id, AN_ASSESSMENT)
    await moveCase(database.db, by(stage.analyst.actor), opened.id, { to: 'triaged' })
    expect((await card())?.clock).toEqual({ kind: 'first_position', dueAt: '2026-11-23T16:00:00.000Z' })
    await offerTasking(database.db, by(stage.coordinator.actor), opened.id, {
      unitId: stage.interior.id,
      part: 'lead',
      request: 'Check',
    })
    expect(await card()).toMatchObject({
      clock: { kind: 'tasking_answer', dueAt: '2026-11-23T13:00:00.000Z' },
      leadUnit: { id: stage.interior.id, name: 'Ministry of the Interior' },
      openTaskings: 1,
    })
    await database.db.updateTable('tasking').set({ state: 'accepted' }).where('caseId', '=', opened.id).execute()
    await writeLogEntry(database.db, by(stage.lead.actor), opened.id, {
      content: {
        kind: 'decision',
        text: 'We stay silent',
        information: '',
        risk: '',
        powers: '',
        options: '',
        rationale: 'Little reach',
        reviewAt: null,
      },
      eventAt: TEST_NOW.toISOString(),
      lateReason: null,
      idempotencyKey: 'decision-one',
    })
    expect((await card())?.clock).toBeNull()
  })

  test('filters by unit, state and words, percent signs taken as they are', async () => {
    const { id } = await buildCase(database.db, stage.analyst.actor, { title: '100% of water_pipes' })
    const ids = async (filter: Parameters<typeof listCases>[2]) =>
      (await listCases(database.db, await scopeFor(stage.coordinator.actor), filter, TEST_NOW)).map((row) => row.id)
    expect(await ids({ q: '100% of' })).toEqual([id])
    expect(await ids({ q: '100_ of' })).toEqual([])
    expect(await ids({ unitId: stage.health.id })).toContain(id)
    expect(await ids({ unitId: stage.interior.id })).not.toContain(id)
    expect(await ids({ state: 'closed' })).not.toContain(id)
  })
})
