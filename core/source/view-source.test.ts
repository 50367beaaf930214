import { describe, expect, test } from 'vitest'

import { profileIdSchema, publisherIdSchema, sourceIdSchema } from '../ids.ts'
import { sourceViewSchema } from './source-view.ts'
import { type SourceFacts, type StoredSource, viewSource } from './view-source.ts'

const now = new Date('2026-11-22T09:00:00Z')
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
const inForce = [{ id: profileIdSchema.parse('019aa000-0000-7000-8000-000000000003'), title: 'Water', inForce: true }]
const outcome = (more: Record<string, unknown> = {}) => ({
  code: 'fetched',
  httpStatus: 200,
  newItemCount: 1,
  retryAfterMs: null,
  message: null,
  atMs: hoursAgo(1).getTime(),
  ...more,
})

const row: StoredSource = {
  id: sourceIdSchema.parse('019aa000-0000-7000-8000-000000000001'),
  kind: 'feed',
  url: 'https://paper.example/rss',
  title: 'Paper',
  siteUrl: null,
  publisherId: publisherIdSchema.parse('019aa000-0000-7000-8000-000000000002'),
  publisherName: 'paper.example',
  publisherDomain: 'paper.example',
  owningUnitId: null,
  unitName: null,
  language: null,
  country: null,
  tags: [],
  readsClaimReviews: false,
  state: 'approved',
  pausedReason: null,
  lastFetchAt: hoursAgo(1),
  lastGoodAt: hoursAgo(1),
  lastItemAt: hoursAgo(2),
  nextFetchAt: now,
  usualGapMs: null,
  createdAt: hoursAgo(400),
  failures: 0,
  failingSince: null,
  outcome: outcome(),
  rowVersion: 1,
}
const view = (more: Partial<StoredSource> = {}, facts: Partial<SourceFacts> = {}) =>
  viewSource({ row: { ...row, ...more }, profiles: inForce, days: [], proposedBy: null, ...facts }, now)

describe('the view of a source', () => {
  test('names the watch profile whose end left it uncollected, the last one to end', () => {
    const [id] = inForce.map((profile) => profile.id)
    if (!id) throw new Error('No profile.')
    const ended = (title: string, hours: number) => ({
      id,
      title,
      inForce: false,
      endedAt: new Date(now.getTime() - hours * 3_600_000),
    })
    const { health } = view(
      {},
      { profiles: [ended('Old', 90), ended('Floods', 2), { id, title: 'Asked', inForce: false }] },
    )
    expect(health).toMatchObject({ state: 'waiting_for_profile', params: { profile: 'Floods' } })
    expect(health.happened).toMatch(/^Not collected: the watch profile “Floods” ended on \d+ \w+ \d{4}\.$/)
  })

  test('fits its schema', () => {
    expect(sourceViewSchema.parse(view())).toEqual(view())
  })

  test.each<[string, Partial<StoredSource>, Partial<SourceFacts>, string]>([
    ['it works', {}, {}, 'ok'],
    ['it was never fetched', { outcome: null, lastFetchAt: null }, {}, 'new'],
    ['no profile in force names it', {}, { profiles: [] }, 'waiting_for_profile'],
    ['a person paused it', { state: 'paused', pausedReason: 'As agreed.' }, {}, 'paused'],
    [
      'the site said it is gone',
      { state: 'paused', pausedReason: 'gone', outcome: outcome({ code: 'http_error', httpStatus: 410 }) },
      {},
      'gone',
    ],
    ['it fails', { failures: 1, outcome: outcome({ code: 'timed_out', httpStatus: null }) }, {}, 'failing'],
    [
      'its address is private',
      { failures: 1, outcome: outcome({ code: 'refused_address', httpStatus: null }) },
      {},
      'refused',
    ],
    ['it is a page', { failures: 1, outcome: outcome({ code: 'not_a_feed' }) }, {}, 'not_a_feed'],
    ['it is silent for long', { lastItemAt: hoursAgo(24 * 9), usualGapMs: 3 * 3_600_000 }, {}, 'quiet'],
    ['people fill it', { kind: 'manual', outcome: null, lastFetchAt: null }, {}, 'ok'],
    ['it is proposed', { state: 'proposed' }, { profiles: [] }, 'proposed'],
    ['it is retired', { state: 'retired' }, {}, 'retired'],
  ])('says so when %s', (_, stored, facts, state) => {
    expect(view(stored, facts).health.state).toBe(state)
  })

  test('counts failures and since when from the row', () => {
    const { health } = view({
      failures: 7,
      failingSince: hoursAgo(50),
      outcome: outcome({ code: 'http_error', httpStatus: 503, message: 'Service Unavailable' }),
    })
    expect(health.params).toMatchObject({ failureCount: 7, httpStatus: 503, since: hoursAgo(50).toISOString() })
    expect(health.happened).toMatch(/^Since Friday \(503\): the site has trouble of its own/)
    expect(health.todo).toMatch(/tries again by itself/)
  })

  test('says how quiet a source is against its own rhythm', () => {
    const quiet = view({ lastItemAt: hoursAgo(24 * 9), usualGapMs: 3 * 3_600_000 })
    expect(quiet.health.happened).toBe('It usually brings something every 3 hours, and has brought nothing for 9 days.')
    expect(quiet.health.params).toMatchObject({ usualGapMs: 3 * 3_600_000 })
  })

  test('asks for approval while it is only proposed, and names no next fetch', () => {
    const proposed = view({ state: 'proposed' })
    expect(proposed.health.todo).toBe('Approve it, or retire it.')
    expect(proposed.nextFetchAt).toBeNull()
  })

  test('adds up the last week of its rhythm', () => {
    expect(view({}, { days: [9, 9, 9, 9, 9, 9, 9, 1, 2, 3, 4, 5, 6, 7] }).itemsThisWeek).toBe(28)
  })
})
