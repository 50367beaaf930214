import { scopeOf } from '@hub/core/access/scope.ts'
import { LIVE_WORLD } from '@hub/core/access/role.ts'
import type { CaseId } from '@hub/core/ids.ts'
import type { PlaybookContent, PlaybookStep } from '@hub/core/playbook/playbook.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { buildCase } from '../../tests/support/build-case.ts'
import { by, TEST_JOB, TEST_NOW } from '../../tests/support/build-people.ts'
import { auditOf, buildStage, type Stage } from '../../tests/support/build-stage.ts'
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts'
import { Forbidden, NotFound } from '../errors.ts'
import { getPlaybook } from '../playbook/get-playbook.ts'
import { listPlaybooks } from '../playbook/list-playbooks.ts'
import { publishStarterPlaybook } from '../playbook/publish-starter-playbook.ts'
import { abortRun } from './abort-run.ts'
import { finishRun } from './finish-run.ts'
import { getRun } from './list-runs.ts'
import { moveStep } from './move-step.ts'
import { startRun } from './start-run.ts'

let database: TestDatabase
let stage: Stage

beforeAll(async () => {
  database = await createTestDatabase()
  stage = await buildStage(database.db)
  await publishStarterPlaybook(database.db, by(TEST_JOB), {
    slug: 'base-response',
    content: playbook({ title: 'Base response', inherits: null }),
  })
  await publishStarterPlaybook(database.db, by(TEST_JOB), { slug: 'health-rumour', content: HEALTH })
})
afterAll(() => database.close())

function step(key: string, given: Partial<PlaybookStep> = {}): PlaybookStep {
  const title = `Do ${key}`
  return {
    key,
    stage: 'R',
    role: 'analyst',
    title,
    action: 'Write down what you see.',
    dueAfterMinutes: 30,
    artefact: null,
    checklist: [],
    ...given,
  }
}

function playbook(given: Partial<PlaybookContent> = {}): PlaybookContent {
  return {
    title: 'A playbook',
    summary: 'What to do when it happens.',
    whenToUse: ['When it happens to you.'],
    notWhen: ['When it does not happen.'],
    stages: ['R'],
    leadRole: 'Coordination unit',
    supportRoles: [],
    inherits: 'base-response',
    steps: [step('archive'), step('confirm'), step('close', { stage: 'T', dueAfterMinutes: null })],
    dos: ['Say what is unknown.', 'Correct your own errors.'],
    donts: ['Do not guess intent.'],
    metrics: [
      { name: 'Time to line', how: 'Minutes from alert to line.' },
      { name: 'Queries answered', how: 'Share of queries answered.' },
    ],
    tags: ['base'],
    disarmTechniques: [],
    sources: [{ title: 'Own experience', url: null }],
    language: 'en',
    licence: 'CC-BY-4.0',
    ...given,
  }
}

const HEALTH = playbook({
  title: 'Health rumour',
  summary: 'A claim about vaccinations may change who seeks care.',
  tags: ['health'],
  stages: ['S', 'C'],
  steps: [
    step('clinicians', { stage: 'S' }),
    step('faq', { stage: 'C' }),
    step('phones', { stage: 'C', dueAfterMinutes: 240 }),
  ],
})

const open = (caseId: CaseId, slug = 'health-rumour') => startRun(database.db, by(stage.comms.actor), caseId, slug)

