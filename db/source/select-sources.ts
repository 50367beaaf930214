import { type RawBuilder, sql } from 'kysely'

import type { Scope } from '@hub/core/access/scope.ts'
import type { SourceId } from '@hub/core/ids.ts'
import type { HealthFilter, SourceFilter } from '@hub/core/source/source-filter.ts'
import { FAILING_STATES } from '@hub/core/source/source.ts'

import type { Reader } from '../connect.ts'
import { sourceHealth } from './source-health-sql.ts'

/** The sources of a scope that a filter means, each with its `health`: `select` reads from it as `s`. */
export function selectSources(scope: Scope, filter: SourceFilter, now: Date): RawBuilder<unknown> {
  return sql`(
    select s.*, ${sourceHealth(scope.world, now)} as health from source s where ${conditions(scope, filter)}) s
    where ${byHealth(filter.health)}`
}

function conditions(scope: Scope, filter: SourceFilter): RawBuilder<unknown> {
  const all = [
    sql`s.world = ${scope.world}`,
    filter.health === 'retired' ? sql`s.state = 'retired'` : sql`s.state <> 'retired'`,
  ]
  const q = filter.q?.trim()
  if (q) {
    const like = `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
    all.push(sql`(s.title ilike ${like} or s.url ilike ${like}
      or s.publisher_id in (select id from publisher where name ilike ${like}))`)
  }
  if (filter.profileId)
    all.push(sql`s.id in (select source_id from watch_profile_source where profile_id = ${filter.profileId})`)
  if (filter.tag) all.push(sql`${filter.tag} = any(s.tags)`)
  if (filter.publisherId) all.push(sql`s.publisher_id = ${filter.publisherId}`)
  if (filter.unitId) all.push(sql`s.owning_unit_id = ${filter.unitId}`)
  if (filter.kind) all.push(sql`s.kind = ${filter.kind}`)
  if (filter.factChecker) all.push(sql`s.reads_claim_reviews = ${filter.factChecker === 'only'}`)
  return sql.join(all, sql` and `)
}

function byHealth(health: HealthFilter | undefined): RawBuilder<unknown> {
  if (health === undefined) return sql`true`
  if (health === 'trouble') return sql`s.health = any(${[...FAILING_STATES]}::text[])`
  return sql`s.health = ${health}`
}

/** The ids of all sources that a filter means, oldest first. */
export async function findSourceIds(db: Reader, scope: Scope, filter: SourceFilter, now: Date): Promise<SourceId[]> {
  const { rows } = await sql<{ id: SourceId }>`
    select s.id from ${selectSources(scope, filter, now)} order by s.id`.execute(db)
  return rows.map(({ id }) => id)
}
