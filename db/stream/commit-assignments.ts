import { sql } from 'kysely'

import type { EngineItem, RecordedDecision } from '@hub/core/narrative/engine-types.ts'

import type { Db } from '../connect.ts'
import { write, type Write, type WriteBy } from '../write.ts'
import { applyMerges } from './apply-merges.ts'
import { applySplits } from './apply-splits.ts'
import { foundNarratives } from './found-narratives.ts'
import { foundSplits } from './found-splits.ts'
import { insertAssignments, type PlacedItem } from './insert-assignments.ts'
import { refreshNarratives } from './refresh-narratives.ts'
import { resolvePlaced } from './resolve-placed.ts'
import { StaleShard } from './stale-shard.ts'
import type { TakenShard } from './take-shard.ts'
import { tallyBatch } from './tally-batch.ts'

/** One item with the engine's decision about it and its reasons (`writeReasons`), in the order in which they were made. */
export type DecidedItem = { item: EngineItem; firstSeenAt: Date; decision: RecordedDecision; reasons: string }

export type AssignmentBatch = {
  /** `nextSeq` is the number of the batch's first assignment. */
  shard: TakenShard
  decided: readonly DecidedItem[]
  /** The present key terms of the narratives that the batch touched (`writeKeyTerms`). */
  keyTerms: ReadonlyMap<string, string>
  /** The rulings this batch was decided under, as far as they bind its numbers. */
  rulingIds: readonly string[]
}

export type CommittedBatch = { nextSeq: number; newNarratives: number; merges: number; changedNarratives: number }

/**
 * Commits a batch of decisions in one transaction, numbered in order: assignments with their reasons, narratives, merges, splits,
 * counts by publisher and hour, one audit entry, and the outbox row that lets detection follow. The items stop waiting.
 * Throws StaleShard, having written nothing, when the fence or the numbering is not the caller's any more.
 */
export async function commitAssignments(db: Db, by: WriteBy, batch: AssignmentBatch): Promise<CommittedBatch> {
  const { shard, decided } = batch
  return write(db, by, async (w) => {
    await w.require('pipeline.run')
    await lockShard(w, batch)
    const splits = await foundSplits(w, shard, decided)
    const { standsIn, merges } = await resolvePlaced(
      w,
      decided.map(({ decision }) => decision),
    )
    const placed = place(batch, standsIn)
    const tally = tallyBatch(placed, batch.keyTerms)
    const merging = new Set(merges.flatMap(({ from, into }) => [from, into]))
    const { count: newNarratives, settled } = await foundNarratives(w, shard, placed, tally, merging)
    await insertAssignments(w, shard, placed)
    await applyMerges(w, merges, placed)
    const changed = await refreshNarratives(w, tally, settled)
    await applySplits(w, splits, batch.keyTerms)
    await sql`delete from item_pending where item_id = any(${placed.map(({ itemId }) => itemId)}::uuid[])`.execute(w.tx)
    const lastSeq = shard.nextSeq + decided.length - 1
    await w.tx
      .updateTable('engineShard')
      .set({ nextSeq: lastSeq + 1, leasedUntil: by.now })
      .where('world', '=', shard.world)
      .where('shard', '=', shard.shard)
      .execute()
    const details = {
      shard: shard.shard,
      fromSeq: shard.nextSeq,
      toSeq: lastSeq,
      fence: shard.fence,
      newNarratives,
      merges: merges.length,
      splits: splits.length,
    }
    await w.audit({ action: 'items.cluster', noun: 'shard', objectId: shard.shard, details })
    await w.publish({
      topic: 'detect-signals',
      aggregate: 'shard',
      aggregateId: shard.shard,
      aggregateVersion: lastSeq,
      idempotencyKey: `detect:${shard.shard}:${lastSeq}`,
    })
    return { nextSeq: lastSeq + 1, newNarratives, merges: merges.length, changedNarratives: changed }
  })
}

/** A process that hangs between two statements gives the shard free when this has passed. */
const IDLE_LIMIT_MS = 5_000

async function lockShard(w: Write, { shard, rulingIds }: AssignmentBatch): Promise<void> {
  await sql`select set_config('idle_in_transaction_session_timeout', ${String(IDLE_LIMIT_MS)}, true)`.execute(w.tx)
  const row = await w.tx
    .selectFrom('engineShard')
    .select(['fence', 'nextSeq'])
    .where('world', '=', shard.world)
    .where('shard', '=', shard.shard)
    .forUpdate()
    .executeTakeFirst()
  if (row?.fence !== shard.fence || row.nextSeq !== shard.nextSeq)
    throw new StaleShard(`${shard.shard} passed to another owner.`)
  const { rows } = await sql<{ unseen: number }>`
    select count(*) as unseen from engine_ruling
    where world = ${shard.world} and shard = ${shard.shard} and shard_seq >= ${shard.nextSeq - 1}
      and not (id = any(${[...rulingIds]}::uuid[]))`.execute(w.tx)
  if ((rows[0]?.unseen ?? 0) > 0) throw new StaleShard(`A person ruled on ${shard.shard} in the meantime.`)
}

/** Numbers the items. */
function place({ shard, decided }: AssignmentBatch, standsIn: readonly string[]): PlacedItem[] {
  return decided.map(({ item, firstSeenAt, decision, reasons }, index) => ({
    shardSeq: shard.nextSeq + index,
    itemId: item.id,
    firstSeenAt,
    item,
    decision,
    reasons,
    narrativeId: decision.narrativeId,
    standsIn: standsIn[index] ?? decision.narrativeId,
  }))
}
