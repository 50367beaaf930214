import { scopeOf } from '@hub/core/access/scope.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { buildSignal } from '../../tests/support/build-alert.ts'
import { buildCase } from '../../tests/support/build-case.ts'
import { buildItem, buildNarrative, buildPublisher, buildSource, placeItem } from '../../tests/support/build-news.ts'
import { by, TEST_NOW } from '../../tests/support/build-people.ts'
import { buildStage, type Stage } from '../../tests/support/build-stage.ts'
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts'
import { Conflict, NotFound } from '../errors.ts'
import type { Row } from '../schema.ts'
import { unitDescendants } from '../unit/queries.ts'
import { getNarrative } from './get-narrative.ts'
import { listNarrativeItems } from './list-narrative-items.ts'
import { listNarratives, type NarrativeFilter } from './list-narratives.ts'
import { listTriage } from './list-triage.ts'
import { rateNarrative } from './rate-narrative.ts'

let database: TestDatabase
let stage: Stage

beforeAll(async () => {
  database = await createTestDatabase()
  stage = await buildStage(database.db)
})
afterAll(() => database.close())

const hoursAgo = (hours: number) => new Date(TEST_NOW.getTime() - hours * 3_600_000)

async function readingOf(actor: Stage['analyst']['actor']) {
  const tree = await unitDescendants(database.db)
  const scope = scopeOf(actor, 'narrative.read', tree)
  if (!scope) throw new Error('This actor reads no narratives.')
  return { scope, caseScope: scopeOf(actor, 'case.read', tree), now: TEST_NOW }
}

async function list(filter: Partial<NarrativeFilter>) {
  return listNarratives(database.db, await readingOf(stage.analyst.actor), { sort: 'newest', limit: 50, ...filter })
}

/** A narrative with one item at each of the given hours before now, each of its own publisher unless one is given. */
async function buildStory(title: string, itemHours: number[], publisher?: Row<'publisher'>): Promise<Row<'narrative'>> {
  const times = itemHours.map((hours) => hoursAgo(hours))
  const narrative = await buildNarrative(database.db, {
    title,
    firstItemAt: times.reduce((first, at) => (at < first ? at : first)),
    lastItemAt: times.reduce((last, at) => (at > last ? at : last)),
  })
  for (const at of times) {
    const source = await buildSource(database.db, { publisherId: publisher?.id })
    await placeItem(database.db, narrative, await buildItem(database.db, source, { firstSeenAt: at, eventAt: at }))
  }
  return narrative
}

describe('listNarratives', () => {
  test('a row has 48 hours, zeros included, and counts publishers, which do not add up over hours', async () => {
    const publisher = await buildPublisher(database.db)
    const { id } = await buildStory('Counted story', [0, 0, 3], publisher)
    const row = (await list({ q: 'Counted story' })).rows.find((candidate) => candidate.id === id)
    expect(row?.hours).toHaveLength(48)
    expect(row?.hours.filter(({ items }) => items > 0)).toEqual([
      { hour: '2026-11-23T09:00:00.000Z', items: 1, publishers: 1 },
      { hour: '2026-11-23T12:00:00.000Z', items: 2, publishers: 1 },
    ])
    expect(row).toMatchObject({ itemCount: 3, publisherCount: 1, latestSignal: null, caseId: null })
  })

  test('ranks by newest, reach, growth and emergence', async () => {
    const word = 'Ranked'
    const steady = await buildStory(`${word} steady`, [40, 34, 28, 22, 16, 10, 4, 1])
    const growing = await buildStory(`${word} growing`, [30, 3, 2, 1, 1])
    const young = await buildStory(`${word} young`, [1])
    const alarming = await buildStory(`${word} alarming`, [45, 44])
    await buildSignal(database.db, { narrativeId: alarming.id, severity: 'S1', detectedAt: hoursAgo(10) })
    await buildSignal(database.db, { narrativeId: steady.id, severity: 'S3', detectedAt: hoursAgo(1) })
    const names = async (sort: NarrativeFilter['sort']) =>
      (await list({ q: word, sort })).rows.map(({ title }) => title.slice(word.length + 1))
    expect(await names('newest')).toEqual(['young', 'growing', 'steady', 'alarming'])
    expect(await names('reach')).toEqual(['steady', 'growing', 'alarming', 'young'])
    expect((await names('growth'))[0]).toBe('growing')
    expect((await names('growth')).at(-1)).toBe('alarming')
    expect(await names('emergence')).toEqual(['alarming', 'steady', 'growing', 'young'])
    expect((await list({ q: `${word} alarming` })).rows[0]?.latestSignal).toMatchObject({
      severity: 'S1',
      kind: 'growth',
    })
    expect(growing.id).not.toBe(young.id)
  })

  test.each(['newest', 'reach', 'growth', 'emergence'] as const)(
    'pages by %s hold every narrative once',
    async (sort) => {
      const word = `Paged-${sort}`
      for (let index = 0; index < 7; index += 1) await buildStory(`${word} ${index}`, index % 2 === 0 ? [1] : [2, 1])
      const seen: string[] = []
      let cursor: string | null | undefined
      do {
        const page = await list({ q: word, sort, limit: 3, cursor: cursor ?? undefined })
        seen.push(...page.rows.map(({ title }) => title))
        cursor = page.nextCursor
      } while (cursor)
      expect(seen.toSorted()).toEqual(Array.from({ length: 7 }, (_, index) => `${word} ${index}`))
    },
  )

  test('leaves merged ones out, filters by language and time, refuses a foreign cursor', async () => {
    const into = await buildStory('Filtered one', [3])
    await buildNarrative(database.db, { title: 'Filtered merged', state: 'merged', mergedInto: into.id })
    await buildNarrative(database.db, { title: 'Filtered Spanish', languages: ['es'] })
    const titles = async (filter: Partial<NarrativeFilter>) =>
      (await list({ q: 'Filtered', ...filter })).rows.map(({ title }) => title)
    expect(await titles({})).toEqual(['Filtered Spanish', 'Filtered one'])
    expect(await titles({ state: 'merged' })).toEqual(['Filtered merged'])
    expect(await titles({ language: 'es' })).toEqual(['Filtered Spanish'])
    expect(await titles({ since: hoursAgo(1) })).toEqual(['Filtered Spanish'])
    await expect(list({ cursor: 'nonsense' })).rejects.toBeInstanceOf(Conflict)
  })

  test('a case shows only to those who may know of it', async () => {
    const { id } = await buildStory('Cased story', [1])
    const { id: caseId } = await buildCase(database.db, stage.analyst.actor, { narrativeId: id })
    const detailFor = async (actor: Stage['analyst']['actor']) => getNarrative(database.db, await readingOf(actor), id)
    expect(await detailFor(stage.analyst.actor)).toMatchObject({ caseId, cases: [{ id: caseId }] })
    expect(await detailFor(stage.outsider.actor)).toMatchObject({ caseId: null, cases: [] })
  })
})

