import type { World } from '@hub/core/access/role.ts'
import type { Db } from '@hub/db/connect.ts'
import { markCheckpoint } from '@hub/db/stream/shard-history.ts'
import { takeShard } from '@hub/db/stream/take-shard.ts'

import type { LockKeeper } from '../lock-keeper.ts'
import type { StageLog } from '../stage-deps.ts'
import type { OwnedShard } from './owned-shard.ts'
import { restoreShard } from './restore-shard.ts'
import { createShardSnapshots } from './shard-snapshots.ts'
import { createThreadEngines, type ThreadEngines } from './thread-engines.ts'

/** The shards of this process: taken by lock and fence, restored on taking, given up on any doubt. */
export type ShardOwner = {
  engines: ThreadEngines
  /** The shard, restored if need be; undefined while another process owns it. */
  own(shard: string, now: Date): Promise<OwnedShard | undefined>
  /** Throws the engine away, so that the next `own` rebuilds it from what is stored. */
  drop(shard: string): Promise<void>
  /** Whether a snapshot is due once so many more assignments are committed: the engine must know no later ones then. */
  isSnapshotDue(shard: OwnedShard, more: number): boolean
  /** Notes committed assignments, and takes a snapshot when the tail to replay has grown long. */
  noteCommitted(shard: OwnedShard, count: number, now: Date): Promise<void>
  /** Takes a snapshot now and keeps it as the shard's checkpoint. */
  checkpoint(shard: OwnedShard, now: Date): Promise<void>
  /** Saves a snapshot of everything that has changed and gives the shards back. */
  close(now: Date): Promise<void>
}

export type ShardOwnerOptions = {
  db: Db
  world: World
  locks: LockKeeper
  name: string
  log: StageLog
  snapshotEvery?: number
}

const lockName = (shard: string) => `hub:shard:${shard}`

export function createShardOwner({ db, world, locks, name, log, snapshotEvery }: ShardOwnerOptions): ShardOwner {
  const owned = new Map<string, OwnedShard>()
  const engines = createThreadEngines((error) => {
    log.error({ error }, 'The engine thread died; its narratives are rebuilt from the database')
    owned.clear()
  })

  async function drop(shard: string): Promise<void> {
    owned.delete(shard)
    await engines.discard(shard).catch(() => undefined)
    await locks.unlock(lockName(shard)).catch(() => undefined)
  }

  const snapshots = createShardSnapshots({ db, world, engines, log, every: snapshotEvery })

  return {
    engines,
    async own(shard, now) {
      const known = owned.get(shard)
      if (known && locks.holds(lockName(shard))) return known
      if (known) await drop(shard)
      if (!(await locks.tryLock(lockName(shard)))) return undefined
      try {
        const taken = await takeShard(db, { world, shard, owner: name, now })
        const restored = await restoreShard(db, engines, taken, log)
        const fresh: OwnedShard = { taken, ...restored }
        owned.set(shard, fresh)
        return fresh
      } catch (error) {
        await drop(shard)
        throw error
      }
    },
    drop,
    isSnapshotDue: snapshots.isDue,
    async noteCommitted(shard, count, now) {
      shard.heldItems += count
      shard.sinceSnapshot += count
      if (snapshots.isDue(shard, 0)) await snapshots.take(shard, now)
    },
    async checkpoint(shard, now) {
      const { saved } = await snapshots.take(shard, now)
      await saved
      await markCheckpoint(db, shard.taken, shard.taken.nextSeq - 1)
    },
    async close(now) {
      for (const [name, shard] of owned) {
        if (!locks.holds(lockName(name)) || shard.sinceSnapshot === 0) continue
        await snapshots
          .take(shard, now)
          .catch((error: unknown) =>
            log.warn({ error, shard: name }, 'No snapshot at the end; the next start replays instead'),
          )
      }
      await snapshots.settle()
      for (const name of [...owned.keys()]) await drop(name)
      await engines.close()
    },
  }
}
