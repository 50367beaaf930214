import { type NarrativeId, narrativeIdSchema } from '@hub/core/ids.ts'
import { newId } from '@hub/db/new-id.ts'
import { commitAssignments, type DecidedItem } from '@hub/db/stream/commit-assignments.ts'
import { byStage } from '@hub/db/stream/pipeline-actor.ts'
import { listPendingItems, listRulings, listWantedCheckpoints } from '@hub/db/stream/shard-history.ts'
import { StaleShard } from '@hub/db/stream/stale-shard.ts'
import { listPendingShards } from '@hub/db/stream/take-shard.ts'

import type { OwnedShard, ShardOwner } from '../cluster/shard-owner.ts'
import type { StageDeps } from '../stage-deps.ts'

/** As the workers run it: batches as large as what waits, and as many of them before other shards get their turn. */
export const BATCH_SIZE = 200
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
}

/**
 * Stage 2: places waiting items in narratives, each shard by the one process that owns it, in the order in which they were
 * stored. A batch that cannot be committed leaves nothing behind: its engine is thrown away and rebuilt.
 */
export async function clusterItems(deps: ClusterDeps, now: Date): Promise<ClusterCounts> {
  const counts: ClusterCounts = { assigned: 0, newNarratives: 0, merges: 0, batches: 0, skippedShards: 0 }
  for (const shard of await listPendingShards(deps.db, deps.world)) {
    const owned = await deps.shards.own(shard, now)
    if (!owned) {
      counts.skippedShards += 1
      continue
    }
    try {
      for (let batch = 0; batch < deps.maxBatches; batch += 1) {
        if (!(await clusterBatch(deps, owned, now, counts))) break
      }
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

/** Places the next batch of a shard. Returns whether there was one. */
async function clusterBatch(deps: ClusterDeps, owned: OwnedShard, now: Date, counts: ClusterCounts): Promise<boolean> {
  const { engines } = deps.shards
  const { shard } = owned.taken
  const pending = await listPendingItems(deps.db, owned.taken, deps.batchSize)
  if (pending.length === 0) return false
  await takeRulings(deps, owned)
  const items = pending.map(({ item }) => item)
  const { newNarrativeId = () => newId(narrativeIdSchema) } = deps
  const freshIds = items.map(({ id }) => newNarrativeId(id))
  const { decisions, keyTerms } = await engines.assign(shard, items, now.getTime(), freshIds)
  const decided = pending.map(({ item, firstSeenAt }, index): DecidedItem => {
    const decision = decisions[index]
    if (!decision) throw new Error('The engine left an item undecided.')
    return { item, firstSeenAt, decision }
  })
  const committed = await commitAssignments(deps.db, byStage('cluster-items', deps.world, now), {
    shard: owned.taken,
    decided,
    keyTerms,
    rulingIds: owned.rulingIds,
  })
  owned.taken = { ...owned.taken, nextSeq: committed.nextSeq }
  owned.rulingIds = []
  counts.assigned += decided.length
  counts.newNarratives += committed.newNarratives
  counts.merges += committed.merges
  counts.batches += 1
  await deps.shards.noteCommitted(owned, decided.length, now)
  return true
}

/** Brings in what people ruled since the last batch. A ruling that sorts before one taken already needs a rebuild. */
async function takeRulings(deps: ClusterDeps, owned: OwnedShard): Promise<void> {
  const rulings = await listRulings(deps.db, owned.taken, owned.taken.nextSeq - 1)
  const isPrefix = owned.rulingIds.every((id, index) => rulings[index]?.id === id)
  if (!isPrefix) throw new StaleShard(`Rulings on ${owned.taken.shard} came out of order.`)
  const fresh = rulings.slice(owned.rulingIds.length)
  if (fresh.length === 0) return
  await deps.shards.engines.rule(
    owned.taken.shard,
    fresh.map(({ ruling }) => ruling),
  )
  owned.rulingIds = rulings.map(({ id }) => id)
}