describe('startRun', () => {
  test('pins the version with own and inherited steps and their due times; twice is one run', async () => {
    const { id } = await buildCase(database.db, stage.analyst.actor)
    const run = await open(id)
    expect((await open(id)).id).toBe(run.id)
    const view = await getRun(database.db, run.id)
    expect(view).toMatchObject({
      state: 'running',
      startedBy: 'Camille Comms',
      playbook: { slug: 'health-rumour', version: 1 },
    })
    expect(view.steps.map(({ key, origin }) => `${key} ${origin}`)).toEqual([
      'base-archive inherited',
      'base-confirm inherited',
      'clinicians own',
      'faq own',
      'phones own',
      'base-close inherited',
    ])
    expect(view.steps.map(({ dueAt }) => dueAt && (new Date(dueAt).getTime() - TEST_NOW.getTime()) / 60_000)).toEqual([
      30,
      30,
      30,
      30,
      240,
      null,
    ])
    expect(await auditOf(database.db, 'run', run.id)).toHaveLength(1)
  })

  test('a later version does not change a run', async () => {
    const { id } = await buildCase(database.db, stage.analyst.actor)
    const first = playbook({ title: 'Changing playbook' })
    await publishStarterPlaybook(database.db, by(TEST_JOB), { slug: 'changing', content: first })
    const run = await open(id, 'changing')
    const second = { ...first, title: 'Changed playbook', steps: [...first.steps, step('new-step')] }
    await publishStarterPlaybook(database.db, by(TEST_JOB), { slug: 'changing', content: second })
    const view = await getRun(database.db, run.id)
    expect(view.playbook).toEqual({ slug: 'changing', title: 'Changing playbook', version: 1 })
    expect(view.steps.map(({ key }) => key)).not.toContain('new-step')
    const scope = scopeOf(stage.analyst.actor, 'playbook.read')
    if (!scope) throw new Error('An analyst reads playbooks.')
    expect(await getPlaybook(database.db, scope, 'changing')).toMatchObject({ title: 'Changed playbook', version: 2 })
  })

  test('refuses roles and units without a part in the case, and unknown playbooks', async () => {
    const { id } = await buildCase(database.db, stage.analyst.actor)
    await expect(startRun(database.db, by(stage.auditor.actor), id, 'health-rumour')).rejects.toBeInstanceOf(Forbidden)
    await expect(startRun(database.db, by(stage.outsider.actor), id, 'health-rumour')).rejects.toEqual(
      new NotFound('case'),
    )
    await expect(open(id, 'no-such')).rejects.toEqual(new NotFound('playbook'))
  })
})

describe('the steps of a run', () => {
  test('are ticked, skipped with a reason and opened again, each in the log', async () => {
    const { id } = await buildCase(database.db, stage.analyst.actor)
    const run = await open(id)
    const move = (key: string, to: 'open' | 'done' | 'skipped', reason?: string, expectedVersion?: number) =>
      moveStep(database.db, by(stage.analyst.actor), run.id, key, { to, reason, expectedVersion })
    expect(await move('faq', 'done')).toMatchObject({ state: 'done', changedByName: 'Ana Analyst', rowVersion: 2 })
    await move('faq', 'done')
    await expect(move('phones', 'skipped')).rejects.toMatchObject({ code: 'reason_missing' })
    await expect(move('faq', 'open', undefined, 1)).rejects.toMatchObject({
      code: 'stale_version',
      current: { state: 'done', rowVersion: 2 },
    })
    await move('faq', 'open')
    await expect(move('nothing', 'done')).rejects.toEqual(new NotFound('step'))
    const entries = await database.db
      .selectFrom('logEntry')
      .select('content')
      .where('caseId', '=', id)
      .orderBy('seq')
      .execute()
    expect(entries.filter(({ content }) => content.event === 'step_moved').map(({ content }) => content.to)).toEqual([
      'done',
      'open',
    ])
    expect((await auditOf(database.db, 'run', run.id)).map(({ action }) => action)).toEqual([
      'started',
      'step moved',
      'step moved',
    ])
  })

  test('all settled, the run finishes; with open ones the refusal names them', async () => {
    const { id } = await buildCase(database.db, stage.analyst.actor)
    const run = await open(id)
    const finish = () => finishRun(database.db, by(stage.analyst.actor), run.id)
    await expect(finish()).rejects.toMatchObject({
      code: 'steps_open',
      message: expect.stringContaining('Do clinicians'),
    })
    const { steps } = await getRun(database.db, run.id)
    for (const { key } of steps) await moveStep(database.db, by(stage.analyst.actor), run.id, key, { to: 'done' })
    expect(await finish()).toMatchObject({ state: 'finished', finishedAt: TEST_NOW })
    expect(await finish()).toMatchObject({ state: 'finished', rowVersion: 2 })
    const late = moveStep(database.db, by(stage.analyst.actor), run.id, 'faq', { to: 'open' })
    await expect(late).rejects.toMatchObject({ code: 'run_not_running' })
  })

  test('a run is stopped with a reason', async () => {
    const { id } = await buildCase(database.db, stage.analyst.actor)
    const run = await open(id)
    await expect(abortRun(database.db, by(stage.outsideLead.actor), run.id, 'Wrong one')).rejects.toEqual(
      new NotFound('run'),
    )
    await expect(abortRun(database.db, by(stage.auditor.actor), run.id, 'Wrong one')).rejects.toBeInstanceOf(Forbidden)
    expect(await abortRun(database.db, by(stage.lead.actor), run.id, 'Wrong one')).toMatchObject({
      state: 'aborted',
      abortedReason: 'Wrong one',
    })
    expect(await open(id)).toMatchObject({ state: 'running' })
  })
})