describe('getNarrative', () => {
  test('has its timeline without empty hours, its signals and its publishers by name', async () => {
    const publisher = await buildPublisher(database.db, { name: 'Radio One' })
    const { id } = await buildStory('Detailed story', [50, 2], publisher)
    await buildSignal(database.db, { narrativeId: id, publisherIds: [publisher.id] })
    const detail = await getNarrative(database.db, await readingOf(stage.analyst.actor), id)
    expect(detail.timeline.map(({ items }) => items)).toEqual([1, 1])
    expect(detail.publishers).toMatchObject([{ name: 'Radio One', itemCount: 2 }])
    expect(detail.signals).toMatchObject([{ publishers: ['Radio One'], numbers: { perHour: 3.1 } }])
  })

  test('RED and other worlds are missing', async () => {
    const red = await buildNarrative(database.db, { tlp: 'RED' })
    const drill = await buildNarrative(database.db, { world: 'exercise-1' })
    for (const { id } of [red, drill]) {
      await expect(getNarrative(database.db, await readingOf(stage.coordinator.actor), id)).rejects.toBeInstanceOf(
        NotFound,
      )
    }
  })
})

describe('listNarrativeItems', () => {
  test('shows why each belongs, copies last in the central order, pages without gaps', async () => {
    const narrative = await buildNarrative(database.db, { title: 'Explained story' })
    const other = await buildNarrative(database.db, { title: 'The runner-up' })
    const source = await buildSource(database.db)
    const first = await buildItem(database.db, source, { title: 'First report', text: `${'word '.repeat(200)}end` })
    const copy = await buildItem(database.db, source, { title: 'A copy' })
    const third = await buildItem(database.db, source, { title: 'Third report' })
    await placeItem(database.db, narrative, first, { isNew: true, parts: JSON.stringify({ centroid: 0.4 }) })
    await placeItem(database.db, narrative, copy, { copyOf: first.id, score: 1 })
    await placeItem(database.db, narrative, third, {
      parts: JSON.stringify({ centroid: 0.9 }),
      neighbours: JSON.stringify([{ itemId: first.id, similarity: 0.7 }]),
      alternatives: JSON.stringify([{ narrativeId: other.id, score: 0.3 }]),
    })
    const page = async (order: 'newest' | 'central', cursor?: string) =>
      listNarrativeItems(database.db, await readingOf(stage.analyst.actor), narrative.id, { order, limit: 2, cursor })
    const newest = await page('newest')
    expect(newest.rows.map(({ title }) => title)).toEqual(['Third report', 'A copy'])
    expect(newest.rows[0]?.why).toMatchObject({
      neighbours: [{ title: 'First report', similarity: 0.7 }],
      alternatives: [{ title: 'The runner-up', score: 0.3 }],
      terms: [{ term: 'water' }],
    })
    expect(newest.rows[1]?.why.copyOf).toEqual({ id: first.id, title: 'First report' })
    const rest = await page('newest', newest.nextCursor ?? '')
    expect(rest).toMatchObject({ rows: [{ title: 'First report' }], nextCursor: null })
    expect(rest.rows[0]?.excerpt.length).toBeLessThanOrEqual(281)
    expect((await page('central')).rows.map(({ title }) => title)).toEqual(['Third report', 'First report'])
  })
})

describe('listTriage', () => {
  test('holds what more than one publisher carries or a signal names, most urgent first, and counts', async () => {
    const before = await listTriage(database.db, await readingOf(stage.analyst.actor), { since: hoursAgo(5) })
    await buildStory('Lonely story', [1])
    const shared = await buildStory('Shared story', [2, 1])
    const urgent = await buildStory('Urgent story', [3])
    await buildSignal(database.db, { narrativeId: urgent.id, severity: 'S1' })
    const old = await buildStory('Old story', [30, 29])
    const queue = async () => listTriage(database.db, await readingOf(stage.analyst.actor), { since: hoursAgo(5) })
    const found = await queue()
    expect(found.left).toBe(before.left + 2)
    expect(found.rows[0]?.id).toBe(urgent.id)
    expect(found.rows.map(({ id }) => id)).toContain(shared.id)
    expect(found.rows.map(({ id }) => id)).not.toContain(old.id)
    expect(found.rows.map(({ title }) => title)).not.toContain('Lonely story')
    await rateNarrative(database.db, by(stage.analyst.actor), urgent.id, { severity: 'S1' })
    const after = await queue()
    expect(after).toMatchObject({ done: found.done + 1, left: found.left - 1 })
  })
})
