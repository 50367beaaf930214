import type { Tlp, World } from '@hub/core/access/role.ts'
import type { ItemId, NarrativeId, PublisherId } from '@hub/core/ids.ts'
import { POLLED_SOURCE_KINDS } from '@hub/core/source/source.ts'
import { sql } from 'kysely'

import type { Reader } from '../connect.ts'

export type SendableItem = {
  id: ItemId
  publisherId: PublisherId
  language: string
  title: string
  text: string
  /** Closeness to the narrative's centre. */
  centrality: number
  atMs: number
}

const NEWEST = 500
const TEXT_LENGTH = 4_000

/**
 * The items of a narrative whose words a model server may be sent: collected from feeds or public posts, labelled as one of
 * `labels` like their source and the narrative itself, and no copies; of the newest 500. What people or systems handed in is
 * never among them.
 */
export async function listSendableItems(
  db: Reader,
  world: World,
  narrativeId: NarrativeId,
  labels: readonly Tlp[],
): Promise<SendableItem[]> {
  const allowed = sql`any(${[...labels]}::text[])`
  const { rows } = await sql<SendableItem>`
    select i.id, i.publisher_id, i.language, i.title, left(i.text, ${TEXT_LENGTH}::int) as text,
      coalesce((d.parts->>'centroid')::float8, 0) as centrality, extract(epoch from i.event_at)::float8 * 1000 as at_ms
    from (
      select item_id, first_seen_at from item_assignment
      where narrative_id = ${narrativeId} order by first_seen_at desc, item_id desc limit ${NEWEST}
    ) a
    join narrative n on n.id = ${narrativeId} and n.world = ${world} and n.tlp = ${allowed}
    join narrative_item d on d.item_id = a.item_id and d.first_seen_at = a.first_seen_at and d.copy_of is null
    join item i on i.id = a.item_id and i.first_seen_at = a.first_seen_at and i.world = ${world} and i.tlp = ${allowed}
    join source s on s.id = i.source_id and s.tlp = ${allowed} and s.kind = any(${[...POLLED_SOURCE_KINDS]}::text[])
    order by i.first_seen_at desc, i.id desc`.execute(db)
  return rows
}
