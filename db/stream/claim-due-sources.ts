import { type RawBuilder, sql } from 'kysely'

import type { World } from '@hub/core/access/role.ts'
import type { ProfileId, PublisherId, SourceId } from '@hub/core/ids.ts'
import { type AllowedGaps, NO_ALLOWED_GAPS } from '@hub/core/source/allow-list.ts'
import { POLITE_GAP_MS } from '@hub/core/source/site.ts'
import { POLLED_SOURCE_KINDS, type SourceKind } from '@hub/core/source/source.ts'

import type { Db } from '../connect.ts'
import { fillSites } from './fill-sites.ts'
import { endSiteTurns, freeAllTurns, type HeldTurn } from './site-turn.ts'

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
  /** When its document was last fetched in full; null when never. */
  fullFetchAt: Date | null
  /** Where a permanent redirect leads, and since when without a break. */
  movedTo: string | null
  movedSince: Date | null
  /** Until when its hub pushes its news. */
  pushedUntil: Date | null
  /** When it was due. */
  dueAt: Date
  fence: number
  /** The turn of its site, held with the claim; null where none is taken. */
  turn: HeldTurn | null
  /** Event times of its newest items, in milliseconds: its rhythm. */
  recentTimesMs: number[]
  /** How many of its newest items stand in each language. */
  languageCounts: Record<string, number>
  profiles: ClaimedProfile[]
}

/** Due sources looked at for each one claimed, so that what other processes claim meanwhile leaves enough. */
const LOOK_AHEAD = 4
/** A source's rhythm and language are read off this many of its newest items. */
const RHYTHM_ITEMS = 40

/**
 * Claims sources that are due: approved, unclaimed, and named by an approved watch profile in force at `now`. Nothing else is
 * ever collected. The same statement takes the turn of each one's site, so a site is asked by one process at a time, once,
 * with its gap between; its other sources wait and keep nobody else's waiting. Sources that another worker is claiming are
 * skipped. Where an operator's gap is zero no turn is taken.
 */
