import { type NarrativeId, narrativeIdSchema } from '@hub/core/ids.ts'
import { newId } from '@hub/db/new-id.ts'
import { type AssignmentBatch, commitAssignments, type DecidedItem } from '@hub/db/stream/commit-assignments.ts'
import { byStage } from '@hub/db/stream/pipeline-actor.ts'
import { listPendingItems, listRulings, listWantedCheckpoints } from '@hub/db/stream/shard-history.ts'
import { StaleShard } from '@hub/db/stream/stale-shard.ts'
import { listPendingShards, type TakenShard } from '@hub/db/stream/take-shard.ts'

import type { OwnedShard } from '../cluster/owned-shard.ts'
import type { ShardOwner } from '../cluster/shard-owner.ts'
import type { StageDeps } from '../stage-deps.ts'

/** As the workers run it: what waits is a batch, up to this many items, and other shards get their turn after so many. */
export const BATCH_SIZE = 1_000
export const BATCHES_A_TURN = 25

export type ClusterDeps = StageDeps & {
  shards: ShardOwner
  /** Items decided and committed together. */
  batchSize: number
  /** Batches of one shard before the others get their turn. */
  maxBatches: number
  /** The id of the narrative an item starts, should it start one. */
  newNarrativeId?: (itemId: string) => NarrativeId
}
export type ClusterCounts = {
  assigned: number
  newNarratives: number
  merges: number
  batches: number
  skippedShards: number
  /** Whether items of an own shard still waited when its turn ended. */
  hasMore: boolean
}

/**
 * Stage 2: places waiting items in narratives, each shard by the one process that owns it, in the order in which they were
 * stored. A batch that cannot be committed leaves nothing behind: its engine is thrown away and rebuilt.
 */
export async function clusterItems(deps: ClusterDeps, now: Date): Promise<ClusterCounts> {
  const counts: ClusterCounts = {
    assigned: 0,
    newNarratives: 0,
    merges: 0,
    batches: 0,
    skippedShards: 0,
    hasMore: false,
  }
  for (const shard of await listPendingShards(deps.db, deps.world)) {
    const owned = await deps.shards.own(shard, now)
    if (!owned) {
      counts.skippedShards += 1
      continue
    }
    try {
      await clusterShard(deps, owned, now, counts)
    } catch (error) {
      await deps.shards.drop(shard)
      if (!(error instanceof StaleShard)) throw error
      deps.log.info({ shard, reason: error.message }, 'A batch was decided too late and is decided again')
    }
  }
  await takeCheckpoints(deps, now)
  return counts
}

/** Gives the purges the checkpoints they wait for, of the shards this process owns or can take. */
async function takeCheckpoints({ db, world, shards }: ClusterDeps, now: Date): Promise<void> {
  for (const shard of await listWantedCheckpoints(db, world)) {
    const owned = await shards.own(shard, now)
    if (owned) await shards.checkpoint(owned, now)
  }
}

/** What the next batch of a shard is decided on: its first number, the rulings taken for it, and what it comes after. */
type Plan = { taken: TakenShard; rulingIds: readonly string[]; afterPending: number }
/** A batch in the engine's memory that is not in the database yet. */
type DecidedBatch = AssignmentBatch & { lastPending: number }

/**
 * Places a shard's waiting items batch by batch. While one batch is committed, the next is read and decided: should the
 * commit fail, the engine knows more than the database and is thrown away by the caller. A snapshot is taken between two
 * batches, when both know the same.
 */
async function clusterShard(deps: ClusterDeps, owned: OwnedShard, now: Date, counts: ClusterCounts): Promise<void> {
  let decided = await decideBatch(deps, { taken: owned.taken, rulingIds: owned.rulingIds, afterPending: 0 }, now)
  for (let batch = 1; decided !== undefined; batch += 1) {
    const current: DecidedBatch = decided
    const size = current.decided.length
    const plan: Plan = {
      taken: { ...current.shard, nextSeq: current.shard.nextSeq + size },
      rulingIds: [],
      afterPending: current.lastPending,
    }
    const isMoreDue = size === deps.batchSize
    const isOverlapped = isMoreDue && batch < deps.maxBatches && !deps.shards.isSnapshotDue(owned, size)
    const [committed, next] = await bothSettled(
      commitAssignments(deps.db, byStage('cluster-items', deps.world, now), current),
      isOverlapped ? decideBatch(deps, plan, now) : Promise.resolve(undefined),
    )
    owned.taken = { ...owned.taken, nextSeq: committed.nextSeq }
    owned.rulingIds = next ? [...next.rulingIds] : []
    counts.assigned += size
    counts.newNarratives += committed.newNarratives
    counts.merges += committed.merges
    counts.batches += 1
    await deps.shards.noteCommitted(owned, size, now)
    if (batch >= deps.maxBatches) counts.hasMore ||= isMoreDue
    decided =
      next ?? (isMoreDue && !isOverlapped && batch < deps.maxBatches ? await decideBatch(deps, plan, now) : undefined)
  }
}

/** Both results; where one failed, its error once the other has ended too. */
async function bothSettled<First, Second>(first: Promise<First>, second: Promise<Second>): Promise<[First, Second]> {
  await Promise.allSettled([first, second])
  return [await first, await second]
}

/** Has the engine place the next waiting items; undefined when none wait. */
async function decideBatch(deps: ClusterDeps, plan: Plan, now: Date): Promise<DecidedBatch | undefined> {
  const { taken, afterPending } = plan
  const pending = await listPendingItems(deps.db, taken, { after: afterPending, limit: deps.batchSize })
  const last = pending.at(-1)
  if (!last) return undefined
  const rulingIds = await takeRulings(deps, plan)
  const items = pending.map(({ item }) => item)
  const { newNarrativeId = () => newId(narrativeIdSchema) } = deps
  const freshIds = items.map(({ id }) => newNarrativeId(id))
  const assigned = await deps.shards.engines.assign(taken.shard, items, now.getTime(), freshIds)
  const decided = pending.map(({ item, firstSeenAt }, index): DecidedItem => {
    const [decision, reasons] = [assigned.decisions[index], assigned.reasons[index]]
    if (!decision || reasons === undefined) throw new Error('The engine left an item undecided.')
    return { item, firstSeenAt, decision, reasons }
  })
  return { shard: taken, decided, keyTerms: assigned.keyTerms, rulingIds, lastPending: last.seq }
}

/**
 * Brings in what people ruled since the last batch, and returns the rulings that the coming one is decided under. A ruling
 * that sorts before one taken already needs a rebuild.
 */
async function takeRulings(deps: ClusterDeps, { taken, rulingIds }: Plan): Promise<string[]> {
  const rulings = await listRulings(deps.db, taken, taken.nextSeq - 1)
  const isPrefix = rulingIds.every((id, index) => rulings[index]?.id === id)
  if (!isPrefix) throw new StaleShard(`Rulings on ${taken.shard} came out of order.`)
  const fresh = rulings.slice(rulingIds.length)
  if (fresh.length > 0)
    await deps.shards.engines.rule(
      taken.shard,
      fresh.map(({ ruling }) => ruling),
    )
  return rulings.map(({ id }) => id)
}
