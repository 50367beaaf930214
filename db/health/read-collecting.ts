import type { World } from '@hub/core/access/role.ts'
import { COLLECTING_SILENT_MS, type CollectingFacts } from '@hub/core/source/judge-collecting.ts'
import { POLLED_SOURCE_KINDS } from '@hub/core/source/source.ts'
import { type RawBuilder, sql } from 'kysely'

import type { Reader } from '../connect.ts'

/** The rows of `source s` that are polled because a profile names them which was in force from `since` until `now`. */
export function polledInForce(world: World, since: Date, now: Date): RawBuilder<unknown> {
  return sql`s.world = ${world} and s.state = 'approved' and s.kind = any(${[...POLLED_SOURCE_KINDS]}::text[])
      and exists (select 1 from watch_profile_source l join watch_profile p on p.id = l.profile_id
        where l.source_id = s.id and p.state = 'approved' and p.starts_at <= ${since} and p.ends_at > ${now})`
}

/** What `judgeCollecting` needs. A source whose site asked for a rest is not late. */
export async function readCollecting(db: Reader, world: World, now: Date): Promise<CollectingFacts> {
  const since = new Date(now.getTime() - COLLECTING_SILENT_MS)
  const { rows } = await sql<CollectingFacts>`
    select count(*)::int as sources, max(s.last_good_at) as last_good_at,
      (count(*) filter (where s.failures > 0 and s.last_fetch_at > ${since}))::int as failed,
      (count(*) filter (where s.next_fetch_at <= ${since} and coalesce(s.last_fetch_at, '-infinity') <= ${since}
        and not exists (select 1 from site_turn t where t.site = s.site and t.blocked_until > ${since})))::int as late
    from source s
    where ${polledInForce(world, since, now)}`.execute(db)
  return rows[0] ?? { sources: 0, failed: 0, late: 0, lastGoodAt: null }
}
