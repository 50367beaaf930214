import { sql } from 'kysely'

import type { World } from '@hub/core/access/role.ts'
import type { ProfileId, PublisherId, SourceId } from '@hub/core/ids.ts'
import { POLLED_SOURCE_KINDS, type SourceKind } from '@hub/core/source/source.ts'

import type { Db } from '../connect.ts'

/** A profile in force, as far as collecting needs it. */
export type ClaimedProfile = { id: ProfileId; terms: string[]; exclusions: string[]; languages: string[] }

/** A source that this worker alone may poll until its claim runs out. Every write of the poll names `fence`. */
export type ClaimedSource = {
  id: SourceId
  world: World
  kind: SourceKind
  url: string
  publisherId: PublisherId
  language: string | null
  etag: string | null
  lastModified: string | null
  /** The address that gave the validators. */
  finalUrl: string | null
  bodyHash: string | null
  failures: number
  lastGoodAt: Date | null
  fence: number
  /** Event times of its newest items, in milliseconds: its rhythm. */
  recentTimesMs: number[]
  /** How many of its newest items stand in each language. */
  languageCounts: Record<string, number>
  profiles: ClaimedProfile[]
}

/** Due sources looked at for each one claimed, so that many of one publisher do not hide the others. */
const LOOK_AHEAD = 8
/** A source's rhythm and language are read off this many of its newest items. */
const RHYTHM_ITEMS = 40

/**
 * Claims sources that are due: approved, unclaimed, and named by an approved watch profile in force at `now`. Nothing else is
 * ever collected. Rows that another worker is claiming are skipped, so no source is polled twice at once. A publisher has at
 * most one source claimed at a time, whoever claims: its feeds take turns and keep nobody else's waiting.
 */
export async function claimDueSources(
  db: Db,
  input: { world: World; now: Date; limit: number; claimForMs: number },
): Promise<ClaimedSource[]> {
  const { world, now, limit } = input
  const until = new Date(now.getTime() + input.claimForMs)
  const { rows } = await sql<ClaimedSource>`
    with due as (
      select s.id, s.publisher_id, s.next_fetch_at from source s
      where s.world = ${world} and s.state = 'approved' and s.next_fetch_at <= ${now}
        and s.kind = any(${[...POLLED_SOURCE_KINDS]}::text[])
        and (s.claimed_until is null or s.claimed_until <= ${now})
        and exists (
          select 1 from watch_profile_source ps join watch_profile p on p.id = ps.profile_id
          where ps.source_id = s.id and p.world = ${world} and p.state = 'approved' and p.starts_at <= ${now} and p.ends_at > ${now})
        and s.publisher_id not in (select publisher_id from source where claimed_until > ${now})
      order by s.next_fetch_at, s.id
      limit ${limit * LOOK_AHEAD}
      for update of s skip locked
    ), chosen as (
      select id from (
        select id, next_fetch_at, row_number() over (partition by publisher_id order by next_fetch_at, id) as turn from due) turns
      where turn = 1 order by next_fetch_at, id limit ${limit}
    ), claimed as (
      update source s set claimed_until = ${until}, claim_fence = s.claim_fence + 1
      from chosen where s.id = chosen.id
      returning s.*
    ), recent as (
      select c.id as source_id, i.event_at, i.language from claimed c
      cross join lateral (
        select event_at, language from item where source_id = c.id order by first_seen_at desc limit ${RHYTHM_ITEMS}) i
    )
    select c.id, c.world, c.kind, c.url, c.publisher_id, c.language, c.etag, c.last_modified, c.outcome->>'finalUrl' as final_url, c.body_hash, c.failures, c.last_good_at, c.claim_fence as fence,
      coalesce((select json_agg((extract(epoch from r.event_at) * 1000)::bigint) from recent r where r.source_id = c.id), '[]') as recent_times_ms,
      coalesce((select json_object_agg(l.language, l.items) from
        (select language, count(*)::int as items from recent r where r.source_id = c.id group by language) l), '{}') as language_counts,
      (select json_agg(json_build_object('id', p.id, 'terms', p.terms, 'exclusions', p.exclusions, 'languages', p.languages) order by p.id)
        from watch_profile_source ps join watch_profile p on p.id = ps.profile_id
        where ps.source_id = c.id and p.world = ${world} and p.state = 'approved' and p.starts_at <= ${now} and p.ends_at > ${now}) as profiles
    from claimed c
    order by c.next_fetch_at, c.id`.execute(db)
  return rows
}

/** Gives a claim back, so that the source is polled at the next opportunity. Does nothing when it has passed on. */
export async function releaseClaim(db: Db, source: Pick<ClaimedSource, 'id' | 'fence'>): Promise<void> {
  await db
    .updateTable('source')
    .set({ claimedUntil: null })
    .where('id', '=', source.id)
    .where('claimFence', '=', source.fence)
    .execute()
}

/** Gives back every claim of a world whose holders are known to be dead. Returns how many there were. */
export async function releaseAllClaims(db: Db, world: World, now: Date): Promise<number> {
  const released = await db
    .updateTable('source')
    .set({ claimedUntil: null })
    .where('world', '=', world)
    .where('claimedUntil', '>', now)
    .executeTakeFirst()
  return Number(released.numUpdatedRows)
}
