import { loadStarterPlaybooks } from '@hub/config/starter/load-playbooks.ts'
import { deliveryViewSchema } from '@hub/core/alert/delivery-view.ts'
import { caseDetailSchema, caseRowSchema, taskingViewSchema } from '@hub/core/case/case-view.ts'
import { logEntryViewSchema } from '@hub/core/case/log-entry.ts'
import {
  narrativeDetailSchema,
  narrativeItemViewSchema,
  narrativeRowSchema,
} from '@hub/core/narrative/narrative-view.ts'
import { playbookDetailSchema, playbookRowSchema, runViewSchema } from '@hub/core/playbook/playbook-view.ts'
import { situationSchema } from '@hub/core/situation/situation-view.ts'
import { publishStarterPlaybook } from '@hub/db/playbook/publish-starter-playbook.ts'
import type { Row } from '@hub/db/schema.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'

import { buildAlert, buildDelivery, buildSignal } from '../support/build-alert.ts'
import { AN_ASSESSMENT } from '../support/build-case.ts'
import { buildItem, buildNarrative, buildSource, placeItem } from '../support/build-news.ts'
import { by, TEST_JOB } from '../support/build-people.ts'
import { signInAs, type TestPerson } from '../support/sign-in.ts'
import { createTestApp, type TestApp } from '../support/test-app.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'

const NOW = new Date('2026-11-22T09:00:00Z')

let database: TestDatabase
let hub: TestApp
let coordinator: TestPerson
let lead: TestPerson
let analyst: TestPerson
let stranger: TestPerson
let auditor: TestPerson
let narrative: Row<'narrative'>
let delivery: Row<'delivery'>

beforeAll(async () => {
  database = await createTestDatabase()
  hub = await createTestApp(database, { clock: () => NOW })
  coordinator = await signInAs(hub, 'coordinator', 'coordination')
  lead = await signInAs(hub, 'unit_lead', 'health')
  analyst = await signInAs(hub, 'analyst', 'health')
  stranger = await signInAs(hub, 'unit_lead', 'interior')
  auditor = await signInAs(hub, 'auditor', 'coordination')
  for (const file of await loadStarterPlaybooks()) await publishStarterPlaybook(database.db, by(TEST_JOB, NOW), file)
  await tellStory()
})
afterAll(async () => {
  await hub.close()
  await database.close()
})

/** Two publishers carry a story, a signal stands out, and the ministry of health has the alert. */
async function tellStory(): Promise<void> {
  const { db } = database
  narrative = await buildNarrative(db, { firstItemAt: NOW, lastItemAt: NOW })
  for (const source of [await buildSource(db), await buildSource(db)]) {
    await placeItem(db, narrative, await buildItem(db, source, { firstSeenAt: NOW }))
  }
  const signal = await buildSignal(db, { narrativeId: narrative.id, detectedAt: NOW })
  const alert = await buildAlert(db, { narrativeId: narrative.id, signalId: signal.id, raisedAt: NOW })
  const units = await db.selectFrom('unit').selectAll().execute()
  const [to, coordination] = [
    units.find(({ slug }) => slug === 'health'),
    units.find(({ slug }) => slug === 'coordination'),
  ]
  if (!to || !coordination) throw new Error('The units of this story are missing.')
  delivery = await buildDelivery(db, alert, { to, coordination })
}

