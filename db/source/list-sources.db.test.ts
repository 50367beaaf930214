import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { scopeOf } from '@hub/core/access/scope.ts'
import { POLL_OUTCOME_CODES } from '@hub/core/source/poll-outcome.ts'
import { HEALTH_FILTERS, SOURCE_SORTS, type SourceSort } from '@hub/core/source/source-filter.ts'
import { FAILING_STATES, SOURCE_KINDS } from '@hub/core/source/source.ts'
import { SOURCE_STATES } from '@hub/core/source/source-moves.ts'
import { buildItem, buildPublisher, buildSource } from '@hub/tests/support/build-news.ts'
import { TEST_NOW } from '@hub/tests/support/build-people.ts'
import { buildProfile } from '@hub/tests/support/build-watch.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'

import { listSources, type SourceListing } from './list-sources.ts'
import { countByHealth, readSourceOverview } from './read-overview.ts'
import { findSourceIds } from './select-sources.ts'

const HOUR_MS = 3_600_000
const SOURCES = 120
const scope = scopeOf({ kind: 'operator', name: 'test', world: 'live' }, 'source.read')!
const hoursAgo = (hours: number) => new Date(TEST_NOW.getTime() - hours * HOUR_MS)

const anySource = fc.record({
  state: fc.constantFrom(...SOURCE_STATES),
  kind: fc.constantFrom(...SOURCE_KINDS, 'feed' as const, 'feed' as const),
  pausedReason: fc.constantFrom(null, 'gone', 'As agreed.'),
  usualGapMs: fc.constantFrom(null, HOUR_MS, 30 * HOUR_MS, 200 * HOUR_MS),
  lastItemAt: fc.option(fc.integer({ min: 1, max: 400 }).map(hoursAgo)),
  lastGoodAt: fc.option(fc.integer({ min: 1, max: 400 }).map(hoursAgo)),
  outcome: fc.option(
    fc.record({
      code: fc.constantFrom(...POLL_OUTCOME_CODES, 'fetched' as const, 'http_error' as const),
      httpStatus: fc.constantFrom(null, 200, 304, 400, 401, 403, 404, 410, 429, 451, 500, 503),
      atMs: fc.constant(TEST_NOW.getTime()),
    }),
  ),
  title: fc.constantFrom('Paper', 'paper', 'Éire today', 'أخبار', 'Zeta'),
  tags: fc.constantFrom([], ['daily'], ['daily', 'north']),
  isNamed: fc.boolean(),
})

describe('the list of sources', () => {
  let database: TestDatabase
  const db = () => database.db
  const list = (listing: Partial<SourceListing>) => listSources(db(), scope, { limit: 500, ...listing }, TEST_NOW)

  beforeAll(async () => {
    database = await createTestDatabase()
    const publishers = [await buildPublisher(db(), { name: 'Alpha' }), await buildPublisher(db(), { name: 'Beta' })]
    const drawn = fc.sample(anySource, { numRuns: SOURCES, seed: 20261125 })
    const named = []
    for (const [index, { isNamed, outcome, tags, ...row }] of drawn.entries()) {
      const source = await buildSource(db(), {
        ...row,
        tags: [...tags],
        readsClaimReviews: index % 5 === 0,
        outcome: outcome === null ? null : JSON.stringify(outcome),
        failures: outcome === null ? 0 : 1,
        publisherId: publishers[index % 2]!.id,
        createdAt: hoursAgo(index % 7),
      })
      if (isNamed) named.push(source.id)
      for (let items = index % 3; items > 0; items -= 1) await buildItem(db(), source, { firstSeenAt: hoursAgo(items) })
    }
    await buildProfile(db(), named)
  })
  afterAll(() => database.close())

  test('the database and core say the same of every source', async () => {
    for (const health of HEALTH_FILTERS) {
      const { rows, total } = await list({ health })
      const states = new Set<string>(rows.map((row) => row.health.state))
      expect(
        [...states].filter((state) =>
          health === 'trouble' ? !FAILING_STATES.some((each) => each === state) : state !== health,
        ),
      ).toEqual([])
      expect(total).toBe(rows.length)
      expect((await findSourceIds(db(), scope, { health }, TEST_NOW)).length).toBe(total)
    }
    const { health, total, failing } = await countByHealth(db(), scope, TEST_NOW)
    expect(total).toBe((await list({})).total)
    expect(failing).toBe((await list({ health: 'trouble' })).total)
    expect(health.quiet).toBe((await list({ health: 'quiet' })).total)
    expect(health.quiet).toBeGreaterThan(0)
    expect(health.retired).toBe(0)
  })

  test.each(SOURCE_SORTS.flatMap((sort) => [[sort, false] as const, [sort, true] as const]))(
    'pages by %s (descending %s) hold every source once, in one order',
    async (sort: SourceSort, descending) => {
      const whole = (await list({ sort, descending })).rows.map(({ id }) => id)
      const paged: string[] = []
      let cursor: string | undefined
      do {
        const page = await list({ sort, descending, limit: 17, cursor })
        paged.push(...page.rows.map(({ id }) => id))
        expect(page.total).toBe(whole.length)
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined)
      expect(paged).toEqual(whole)
      expect(new Set(paged).size).toBe(whole.length)
    },
  )

  test('what waits for a person comes first', async () => {
    const states = (await list({})).rows.map(({ health }) => health.state)
    expect(states[0]).toBe('proposed')
    expect(states.lastIndexOf('quiet')).toBeLessThan(states.indexOf('ok'))
    expect(states.lastIndexOf('refused')).toBeLessThan(states.indexOf('paused'))
  })

  test('narrows by tag, kind, publisher and words at once', async () => {
    const { tags, kinds, publishers, total } = await readSourceOverview(db(), scope, TEST_NOW)
    expect(tags.map(({ tag }) => tag)).toEqual(['daily', 'north'])
    expect(kinds.reduce((sum, { count }) => sum + count, 0)).toBe(total)
    const publisherId = publishers.find(({ name }) => name === 'Alpha')!.id
    const { rows } = await list({ tag: 'north', kind: 'feed', publisherId, q: 'PAPER' })
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) {
      expect(row).toMatchObject({ kind: 'feed', publisher: { name: 'Alpha' } })
      expect(row.tags).toContain('north')
    }
    expect((await list({ q: '100%_nothing' })).rows).toEqual([])
  })

  test('narrows to fact-checkers, or to all others', async () => {
    const [all, only, without] = [
      await list({}),
      await list({ factChecker: 'only' }),
      await list({ factChecker: 'without' }),
    ]
    expect(only.total).toBeGreaterThan(0)
    expect(only.total + without.total).toBe(all.total)
    expect(only.rows.every(({ readsClaimReviews }) => readsClaimReviews)).toBe(true)
    expect(without.rows.some(({ readsClaimReviews }) => readsClaimReviews)).toBe(false)
    expect(await findSourceIds(db(), scope, { factChecker: 'only' }, TEST_NOW)).toHaveLength(only.total)
  })

  test('a made-up cursor is refused in words', async () => {
    await expect(list({ cursor: 'abc' })).rejects.toMatchObject({ code: 'cursor_unknown' })
    const { nextCursor } = await list({ sort: 'title', limit: 2 })
    await expect(list({ sort: 'week', cursor: nextCursor ?? '' })).rejects.toMatchObject({ code: 'cursor_unknown' })
  })
})