describe('the library', () => {
  const library = (filter: Parameters<typeof listPlaybooks>[2]) =>
    listPlaybooks(database.db, { world: LIVE_WORLD, everything: true, unitIds: [], mayReadRed: false }, filter)
  const slugs = async (filter: Parameters<typeof listPlaybooks>[2]) =>
    (await library(filter)).rows.map(({ slug }) => slug)

  test('finds by stem, by the beginning of a word and by tag and stage; the match is marked', async () => {
    expect(await slugs({ q: 'vaccinated' })).toEqual(['health-rumour'])
    expect(await slugs({ q: 'rum' })).toEqual(['health-rumour'])
    expect(await slugs({ q: 'clinic' })).toEqual(['health-rumour'])
    expect(await slugs({ q: 'vaccinations', stage: 'T' })).toEqual([])
    expect(await slugs({ tag: 'health' })).toEqual(['health-rumour'])
    expect(await slugs({ stage: 'C' })).toEqual(['health-rumour'])
    const [first] = (await library({ q: 'vaccin' })).rows
    expect(first?.match).toContain('⟦vaccinations⟧')
  })

  test('operators of the search language and bare signs are words or nothing', async () => {
    for (const q of ['!', "' | : *", '<->', '& &']) expect(await slugs({ q })).toEqual([])
    expect(await slugs({ q: 'health & !rumour' })).toEqual(['health-rumour'])
  })

  test('without a search the base comes first, and all tags are offered', async () => {
    const all = await library({})
    expect(all.rows[0]).toMatchObject({ slug: 'base-response', match: null, stepCount: 3 })
    expect(all.tags).toEqual(['base', 'health'])
  })

  test('publishing the same content again changes nothing; a local version is left alone', async () => {
    const before = await publishStarterPlaybook(database.db, by(TEST_JOB), { slug: 'health-rumour', content: HEALTH })
    expect(before.rowVersion).toBe(2)
    await database.db
      .updateTable('playbookVersion')
      .set({ createdBy: stage.coordinator.id })
      .where('playbookId', '=', before.id)
      .execute()
    const after = await publishStarterPlaybook(database.db, by(TEST_JOB), {
      slug: 'health-rumour',
      content: { ...HEALTH, title: 'Replaced' },
    })
    expect(after.rowVersion).toBe(2)
    await database.db
      .updateTable('playbookVersion')
      .set({ createdBy: TEST_JOB.name })
      .where('playbookId', '=', before.id)
      .execute()
    const refused = publishStarterPlaybook(database.db, by(stage.coordinator.actor), { slug: 'mine', content: HEALTH })
    await expect(refused).rejects.toBeInstanceOf(Forbidden)
  })
})
