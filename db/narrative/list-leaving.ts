import { sql } from 'kysely'

import type { ItemId, NarrativeId } from '@hub/core/ids.ts'

import type { Reader } from '../connect.ts'

/** An item that would leave a narrative with those a person named. */
export type LeavingItem = {
  itemId: ItemId
  status: 'suggested' | 'confirmed'
  copyOf: ItemId | null
  title: string
  text: string
  language: string
  eventAtMs: number
  terms: { term: string; weight: number }[]
}

/** Of the named items those that stand in the narrative, and every copy of each that does: one text is never torn apart. */
export async function listLeaving(
  db: Reader,
  narrativeId: NarrativeId,
  itemIds: readonly ItemId[],
): Promise<LeavingItem[]> {
  const { rows } = await sql<LeavingItem>`
    with standing as materialized (
      select a.item_id, a.first_seen_at, a.shard, a.shard_seq, a.status, d.copy_of, d.terms
      from item_assignment a join narrative_item d on d.item_id = a.item_id and d.first_seen_at = a.first_seen_at
      where a.narrative_id = ${narrativeId}
    ), named as (
      select distinct coalesce(copy_of, item_id) as original from standing where item_id = any(${[...itemIds]}::uuid[])
    )
    select s.item_id, s.status, s.copy_of, s.terms, i.title, left(i.text, 600) as text, i.language,
      (extract(epoch from i.event_at) * 1000)::bigint as event_at_ms
    from standing s join item i on i.id = s.item_id and i.first_seen_at = s.first_seen_at
    where coalesce(s.copy_of, s.item_id) in (select original from named)
    order by s.shard, s.shard_seq`.execute(db)
  return rows
}

/** How many retained items stand in a narrative. */
export async function countStanding(db: Reader, narrativeId: NarrativeId): Promise<number> {
  const { held } = await db
    .selectFrom('itemAssignment')
    .select((eb) => eb.fn.countAll<number>().as('held'))
    .where('narrativeId', '=', narrativeId)
    .executeTakeFirstOrThrow()
  return held
}
