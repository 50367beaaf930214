import { sql } from 'kysely'

import { platformOf } from '@hub/core/signal/suggest-breakout.ts'
import { HISTORY_DIMENSIONS, type HistoryDimension } from '@hub/core/signal/narrative-history.ts'
import type { SourceKind } from '@hub/core/source/source.ts'

import type { Write } from '../write.ts'

export type AssignmentSpan = { shard: string; cursor: number; upTo: number }

type Seen = {
  narrativeId: string
  hour: Date
  publisherId: string
  language: string
  community: string | null
  kind: SourceKind
}
type Appearance = {
  narrativeId: string
  dimension: HistoryDimension
  value: string
  hour: Date
  publisherIds: string[]
}

/** New assignments of a shard, or items that a ruling has just moved. */
export type NotedItems = AssignmentSpan | { itemIds: readonly string[] }

/**
 * Keeps where the narratives of these items were seen for the first time: language, community, kind of source and
 * platform, by hour. Copies are no appearance. Noting the same assignments again changes nothing.
 */
export async function noteAppearances(w: Write, noted: NotedItems): Promise<void> {
  const which =
    'itemIds' in noted
      ? sql`a.item_id = any(${[...noted.itemIds]}::uuid[])`
      : sql`a.world = ${w.by.actor.world} and a.shard = ${noted.shard} and a.shard_seq > ${noted.cursor} and a.shard_seq <= ${noted.upTo}`
  const { rows } = await sql<Seen>`
    select distinct a.narrative_id, date_trunc('hour', i.event_at, 'UTC') as hour, i.publisher_id, i.language, s.community, s.kind
    from item_assignment a
    join item i on i.id = a.item_id and i.first_seen_at = a.first_seen_at
    join narrative_item n on n.item_id = a.item_id and n.first_seen_at = a.first_seen_at and n.copy_of is null
    join source s on s.id = i.source_id
    where ${which}`.execute(w.tx)
  await sql`
    insert into narrative_appearance as known (narrative_id, dimension, value, hour, publisher_ids)
    select r."narrativeId", r.dimension, r.value, r.hour, r."publisherIds"
    from jsonb_to_recordset(${JSON.stringify(earliest(rows))}::jsonb) as r("narrativeId" uuid, dimension text, value text, hour timestamptz, "publisherIds" uuid[])
    order by 1, 2, 3
    on conflict (narrative_id, dimension, value) do update set
      hour = least(known.hour, excluded.hour),
      publisher_ids = case when excluded.hour < known.hour then excluded.publisher_ids
        else array(select distinct unnest(known.publisher_ids || excluded.publisher_ids) order by 1) end
    where excluded.hour <= known.hour`.execute(w.tx)
}

/** For each place the earliest hour in which it was seen, with the publishers of that hour. */
function earliest(rows: readonly Seen[]): Appearance[] {
  const found = new Map<string, Appearance>()
  for (const { narrativeId, hour, publisherId, language, community, kind } of rows) {
    const values = { language, community, source_kind: kind, platform: platformOf(kind) }
    for (const dimension of HISTORY_DIMENSIONS) {
      const value = values[dimension]
      if (value === null) continue
      const key = `${narrativeId} ${dimension} ${value}`
      const known = found.get(key)
      if (!known || hour < known.hour) {
        found.set(key, { narrativeId, dimension, value, hour, publisherIds: [publisherId] })
      } else if (hour.getTime() === known.hour.getTime() && !known.publisherIds.includes(publisherId)) {
        known.publisherIds.push(publisherId)
      }
    }
  }
  return [...found.values()]
}
