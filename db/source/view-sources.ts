import { sql } from 'kysely'

import type { Scope } from '@hub/core/access/scope.ts'
import type { ProfileId, SourceId } from '@hub/core/ids.ts'
import { profileStanding } from '@hub/core/source/profile-view.ts'
import type { SourceView } from '@hub/core/source/source-view.ts'
import { viewSource } from '@hub/core/source/view-source.ts'

import { findActorNames } from '../actor-names.ts'
import type { Reader } from '../connect.ts'
import { NotFound } from '../errors.ts'

/** The views of these sources, in this order; an id that is not there is left out. Five queries, however many there are. */
export async function viewSources(
  db: Reader,
  scope: Scope,
  ids: readonly SourceId[],
  now: Date,
): Promise<SourceView[]> {
  if (ids.length === 0) return []
  const rows = await sourcesWithNames(db, scope).where('source.id', 'in', ids).execute()
  const links = await findLinks(db, scope, ids, now)
  const days = await countItemsByDay(db, ids, now)
  const nameOf = await findActorNames(
    db,
    rows.filter(({ state }) => state === 'proposed').map(({ proposedBy }) => proposedBy),
  )
  const views = new Map(
    rows.map((row) => {
      const proposedBy = row.state === 'proposed' && row.proposedBy !== null ? nameOf(row.proposedBy) : null
      const facts = { row, profiles: links.get(row.id) ?? [], days: days.get(row.id) ?? [], proposedBy }
      return [row.id, viewSource(facts, now)]
    }),
  )
  return ids.flatMap((id) => views.get(id) ?? [])
}

/** One source with its health. Throws NotFound. */
export async function getSource(db: Reader, scope: Scope, id: SourceId, now: Date): Promise<SourceView> {
  const [view] = await viewSources(db, scope, [id], now)
  if (!view) throw new NotFound('source')
  return view
}

function sourcesWithNames(db: Reader, scope: Scope) {
  return db
    .selectFrom('source')
    .innerJoin('publisher', 'publisher.id', 'source.publisherId')
    .leftJoin('unit', 'unit.id', 'source.owningUnitId')
    .selectAll('source')
    .select(['publisher.name as publisherName', 'publisher.domain as publisherDomain', 'unit.name as unitName'])
    .where('source.world', '=', scope.world)
}

type ProfileLink = { id: ProfileId; title: string; inForce: boolean; endedAt: Date | null }

async function findLinks(
  db: Reader,
  scope: Scope,
  ids: readonly SourceId[],
  now: Date,
): Promise<Map<SourceId, ProfileLink[]>> {
  const rows = await db
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
    .where('watchProfileSource.sourceId', 'in', ids)
    .orderBy('watchProfile.createdAt')
    .execute()
  const links = new Map<SourceId, ProfileLink[]>()
  for (const { sourceId, id, title, ...profile } of rows) {
    const held = links.get(sourceId) ?? []
    const standing = profileStanding(profile, now)
    held.push({ id, title, inForce: standing === 'in_force', endedAt: standing === 'expired' ? profile.endsAt : null })
    links.set(sourceId, held)
  }
  return links
}

const RHYTHM_DAYS = 14

/** New items of each of the last 14 days, oldest first. */
async function countItemsByDay(db: Reader, ids: readonly SourceId[], now: Date): Promise<Map<SourceId, number[]>> {
  const counts = new Map<SourceId, number[]>(ids.map((id) => [id, Array.from({ length: RHYTHM_DAYS }, () => 0)]))
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
