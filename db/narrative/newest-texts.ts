import type { NarrativeId } from '@hub/core/ids.ts'
import { sql } from 'kysely'

import type { Reader } from '../connect.ts'

/** The words of one item of a narrative. */
export type NarrativeText = {
  narrativeId: NarrativeId
  title: string
  text: string
  language: string
  url: string | null
  eventAt: Date
}

/** The newest texts of each narrative, newest first; a copy says nothing that its original does not say. */
export async function listNewestTexts(
  db: Reader,
  narrativeIds: readonly NarrativeId[],
  { items, characters }: { items: number; characters: number },
): Promise<Map<NarrativeId, NarrativeText[]>> {
  if (narrativeIds.length === 0) return new Map()
  const { rows } = await sql<NarrativeText>`
    select n.id as narrative_id, t.* from unnest(${[...narrativeIds]}::uuid[]) as n(id)
    cross join lateral (
      select i.title, left(i.text, ${characters}) as text, i.language, i.url, i.event_at
      from item_assignment a
      join narrative_item d on d.item_id = a.item_id and d.first_seen_at = a.first_seen_at
      join item i on i.id = a.item_id and i.first_seen_at = a.first_seen_at
      where a.narrative_id = n.id and d.copy_of is null
      order by a.shard_seq desc limit ${items}) t`.execute(db)
  return Map.groupBy(rows, ({ narrativeId }) => narrativeId)
}
