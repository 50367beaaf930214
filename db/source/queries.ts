import { sql } from 'kysely'

import type { Scope } from '@hub/core/access/scope.ts'
import type { ProfileId, SourceId } from '@hub/core/ids.ts'
import { profileStanding } from '@hub/core/source/profile-view.ts'
import { type ImportReport, importReportSchema, type SourceView } from '@hub/core/source/source-view.ts'
import { viewSource } from '@hub/core/source/view-source.ts'

import type { Reader } from '../connect.ts'
import { NotFound } from '../errors.ts'

export type SourceFilter = {
  q?: string | undefined
  health?: string | undefined
  profileId?: ProfileId | undefined
  limit: number
}

const QUIET_AFTER_MS = 48 * 3_600_000

/** Sources with their health, those that need a person first; `total` counts all that match, beyond the limit too. */
export async function listSources(
  db: Reader,
  scope: Scope,
  filter: SourceFilter,
  now: Date,
): Promise<{ rows: SourceView[]; total: number }> {
  const rows = await findRows(db, scope, filter)
  const links = await findLinks(db, scope, now)
  const gaps = await findItemTimes(db, quietCandidates(rows, now))
  const plain = rows.map((row) =>
    viewSource({ row, profiles: links.get(row.id) ?? [], itemTimesMs: gaps.get(row.id) ?? [], days: [] }, now),
  )
  const wanted = plain.filter(({ health }) => filter.health === undefined || health.state === filter.health)
  const page = wanted.sort((a, b) => urgency(a) - urgency(b) || a.title.localeCompare(b.title)).slice(0, filter.limit)
  const days = await countItemsByDay(
    db,
    page.map(({ id }) => id),
    now,
  )
  return { rows: page.map((view) => ({ ...view, ...rhythmOf(days.get(view.id) ?? []) })), total: wanted.length }
}

/** One source with its health. Throws NotFound. */
export async function getSource(db: Reader, scope: Scope, id: SourceId, now: Date): Promise<SourceView> {
  const row = await sources(db, scope).where('source.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('source')
  const links = await findLinks(db, scope, now, id)
  const times = await findItemTimes(db, [id])
  const days = await countItemsByDay(db, [id], now)
  return viewSource(
    { row, profiles: links.get(id) ?? [], itemTimesMs: times.get(id) ?? [], days: days.get(id) ?? [] },
    now,
  )
}

export type FetchView = {
  at: string
  outcome: string
  /** The failure in a sentence; null when there was none. */
  detail: string | null
  durationMs: number
  bytes: number
  itemsFound: number
  itemsNew: number
}

/** The newest fetches of a source. Throws NotFound. */
export async function listFetches(db: Reader, scope: Scope, id: SourceId, limit = 100): Promise<FetchView[]> {
  const source = await db
    .selectFrom('source')
    .select('id')
    .where('id', '=', id)
    .where('world', '=', scope.world)
    .executeTakeFirst()
  if (!source) throw new NotFound('source')
  const rows = await db
    .selectFrom('sourceFetch')
    .select(['at', 'outcome', 'detail', 'durationMs', 'bytes', 'itemsFound', 'itemsNew'])
    .where('sourceId', '=', id)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, at: row.at.toISOString(), detail: sentenceOf(row.detail) }))
}

function sentenceOf({ message, httpStatus }: Record<string, unknown>): string | null {
  if (typeof message === 'string' && message !== '') return message
  return typeof httpStatus === 'number' && httpStatus >= 400 ? `The site answered ${httpStatus}.` : null
}

/** The stored report of an import. Throws NotFound. */
export async function getImport(db: Reader, scope: Scope, id: string): Promise<ImportReport> {
  const row = await db
    .selectFrom('sourceImport')
    .select('report')
    .where('id', '=', id)
    .where('world', '=', scope.world)
    .executeTakeFirst()
  if (!row) throw new NotFound('import')
  return importReportSchema.parse(row.report)
}

function sources(db: Reader, scope: Scope) {
  return db
    .selectFrom('source')
    .innerJoin('publisher', 'publisher.id', 'source.publisherId')
    .selectAll('source')
    .select(['publisher.name as publisherName', 'publisher.domain as publisherDomain'])
    .where('source.world', '=', scope.world)
}

