import type { World } from '@hub/core/access/role.ts'
import { SNAPSHOT_VERSION } from '@hub/core/narrative/snapshot.ts'
import type { Db } from '@hub/db/connect.ts'
import { saveSnapshot } from '@hub/db/stream/shard-history.ts'

import type { StageLog } from '../stage-deps.ts'
import type { OwnedShard } from './owned-shard.ts'
import type { ThreadEngines } from './thread-engines.ts'

/** The snapshots of the shards a process owns. */
export type ShardSnapshots = {
  /** Whether one is due once so many more assignments are committed: the engine must know no later ones then. */
  isDue(shard: OwnedShard, more: number): boolean
  /** Takes one; it is saved while the engine goes on, one after the other. `saved` rejects when it was not. */
  take(shard: OwnedShard, now: Date): Promise<{ saved: Promise<void> }>
  /** Resolves when nothing is being saved any more. */
  settle(): Promise<void>
}

type Options = {
  db: Db
  world: World
  engines: ThreadEngines
  log: StageLog
  /** Assignments between two. */
  every?: number | undefined
}

const EVERY = 5_000
/** A snapshot costs as much as the state is large, so the tail between two grows with it. */
const SHARE = 0.25

export function createShardSnapshots({ db, world, engines, log, every = EVERY }: Options): ShardSnapshots {
  let saving: Promise<void> = Promise.resolve()
  return {
    isDue: ({ sinceSnapshot, heldItems }, more) => sinceSnapshot + more >= Math.max(every, (heldItems + more) * SHARE),
    async take(owned, now) {
      const { shard, nextSeq } = owned.taken
      const state = await engines.snapshot(shard)
      owned.sinceSnapshot = 0
      const saved = saving.then(() =>
        saveSnapshot(db, { world, shard, format: SNAPSHOT_VERSION }, { shardSeq: nextSeq - 1, state }, now),
      )
      saving = saved.catch((error: unknown) =>
        log.warn({ error, shard }, 'A snapshot was not saved; who takes the shard over replays instead'),
      )
      return { saved }
    },
    settle: () => saving,
  }
}
