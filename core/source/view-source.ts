import type { ProfileId, PublisherId, SourceId, UnitId } from '../ids.ts'
import { sayHappened, sayProfileEnded, sayTodo } from './describe-health.ts'
import { type HealthReport, readHealth } from './health.ts'
import { POLL_OUTCOME_CODES, type PollOutcome } from './poll-outcome.ts'
import { isPolledKind, type SourceKind, type SourceStatus } from './source.ts'
import type { SourceState } from './source-moves.ts'
import type { SourceView } from './source-view.ts'

/** A source as it is stored, as far as its view needs it. */
export type StoredSource = {
  id: SourceId
  kind: SourceKind
  url: string
  title: string
  siteUrl: string | null
  publisherId: PublisherId
  publisherName: string
  publisherDomain: string
  owningUnitId: UnitId | null
  unitName: string | null
  language: string | null
  country: string | null
  tags: readonly string[]
  readsClaimReviews: boolean
  state: SourceState
  pausedReason: string | null
  lastFetchAt: Date | null
  lastGoodAt: Date | null
  lastItemAt: Date | null
  nextFetchAt: Date
  /** How far apart its items usually are; null while too few are known. */
  usualGapMs: number | null
  failures: number
  failingSince: Date | null
  outcome: Record<string, unknown> | null
  createdAt: Date
  rowVersion: number
}

export type SourceFacts = {
  row: StoredSource
  /** `endedAt` is when it came to its end, where it has. */
  profiles: readonly { id: ProfileId; title: string; inForce: boolean; endedAt?: Date | null }[]
  /** New items of each of the last days, oldest first. */
  days: readonly number[]
  /** The name of who proposed it, where that is known. */
  proposedBy: string | null
}

/** What pages show of a source: its health in words for a person, and as a code with numbers for translation. */
export function viewSource({ row, profiles, days, proposedBy }: SourceFacts, now: Date): SourceView {
  const report = readHealth({
    kind: row.kind,
    status: statusOf(row),
    hasProfileInForce: profiles.some(({ inForce }) => inForce),
    outcomes: outcomesOf(row),
    lastGoodAtMs: row.lastGoodAt?.getTime() ?? null,
    lastNewItemAtMs: row.lastItemAt?.getTime() ?? null,
    usualGapMs: row.usualGapMs,
    nowMs: now.getTime(),
  })
  const ended = report.code === 'waiting_for_profile' ? lastEnded(profiles) : undefined
  return {
    id: row.id,
    kind: row.kind,
    url: row.url,
    title: row.title,
    siteUrl: row.siteUrl,
    publisher: { id: row.publisherId, name: row.publisherName, domain: row.publisherDomain },
    unit: row.owningUnitId === null ? null : { id: row.owningUnitId, name: row.unitName ?? '' },
    language: row.language,
    country: row.country,
    tags: [...row.tags],
    readsClaimReviews: row.readsClaimReviews,
    state: row.state,
    health: {
      state: report.state,
      code: report.code,
      params: { ...healthParams(report), ...(ended && { profile: ended.title, endedAt: ended.at.toISOString() }) },
      happened: ended ? sayProfileEnded(ended) : sayHappened(report, now.getTime()),
      todo: sayTodo(report),
    },
    lastFetchAt: row.lastFetchAt?.toISOString() ?? null,
    lastGoodAt: row.lastGoodAt?.toISOString() ?? null,
    nextFetchAt: row.state === 'approved' && isPolledKind(row.kind) ? row.nextFetchAt.toISOString() : null,
    itemsThisWeek: days.slice(-7).reduce((sum, items) => sum + items, 0),
    rhythm: [...days],
    profiles: profiles.map(({ id, title, inForce }) => ({ id, title, inForce })),
    usualGapMs: row.usualGapMs,
    proposedBy,
    createdAt: row.createdAt.toISOString(),
    rowVersion: row.rowVersion,
  }
}

/** The profile whose end left the source uncollected: the last to end of those that name it. */
function lastEnded(profiles: SourceFacts['profiles']): { title: string; at: Date } | undefined {
  return profiles
    .flatMap(({ title, endedAt }) => (endedAt ? [{ title, at: endedAt }] : []))
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())[0]
}

function statusOf(row: StoredSource): SourceStatus {
  if (row.state === 'proposed') return 'proposed'
  if (row.state === 'paused') return row.pausedReason === 'gone' ? 'gone' : 'paused'
  return row.state === 'retired' ? 'removed' : 'active'
}

const FAILURES_SHOWN_MAX = 50

/** The row keeps its last outcome, and how often and since when it failed: as good as the list of polls. */
function outcomesOf(row: StoredSource): PollOutcome[] {
  const latest = readOutcome(row.outcome, row.lastFetchAt)
  if (latest === undefined) return []
  if (row.failures <= 1) return [latest]
  const repeats = Array.from({ length: Math.min(row.failures, FAILURES_SHOWN_MAX) - 1 }, () => latest)
  const first = { ...latest, atMs: row.failingSince?.getTime() ?? latest.atMs }
  return [...repeats, first]
}

function readOutcome(stored: Record<string, unknown> | null, lastFetchAt: Date | null): PollOutcome | undefined {
  const code = POLL_OUTCOME_CODES.find((known) => known === stored?.['code'])
  if (stored === null || code === undefined) return undefined
  const numberOr = (value: unknown) => (typeof value === 'number' ? value : null)
  return {
    atMs: numberOr(stored['atMs']) ?? lastFetchAt?.getTime() ?? 0,
    code,
    httpStatus: numberOr(stored['httpStatus']),
    newItemCount: numberOr(stored['newItemCount']) ?? 0,
    retryAfterMs: numberOr(stored['retryAfterMs']),
    message: typeof stored['message'] === 'string' ? stored['message'] : null,
  }
}

function healthParams(report: HealthReport): Record<string, string | number> {
  return {
    failureCount: report.failureCount,
    action: report.action,
    ...(report.httpStatus === null ? {} : { httpStatus: report.httpStatus }),
    ...(report.sinceMs === null ? {} : { since: new Date(report.sinceMs).toISOString() }),
    ...(report.detail === null ? {} : { detail: report.detail }),
    ...(report.usualGapMs === null ? {} : { usualGapMs: report.usualGapMs }),
  }
}