async function findRows(db: Reader, scope: Scope, filter: SourceFilter) {
  let query = sources(db, scope).where('source.state', '<>', 'retired')
  const q = filter.q?.trim()
  if (q) {
    const like = `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
    query = query.where((eb) =>
      eb.or([eb('source.title', 'ilike', like), eb('source.url', 'ilike', like), eb('publisher.name', 'ilike', like)]),
    )
  }
  if (filter.profileId) {
    const named = db.selectFrom('watchProfileSource').select('sourceId').where('profileId', '=', filter.profileId)
    query = query.where('source.id', 'in', named)
  }
  return query.execute()
}

type ProfileLink = { id: ProfileId; title: string; inForce: boolean }

async function findLinks(db: Reader, scope: Scope, now: Date, only?: SourceId): Promise<Map<SourceId, ProfileLink[]>> {
  let query = db
    .selectFrom('watchProfileSource')
    .innerJoin('watchProfile', 'watchProfile.id', 'watchProfileSource.profileId')
    .select([
      'watchProfileSource.sourceId',
      'watchProfile.id',
      'watchProfile.title',
      'watchProfile.state',
      'watchProfile.startsAt',
      'watchProfile.endsAt',
    ])
    .where('watchProfile.world', '=', scope.world)
    .orderBy('watchProfile.createdAt')
  if (only) query = query.where('watchProfileSource.sourceId', '=', only)
  const links = new Map<SourceId, ProfileLink[]>()
  for (const { sourceId, id, title, ...profile } of await query.execute()) {
    const held = links.get(sourceId) ?? []
    held.push({ id, title, inForce: profileStanding(profile, now) === 'in_force' })
    links.set(sourceId, held)
  }
  return links
}

/** Only a source without anything new for two days can have gone quiet: its rhythm is read, the others' need not be. */
function quietCandidates(rows: readonly { id: SourceId; lastItemAt: Date | null }[], now: Date): SourceId[] {
  return rows
    .filter(({ lastItemAt }) => lastItemAt && now.getTime() - lastItemAt.getTime() > QUIET_AFTER_MS)
    .map(({ id }) => id)
}

async function findItemTimes(db: Reader, ids: readonly SourceId[]): Promise<Map<SourceId, number[]>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ sourceId: SourceId; times: number[] }>`
    select s.id as source_id, array_agg((extract(epoch from recent.event_at) * 1000)::float8) as times
    from unnest(${[...ids]}::uuid[]) as s (id)
    cross join lateral (select event_at from item where source_id = s.id order by first_seen_at desc limit 20) recent
    group by s.id`.execute(db)
  return new Map(rows.map(({ sourceId, times }) => [sourceId, times]))
}

const RHYTHM_DAYS = 14

/** New items of each of the last 14 days, oldest first. */
async function countItemsByDay(db: Reader, ids: readonly SourceId[], now: Date): Promise<Map<SourceId, number[]>> {
  const counts = new Map<SourceId, number[]>(ids.map((id) => [id, Array.from({ length: RHYTHM_DAYS }, () => 0)]))
  if (ids.length === 0) return counts
  const { rows } = await sql<{ sourceId: SourceId; daysAgo: number; items: number }>`
    select source_id, floor(extract(epoch from (${now}::timestamptz - first_seen_at)) / 86400)::int as days_ago, count(*)::int as items
    from item
    where source_id = any(${[...ids]}::uuid[]) and first_seen_at > ${now}::timestamptz - interval '14 days' and first_seen_at <= ${now}
    group by 1, 2`.execute(db)
  for (const { sourceId, daysAgo, items } of rows) {
    const days = counts.get(sourceId)
    if (days && daysAgo >= 0 && daysAgo < RHYTHM_DAYS) days[RHYTHM_DAYS - 1 - daysAgo] = items
  }
  return counts
}

function rhythmOf(days: readonly number[]): Pick<SourceView, 'rhythm' | 'itemsThisWeek'> {
  return { rhythm: [...days], itemsThisWeek: days.slice(-7).reduce((sum, items) => sum + items, 0) }
}

const HEALTHY = new Set(['ok', 'new'])

function urgency(view: SourceView): number {
  if (view.state === 'proposed') return 0
  return HEALTHY.has(view.health.state) ? 2 : 1
}
