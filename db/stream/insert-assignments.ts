import { sql } from 'kysely'

import type { EngineItem, RecordedDecision } from '@hub/core/narrative/engine-types.ts'

import type { Write } from '../write.ts'
import type { TakenShard } from './take-shard.ts'

/** A decided item with its number. `narrativeId` is what the engine said, `standsIn` where it is after the batch's merges. */
export type PlacedItem = {
  shardSeq: number
  itemId: string
  firstSeenAt: Date
  item: EngineItem
  decision: RecordedDecision
  reasons: string
  narrativeId: string
  standsIn: string
}

/**
 * Inserts the assignments and the reasons for each. An assignment points to where the item stands; its reasons keep the
 * decision as it was made, so that a replay repeats it.
 */
export async function insertAssignments(w: Write, shard: TakenShard, placed: readonly PlacedItem[]): Promise<void> {
  const { now } = w.by
  await sql`
    with r as (
      select * from jsonb_to_recordset(${writeRows(placed)}::jsonb) as r(
        "itemId" uuid, "firstSeenAt" timestamptz, "shardSeq" bigint, "narrativeId" uuid, "standsIn" uuid, "isNew" boolean,
        "isCopyOf" uuid, score float8, threshold float8, parts jsonb, terms jsonb, neighbours jsonb, alternatives jsonb, events jsonb)
    ), assigned as (
      insert into item_assignment (item_id, first_seen_at, world, shard, shard_seq, narrative_id, assigned_at, fence)
      select r."itemId", r."firstSeenAt", ${shard.world}, ${shard.shard}, r."shardSeq", r."standsIn", ${now}, ${shard.fence} from r
    )
    insert into narrative_item (item_id, first_seen_at, narrative_id, is_new, copy_of, score, threshold, parts, terms, neighbours, alternatives, events)
    select r."itemId", r."firstSeenAt", r."narrativeId", r."isNew", r."isCopyOf", r.score, r.threshold, r.parts, r.terms,
      r.neighbours, r.alternatives, r.events
    from r`.execute(w.tx)
}

/** The rows as one JSON text; what the engine wrote as JSON goes in as it is. */
function writeRows(placed: readonly PlacedItem[]): string {
  const rows = placed.map(({ shardSeq, itemId, firstSeenAt, narrativeId, standsIn, decision, reasons }) => {
    const { isNew, isCopyOf, events } = decision
    const row = JSON.stringify({ itemId, firstSeenAt, shardSeq, narrativeId, standsIn, isNew, isCopyOf, events })
    return `${row.slice(0, -1)},${reasons.slice(1)}`
  })
  return `[${rows.join(',')}]`
}