export async function claimDueSources(
  db: Db,
  input: { world: World; now: Date; limit: number; claimForMs: number; gaps?: AllowedGaps },
): Promise<ClaimedSource[]> {
  const { world, now, limit, gaps = NO_ALLOWED_GAPS } = input
  await fillSites(db)
  const until = new Date(now.getTime() + input.claimForMs)
  const isDue = sql`s.world = ${world} and s.state = 'approved' and s.next_fetch_at <= ${now}
    and (s.claimed_until is null or s.claimed_until <= ${now})`
  const { rows } = await sql<ClaimedSource & { turnSite: string | null; turnFence: number; gapMs: number }>`
    with due as (
      select s.id, s.next_fetch_at, g.gap_ms, case when g.own_gap_ms is null then s.site else s.host end as turn_site
      from source s
      cross join lateral (select coalesce(own_gap_ms, ${POLITE_GAP_MS}) as gap_ms, own_gap_ms from (select ${ownGap(gaps)} as own_gap_ms) own) g
      where ${isDue} and s.site is not null and s.kind = any(${[...POLLED_SOURCE_KINDS]}::text[])
        and exists (
          select 1 from watch_profile_source ps join watch_profile p on p.id = ps.profile_id
          where ps.source_id = s.id and p.world = ${world} and p.state = 'approved' and p.starts_at <= ${now} and p.ends_at > ${now})
    ), first_of_site as (
      select distinct on (case when d.gap_ms = 0 then d.id::text else d.turn_site end) d.* from due d
      where d.gap_ms = 0 or not exists (
        select 1 from site_turn t where t.site = d.turn_site and (t.held_until > ${now} or t.free_at > ${now} or t.blocked_until > ${now}))
      order by case when d.gap_ms = 0 then d.id::text else d.turn_site end, d.next_fetch_at, d.id
    ), chosen as (
      select s.id, f.turn_site, f.gap_ms
      from (select * from first_of_site order by next_fetch_at, id limit ${limit * LOOK_AHEAD}) f join source s on s.id = f.id
      where ${isDue} order by s.next_fetch_at, s.id limit ${limit} for update of s skip locked
    ), turns as (
      insert into site_turn as t (site, fence, held_until, free_at)
      select turn_site, 1, ${until}, ${now} from chosen where gap_ms > 0 order by turn_site
      on conflict (site) do update set fence = t.fence + 1, held_until = excluded.held_until
        where coalesce(t.held_until, '-infinity') <= ${now} and t.free_at <= ${now} and coalesce(t.blocked_until, '-infinity') <= ${now}
      returning t.site, t.fence
    ), claimed as (
      update source s set claimed_until = ${until}, claim_fence = s.claim_fence + 1
      from chosen left join turns on turns.site = chosen.turn_site and chosen.gap_ms > 0
      where s.id = chosen.id and (chosen.gap_ms = 0 or turns.site is not null)
      returning s.*, turns.site as turn_site, turns.fence as turn_fence, chosen.gap_ms
    ), recent as (
      select c.id as source_id, i.event_at, i.language from claimed c
      cross join lateral (
        select event_at, language from item where source_id = c.id order by first_seen_at desc limit ${RHYTHM_ITEMS}) i
    )
    select c.id, c.world, c.kind, c.url, c.publisher_id, c.language, c.etag, c.last_modified, c.outcome->>'finalUrl' as final_url, c.body_hash,
      c.failures, c.last_good_at, c.full_fetch_at, c.moved_to, c.moved_since, c.next_fetch_at as due_at, c.pushed_until, c.claim_fence as fence,
      c.turn_site, c.turn_fence, c.gap_ms,
      coalesce((select json_agg((extract(epoch from r.event_at) * 1000)::bigint) from recent r where r.source_id = c.id), '[]') as recent_times_ms,
      coalesce((select json_object_agg(l.language, l.items) from
        (select language, count(*)::int as items from recent r where r.source_id = c.id group by language) l), '{}') as language_counts,
      (select json_agg(json_build_object('id', p.id, 'terms', p.terms, 'exclusions', p.exclusions, 'languages', p.languages) order by p.id)
        from watch_profile_source ps join watch_profile p on p.id = ps.profile_id
        where ps.source_id = c.id and p.world = ${world} and p.state = 'approved' and p.starts_at <= ${now} and p.ends_at > ${now}) as profiles
    from claimed c
    order by c.next_fetch_at, c.id`.execute(db)
  return rows.map(({ turnSite, turnFence, gapMs, ...source }) => ({
    ...source,
    turn: turnSite === null ? null : { site: turnSite, fence: turnFence, gapMs },
  }))
}

/** The gap an operator set for the host of a row of `source s`; null when none. */
function ownGap({ hosts, ranges }: AllowedGaps): RawBuilder<unknown> {
  if (hosts.length + ranges.length === 0) return sql`null::int`
  return sql`coalesce(
    (select h."gapMs" from jsonb_to_recordset(${JSON.stringify(hosts)}::jsonb) as h(host text, "gapMs" int) where h.host = s.host),
    case when s.host ~ '^([0-9]+[.]){3}[0-9]+$|:' then
      (select r."gapMs" from rows from (jsonb_to_recordset(${JSON.stringify(ranges)}::jsonb) as (range text, "gapMs" int)) with ordinality as r(range, "gapMs", place)
        where s.host::inet <<= r.range::inet order by r.place limit 1) end)`
}

/** Gives a claim and its site's turn back, so that the source is polled at the next opportunity. */
export async function releaseClaim(
  db: Db,
  source: Pick<ClaimedSource, 'id' | 'fence' | 'turn'>,
  now: Date,
): Promise<void> {
  await db
    .updateTable('source')
    .set({ claimedUntil: null })
    .where('id', '=', source.id)
    .where('claimFence', '=', source.fence)
    .execute()
  if (source.turn !== null) await endSiteTurns(db, [{ turn: source.turn, endedAt: now, restUntil: null }])
}

/** Gives back every claim of a world, and every turn, whose holders are known to be dead. Returns how many claims there were. */
export async function releaseAllClaims(db: Db, world: World, now: Date): Promise<number> {
  await freeAllTurns(db, now, POLITE_GAP_MS)
  const released = await db
    .updateTable('source')
    .set({ claimedUntil: null })
    .where('world', '=', world)
    .where('claimedUntil', '>', now)
    .executeTakeFirst()
  return Number(released.numUpdatedRows)
}
