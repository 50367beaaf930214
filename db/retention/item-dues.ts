import { sql } from 'kysely'

import type { World } from '@hub/core/access/role.ts'
import { cutOff, type ItemClass, type RetentionPeriods } from '@hub/core/retention/retention-classes.ts'
import type { ItemId } from '@hub/core/ids.ts'

/** What is due at a moment, under which periods. */
export type Purging = { world: World; now: Date; periods: RetentionPeriods }

/** A stored item with its class; `keep` says what holds it back, null when nothing does. */
export type DueItem = {
  id: ItemId
  firstSeenAt: Date
  class: ItemClass
  isDue: boolean
  keep: 'hold' | 'evidence' | 'engine' | null
}

/** The youngest of the items' cut-offs: what was seen later is not looked at. */
export function firstItemCutOff({ now, periods }: Purging): Date {
  return cutOff(now, Math.min(periods.unclustered_items, periods.screened_out, periods.narrative_items))
}

/** The oldest of the items' cut-offs: of what was seen before, only what is held back is left. */
export function lastItemCutOff({ now, periods }: Purging): Date {
  return cutOff(now, Math.max(periods.unclustered_items, periods.screened_out, periods.narrative_items))
}

/**
 * The items of a set (rows of `item i`) as `DueItem`s. An item in a narrative is needed to rebuild the engine until a
 * checkpoint covers it, so it waits for one.
 */
export function judgeItems({ now, periods }: Purging, items: ReturnType<typeof sql>) {
  const cut = (days: number) => cutOff(now, days)
  return sql<DueItem & { shard: string | null }>`
    select j.id, j.first_seen_at, j.class, j.shard, j.is_due,
      case when not j.is_due then null
        else coalesce(item_keep_reason(j.id, j.source_id, j.narrative_id, ${now}, ${periods.case_evidence}), case when j.is_uncovered then 'engine' end)
      end as keep
    from (
      select i.id, i.first_seen_at, i.source_id, a.narrative_id, a.shard,
        case when a.item_id is null then 'unclustered_items' when n.state = 'dismissed' then 'screened_out' else 'narrative_items' end as class,
        case when a.item_id is null then i.first_seen_at < ${cut(periods.unclustered_items)}
          when n.state = 'dismissed' then greatest(i.first_seen_at, coalesce(n.triaged_at, n.updated_at)) < ${cut(periods.screened_out)}
          else i.first_seen_at < ${cut(periods.narrative_items)} end as is_due,
        a.item_id is not null and a.shard_seq > coalesce((
          select max(s.shard_seq) from engine_snapshot s where s.world = a.world and s.shard = a.shard and s.is_checkpoint), -1) as is_uncovered
      from (${items}) i
      left join item_assignment a on a.item_id = i.id
      left join narrative n on n.id = a.narrative_id
    ) j`
}
