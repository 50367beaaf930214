import { sql } from 'kysely'

import type { Scope } from '@hub/core/access/scope.ts'
import type { PublisherId } from '@hub/core/ids.ts'
import { healthCountsSchema, type SourceOverview } from '@hub/core/source/source-filter.ts'
import {
  FAILING_STATES,
  SOURCE_HEALTH_STATES,
  type SourceHealthState,
  type SourceKind,
} from '@hub/core/source/source.ts'

import type { Reader } from '../connect.ts'
import { readCollectingView } from '../health/read-collecting-view.ts'
import { selectSources } from './select-sources.ts'

/** Choices that a filter offers at most; a search finds the others. */
const OFFERED_MAX = 200

export type HealthCounts = Pick<SourceOverview, 'health' | 'total' | 'failing'>

/** How many sources stand in each state of health; the retired are not counted. */
export async function countByHealth(db: Reader, scope: Scope, now: Date): Promise<HealthCounts> {
  const { rows } = await sql<{ health: SourceHealthState; count: number }>`
    select s.health, count(*)::int as count from ${selectSources(scope, {}, now)} group by s.health`.execute(db)
  const found = new Map(rows.map(({ health, count }) => [health, count]))
  const health = healthCountsSchema.parse(
    Object.fromEntries(SOURCE_HEALTH_STATES.map((state) => [state, found.get(state) ?? 0])),
  )
  return {
    health,
    total: rows.reduce((sum, { count }) => sum + count, 0),
    failing: FAILING_STATES.reduce((sum, state) => sum + health[state], 0),
  }
}

/** What the head of the page says, and what its filters offer: the most frequent tags, publishers and kinds. */
export async function readSourceOverview(db: Reader, scope: Scope, now: Date): Promise<SourceOverview> {
  const present = sql`world = ${scope.world} and state <> 'retired'`
  const tags = await sql<{ tag: string; count: number }>`
    select tag, count(*)::int as count from source, unnest(tags) as tag where ${present}
    group by tag order by count desc, tag limit ${OFFERED_MAX}`.execute(db)
  const publishers = await sql<{ id: PublisherId; name: string; count: number }>`
    select p.id, p.name, s.count from (
      select publisher_id, count(*)::int as count from source where ${present}
      group by publisher_id order by count desc limit ${OFFERED_MAX}) s
    join publisher p on p.id = s.publisher_id order by s.count desc, p.name`.execute(db)
  const kinds = await sql<{ kind: SourceKind; count: number }>`
    select kind, count(*)::int as count from source where ${present} group by kind order by count desc`.execute(db)
  return {
    ...(await countByHealth(db, scope, now)),
    collecting: await readCollectingView(db, scope, now),
    tags: tags.rows,
    publishers: publishers.rows,
    kinds: kinds.rows,
  }
}
