import { sql } from 'kysely'

import type { NarrativeId } from '@hub/core/ids.ts'

import type { Write } from '../write.ts'
import type { AssignmentSpan } from './note-appearances.ts'

/** A narrative that new assignments changed, with the first and last hour in which they count. */
export type ChangedNarrative = { id: NarrativeId; firstItemAt: Date; languages: string[]; fromHour: Date; toHour: Date }

/** The narratives that assignments after `cursor` up to `upTo` changed and that may raise a signal: not dismissed, not merged. */
export async function loadChanges(w: Write, { shard, cursor, upTo }: AssignmentSpan): Promise<ChangedNarrative[]> {
  const { rows } = await sql<ChangedNarrative>`
    with changed as (
      select a.narrative_id, min(i.event_at) as first_at, max(i.event_at) as last_at
      from item_assignment a join item i on i.id = a.item_id and i.first_seen_at = a.first_seen_at
      where a.world = ${w.by.actor.world} and a.shard = ${shard} and a.shard_seq > ${cursor} and a.shard_seq <= ${upTo}
      group by a.narrative_id)
    select n.id, n.first_item_at, n.languages,
      date_trunc('hour', c.first_at, 'UTC') as from_hour, date_trunc('hour', c.last_at, 'UTC') as to_hour
    from changed c join narrative n on n.id = c.narrative_id
    where n.state in ('emerging', 'confirmed', 'dormant')
    order by n.id`.execute(w.tx)
  return rows
}
