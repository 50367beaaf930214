import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { parseAllowList } from '@hub/core/source/allow-list.ts'
import { connect, type Db } from '@hub/db/connect.ts'
import { createShardOwner, type ShardOwner } from '@hub/workers/cluster/shard-owner.ts'
import { type ClusterCounts, type ClusterDeps, clusterItems } from '@hub/workers/jobs/cluster-items.ts'
import { detectSignals } from '@hub/workers/jobs/detect-signals.ts'
import { escalateDeliveries } from '@hub/workers/jobs/escalate-deliveries.ts'
import { type MatchCounts, matchFactChecks } from '@hub/workers/jobs/match-fact-checks.ts'
import { type PollCounts, pollSources } from '@hub/workers/jobs/poll-sources.ts'
import { routeAlerts } from '@hub/workers/jobs/route-alerts.ts'
import { sendDeliveries } from '@hub/workers/jobs/send-deliveries.ts'
import { createMatchDesk, type MatchDesk } from '@hub/workers/match/match-desk.ts'
import { createLockKeeper } from '@hub/workers/lock-keeper.ts'
import { type CollectorOptions, createCollector } from '@hub/workers/poll/collector.ts'
import { SILENT_LOG, type StageLog } from '@hub/workers/stage-deps.ts'
import type pg from 'pg'

/** The pipeline's stages on one database, run by hand at a time the test chooses. */
export type Pipeline = {
  db: Db
  shards: ShardOwner
  poll(now: Date): Promise<PollCounts>
  cluster(now: Date): Promise<ClusterCounts>
  match(now: Date): Promise<MatchCounts>
  matching: MatchDesk
  /** All stages once, in order. */
  run(now: Date): Promise<PipelineCounts>
  /** What shutdown does to the collector first. */
  closeCollector(): Promise<void>
  close(now: Date): Promise<void>
}
export type PipelineCounts = {
  poll: PollCounts
  cluster: ClusterCounts
  signals: number
  deliveries: number
  sent: number
  escalated: number
}

export type PipelineOptions = {
  /** What the operator lets the collector reach. */
  allowHosts?: string
  /** How long a whole fetch may take. */
  deadlineMs?: number
  /** Answers in place of the network. */
  fetcher?: CollectorOptions['fetcher']
  batchSize?: number
  snapshotEvery?: number
  newNarrativeId?: ClusterDeps['newNarrativeId']
  log?: StageLog
}

/** The loopback's feeds are polled whenever the test's clock moved on by a second, all at once. */
export const LOOPBACK = '127.0.0.1;interval=1s;gap=0'

export function openPipeline(config: pg.PoolConfig, options: PipelineOptions = {}): Pipeline {
  const { log = SILENT_LOG, batchSize = 50 } = options
  const { allowList } = parseAllowList(options.allowHosts ?? LOOPBACK)
  const connection = connect({ ...config, max: 6 })
  const deps = { db: connection.db, world: LIVE_WORLD, log }
  const locks = createLockKeeper(config)
  const matching = createMatchDesk({ ...deps, locks })
  const shards = createShardOwner({ ...deps, locks, name: `test-${process.pid}`, snapshotEvery: options.snapshotEvery })
  let time = new Date(0)
  const clock = () => time
  const collector = createCollector({
    db: connection.db,
    clock,
    allowList,
    contact: 'http://localhost',
    version: 'test',
    ...(options.fetcher === undefined ? {} : { fetcher: options.fetcher }),
    ...(options.deadlineMs === undefined ? {} : { deadlineMs: options.deadlineMs }),
  })
  const poll = (now: Date) => {
    time = now
    return pollSources({ ...deps, collector, clock, settleWithinMs: Number.POSITIVE_INFINITY, random: () => 0.5 })
  }
  const { newNarrativeId } = options
  const cluster = (now: Date) =>
    clusterItems({ ...deps, shards, batchSize, maxBatches: Number.POSITIVE_INFINITY, newNarrativeId }, now)
  return {
    db: connection.db,
    shards,
    poll,
    cluster,
    match: (now) => matchFactChecks({ ...deps, desk: matching }, now),
    matching,
    async run(now) {
      const polled = await poll(now)
      const clustered = await cluster(now)
      const { signals } = await detectSignals(deps, now)
      const { deliveries } = await routeAlerts(deps, now)
      const { sent } = await sendDeliveries(deps, now)
      const { escalated } = await escalateDeliveries(deps, now)
      return { poll: polled, cluster: clustered, signals, deliveries, sent, escalated }
    },
    closeCollector: () => collector.close(),
    async close(now) {
      await collector.close()
      await matching.close()
      await shards.close(now)
      await locks.close()
      await connection.close()
    },
  }
}