/** Asks as a person and reads the answer by its published schema. */
async function ask<Schema extends z.ZodType>(
  person: TestPerson,
  schema: Schema,
  method: string,
  path: string,
  sent?: unknown,
): Promise<z.output<Schema>> {
  const response = await person.request(method, path, sent)
  const body: unknown = await response.json()
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${JSON.stringify(body)}`)
  return schema.parse(body)
}

const problemSchema = z.object({
  status: z.number(),
  code: z.string(),
  detail: z.string(),
  current: z.unknown().optional(),
})

async function refusal(person: TestPerson, method: string, path: string, sent?: unknown) {
  const response = await person.request(method, path, sent)
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  return problemSchema.parse(await response.json())
}

const rowsOf = <Schema extends z.ZodType>(schema: Schema) => z.object({ rows: z.array(schema) })

describe('from an emerging narrative to a closed case, over HTTP', () => {
  test('everybody sees the story, in the situation, the queue and the list, with its reasons', async () => {
    const situation = await ask(lead, situationSchema, 'GET', '/situation')
    expect(situation).toMatchObject({ counts: { growing: 1, unacknowledged: 1 }, deliveries: [{ id: delivery.id }] })
    const triage = await ask(analyst, rowsOf(narrativeRowSchema), 'GET', '/triage')
    expect(triage.rows.map(({ id }) => id)).toEqual([narrative.id])
    const list = await ask(analyst, rowsOf(narrativeRowSchema), 'GET', '/narratives?sort=growth&q=water&limit=5')
    expect(list.rows).toMatchObject([{ publisherCount: 2, itemCount: 2 }])
    const detail = await ask(analyst, narrativeDetailSchema, 'GET', `/narratives/${narrative.id}`)
    expect(detail.signals).toHaveLength(1)
    const items = await ask(
      analyst,
      rowsOf(narrativeItemViewSchema),
      'GET',
      `/narratives/${narrative.id}/items?order=central`,
    )
    expect(items.rows).toHaveLength(2)
  })

  test('the unit acknowledges; the analyst confirms, thinks better of it, and confirms again', async () => {
    const acknowledged = await ask(lead, deliveryViewSchema, 'POST', `/deliveries/${delivery.id}/acknowledge`, {})
    expect(acknowledged).toMatchObject({
      state: 'acknowledged',
      acknowledgedBy: 'unit_lead of health',
      nextEscalationAt: null,
    })
    const waiting = await ask(lead, rowsOf(deliveryViewSchema), 'GET', '/deliveries?waiting=true')
    expect(waiting.rows).toEqual([])
    const act = (verb: string, sent: unknown = {}) =>
      ask(analyst, narrativeRowSchema, 'POST', `/narratives/${narrative.id}/${verb}`, sent)
    expect(await act('confirm', { severity: 'S2' })).toMatchObject({ state: 'confirmed', severity: 'S2' })
    expect(await act('undo')).toMatchObject({ state: 'emerging', triagedAt: null })
    expect(await act('dismiss', { reason: 'opinion' })).toMatchObject({ state: 'dismissed' })
    expect(await act('undo')).toMatchObject({ state: 'emerging' })
    expect(await act('confirm', { severity: 'S1' })).toMatchObject({ state: 'confirmed', severity: 'S1' })
    expect(await act('rename', { title: 'Water rumour' })).toMatchObject({
      title: 'Water rumour',
      titleSource: 'person',
    })
  })

  test('a case is opened, assessed, tasked, worked on by playbook, logged and closed', async () => {
    const input = { title: 'Water rumour', narrativeId: narrative.id, severity: 'S2' }
    const opened = await ask(analyst, caseDetailSchema, 'POST', '/cases', input)
    const path = `/cases/${opened.id}`
    const board = await ask(analyst, rowsOf(caseRowSchema), 'GET', '/cases')
    expect(board.rows.map(({ id }) => id)).toEqual([opened.id])

    expect(await refusal(analyst, 'POST', `${path}/move`, { to: 'triaged' })).toMatchObject({
      status: 409,
      code: 'opinion_gate_open',
    })
    const assessed = await ask(analyst, caseDetailSchema, 'POST', `${path}/assess`, AN_ASSESSMENT)
    expect(assessed.assessment).toMatchObject({ revision: 1, priority: 'medium' })
    const triaged = await ask(analyst, caseDetailSchema, 'POST', `${path}/move`, {
      to: 'triaged',
      expectedVersion: assessed.rowVersion,
    })
    const stale = await refusal(lead, 'POST', `${path}/edit`, { title: 'Mine', expectedVersion: assessed.rowVersion })
    expect(stale).toMatchObject({ status: 409, code: 'stale_version', current: { rowVersion: triaged.rowVersion } })

    const offer = { unitId: lead.unitId, part: 'lead', request: 'Check the fact' }
    const tasking = await ask(coordinator, taskingViewSchema, 'POST', `${path}/taskings`, offer)
    const move = (to: string) => ask(lead, taskingViewSchema, 'POST', `/taskings/${tasking.id}/move`, { to })
    for (const to of ['accepted', 'in_progress', 'done']) expect(await move(to)).toMatchObject({ state: to })

    const run = await ask(analyst, runViewSchema, 'POST', `${path}/runs`, { playbookSlug: 'health-rumour' })
    expect(run.steps.length).toBeGreaterThan(10)
    for (const { key } of run.steps) {
      await ask(analyst, runViewSchema, 'POST', `/runs/${run.id}/steps/${key}`, { to: 'done' })
    }
    expect(await ask(analyst, runViewSchema, 'POST', `/runs/${run.id}/finish`, {})).toMatchObject({ state: 'finished' })

    const entry = {
      content: { kind: 'response', option: 'debunk', text: 'The water is safe.', channel: 'Website' },
      eventAt: NOW.toISOString(),
      idempotencyKey: 'the-response-1',
    }
    const written = await ask(analyst, logEntryViewSchema, 'POST', `${path}/log`, entry)
    expect((await ask(analyst, logEntryViewSchema, 'POST', `${path}/log`, entry)).id).toBe(written.id)

    const close = { to: 'closed', closingReason: 'responded' }
    expect(await refusal(analyst, 'POST', `${path}/move`, close)).toMatchObject({ status: 403 })
    const closed = await ask(lead, caseDetailSchema, 'POST', `${path}/move`, close)
    expect(closed).toMatchObject({
      state: 'closed',
      deliveries: [{ caseId: opened.id }],
      narratives: [{ title: 'Water rumour' }],
    })
    const verification = await ask(
      auditor,
      z.object({ ok: z.boolean(), entries: z.number() }),
      'GET',
      `${path}/log/verification`,
    )
    expect(verification).toEqual({ ok: true, entries: closed.log.length })
    const home = await ask(coordinator, situationSchema, 'GET', '/situation')
    expect(home.done).toMatchObject([{ caseId: opened.id, kind: 'response' }])
  })

  test('who has no need to know gets the same answer as for nothing at all', async () => {
    const [own] = (await ask(analyst, rowsOf(caseRowSchema), 'GET', '/cases')).rows
    const id = own?.id ?? ''
    const nothing = '019aa000-0000-7000-8000-0000000000ff'
    for (const path of ['', '/move', '/edit', '/log']) {
      const sent = { '': undefined, '/move': { to: 'active' }, '/edit': { title: 'Mine now' }, '/log': undefined }[path]
      const method = sent ? 'POST' : 'GET'
      const [real, missing] = await Promise.all(
        [id, nothing].map((each) => stranger.request(method, `/cases/${each}${path}`, sent)),
      )
      expect(real?.status).toBe(404)
      expect(missing?.status).toBe(404)
    }
    expect((await ask(stranger, rowsOf(caseRowSchema), 'GET', '/cases')).rows).toEqual([])
    const seen = await ask(stranger, narrativeDetailSchema, 'GET', `/narratives/${narrative.id}`)
    expect(seen).toMatchObject({ caseId: null, cases: [] })
  })

  test('the starter library is searched and opened', async () => {
    const library = z.object({ rows: z.array(playbookRowSchema), tags: z.array(z.string()) })
    const all = await ask(analyst, library, 'GET', '/playbooks')
    expect(all.rows).toHaveLength(15)
    expect(all.rows[0]?.slug).toBe('base-response')
    const found = await ask(analyst, library, 'GET', '/playbooks?q=deepfakes')
    expect(found.rows[0]?.slug).toBe('impersonation-or-deepfake')
    const withSentence = await ask(analyst, library, 'GET', '/playbooks?q=clinic')
    expect(withSentence.rows[0]?.match).toMatch(/⟦clinic\p{L}*⟧/iu)
    const detail = await ask(analyst, playbookDetailSchema, 'GET', '/playbooks/health-rumour')
    expect(detail.steps.some(({ origin }) => origin === 'inherited')).toBe(true)
    expect(await refusal(analyst, 'GET', '/playbooks/no-such')).toMatchObject({ status: 404 })
  })

  test('input that fits no schema is named, and refuses nothing else', async () => {
    const bad = await refusal(analyst, 'POST', `/narratives/${narrative.id}/dismiss`, { reason: 'boring' })
    expect(bad.status).toBeGreaterThanOrEqual(400)
    expect(bad.status).toBeLessThan(500)
    expect(await refusal(analyst, 'GET', '/narratives?cursor=nonsense')).toMatchObject({
      status: 409,
      code: 'cursor_unknown',
    })
    expect(await refusal(analyst, 'GET', '/cases/not-an-id')).toMatchObject({ status: 404 })
  })
})
