import { sql } from 'kysely'

import { UNCONFIRMED_HOLD_DAYS } from '@hub/core/retention/legal-hold.ts'
import type { World } from '@hub/core/access/role.ts'
import { cutOff, type ItemClass, type RetentionPeriods } from '@hub/core/retention/retention-classes.ts'
import type { ItemId } from '@hub/core/ids.ts'

/** What is due at a moment, under which periods. */
export type Purging = { world: World; now: Date; periods: RetentionPeriods }

/** A stored item with its class; `keep` says what holds it back, null when nothing does. */
export type DueItem = {
  id: ItemId
  class: ItemClass
  shard: string | null
  isDue: boolean
  keep: 'hold' | 'evidence' | 'engine' | null
}

/** The oldest of the items' cut-offs: of what was seen before, only what is held back is left. */
export function lastItemCutOff({ now, periods }: Purging): Date {
  return cutOff(now, Math.max(periods.unclustered_items, periods.screened_out, periods.narrative_items))
}

/** Where items that may be past their period are found; `stray` is whatever is older than the longest period. */
export const DUE_LISTS = ['pending', 'dismissed', 'assigned', 'stray'] as const
export type DueList = (typeof DUE_LISTS)[number]

/**
 * Each list of items that may be past their period (rows `id`, `first_seen_at`), found by an index of its own, so that the
 * items whose time has not come are not read: what waits to be grouped, what stands in a dismissed narrative, what stands
 * in any, and the rest.
 */
export function dueLists(purging: Purging): Record<DueList, ReturnType<typeof sql>> {
  const { now, periods, world } = purging
  const screened = cutOff(now, periods.screened_out)
  return {
    pending: sql`select item_id as id, first_seen_at from item_pending
      where world = ${world} and first_seen_at < ${cutOff(now, periods.unclustered_items)}`,
    dismissed: sql`select a.item_id as id, a.first_seen_at from narrative n join item_assignment a on a.narrative_id = n.id
      where n.world = ${world} and n.state = 'dismissed' and coalesce(n.triaged_at, n.updated_at) < ${screened}
        and a.first_seen_at < ${screened}`,
    assigned: sql`select item_id as id, first_seen_at from item_assignment
      where world = ${world} and first_seen_at < ${cutOff(now, periods.narrative_items)}`,
    stray: sql`select id, first_seen_at from item where world = ${world} and first_seen_at < ${lastItemCutOff(purging)}`,
  }
}

/** The items of all lists, each once. `judgeItems` has the last word on whether they are due. */
export function oldItems(purging: Purging) {
  return sql.join(Object.values(dueLists(purging)), sql` union `)
}

/**
 * The items of a set (rows `id`, `first_seen_at`) as `DueItem`s. What is held and what is evidence is looked up once for
 * the set. An item in a narrative is needed to rebuild the engine until a checkpoint covers it, so it waits for one.
 */
export function judgeItems({ world, now, periods }: Purging, ids: ReturnType<typeof sql>) {
  const cut = (days: number) => cutOff(now, days)
  return sql<DueItem>`
    with recursive hold as materialized (
      select object_kind as kind, object_id as id from legal_hold
      where state = 'in_force' or (state = 'placed' and placed_at > ${cut(UNCONFIRMED_HOLD_DAYS)})
    ), held_case (id) as (
      select id from hold where kind = 'case'
      union select f.merged_into from case_file f join held_case h on f.id = h.id where f.merged_into is not null
    ), held_narrative as materialized (
      select id from hold where kind = 'narrative'
      union select m.merged_into from narrative m join hold on hold.kind = 'narrative' and hold.id = m.id where m.merged_into is not null
      union select c.narrative_id from case_narrative c join held_case on held_case.id = c.case_id
    ), held_source as materialized (
      select p.source_id as id from watch_profile_source p join hold on hold.kind = 'profile' and hold.id = p.profile_id
      union select id from hold where kind = 'source'
    ), evidence as materialized (
      select c.narrative_id as id from case_narrative c join case_file f on f.id = c.case_id
      where f.state not in ('closed','dismissed','merged') or coalesce(f.closed_at, f.updated_at) > ${cut(periods.case_evidence)}
    ), covered as materialized (
      select shard, max(shard_seq) as seq from engine_snapshot where world = ${world} and is_checkpoint group by 1
    )
    select j.id, j.class, j.shard, j.is_due,
      case when not j.is_due then null
        when j.id in (select id from hold where kind = 'item') or j.source_id in (select id from held_source)
          or j.narrative_id in (select id from held_narrative)
          or (exists (select 1 from hold where kind = 'source') and exists (
            select 1 from item_sighting s join hold on hold.kind = 'source' and hold.id = s.source_id where s.item_id = j.id)) then 'hold'
        when j.narrative_id in (select id from evidence) then 'evidence'
        when j.is_uncovered then 'engine' end as keep
    from (
      select i.id, i.source_id, a.narrative_id, a.shard,
        case when a.item_id is null then 'unclustered_items' when n.state = 'dismissed' then 'screened_out' else 'narrative_items' end as class,
        case when a.item_id is null then i.first_seen_at < ${cut(periods.unclustered_items)}
          when n.state = 'dismissed' then greatest(i.first_seen_at, coalesce(n.triaged_at, n.updated_at)) < ${cut(periods.screened_out)}
          else i.first_seen_at < ${cut(periods.narrative_items)} end as is_due,
        a.item_id is not null and a.shard_seq > coalesce(covered.seq, -1) as is_uncovered
      from (${ids}) old
      join item i on i.id = old.id and i.first_seen_at = old.first_seen_at
      left join item_assignment a on a.item_id = i.id
      left join narrative n on n.id = a.narrative_id
      left join covered on covered.shard = a.shard
    ) j`
}
