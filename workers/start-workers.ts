import { randomUUID } from 'node:crypto'
import type pg from 'pg'

import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { JOBS } from '@hub/core/jobs.ts'
import type { AllowList } from '@hub/core/source/allow-list.ts'
import type { Db } from '@hub/db/connect.ts'

import { announceWorker } from './announce-worker.ts'
import { createShardOwner, type ShardOwner } from './cluster/shard-owner.ts'
import { BATCHES_A_TURN, BATCH_SIZE, clusterItems } from './jobs/cluster-items.ts'
import { embedNarratives } from './jobs/embed-narratives.ts'
import { fetchPages } from './jobs/fetch-pages.ts'
import { matchFactChecks } from './jobs/match-fact-checks.ts'
import { pollSources } from './jobs/poll-sources.ts'
import { readClaimReviews } from './jobs/read-claim-reviews.ts'
import { subscribeHubs } from './jobs/subscribe-hubs.ts'
import { writeDrafts } from './jobs/write-drafts.ts'
import { createLockKeeper } from './lock-keeper.ts'
import { type ModelChoice, type ModelDesk, openModelDesk } from './model/model-desk.ts'
import { startOutboxRelay } from './outbox-relay.ts'
import { createMatchDesk, type MatchDesk } from './match/match-desk.ts'
import { createPageDesk, type PageDesk } from './pages/page-desk.ts'
import { readPage } from './pages/read-page.ts'
import { type Collector, createCollector } from './poll/collector.ts'
import { type PulseStage, startPulse } from './pulse.ts'
import { openQueue } from './queue.ts'
import { createRegistry } from './registry.ts'
import { putSchedule } from './schedule.ts'
import { callbackBase } from './websub/callback-base.ts'
import type { StageDeps, StageLog } from './stage-deps.ts'

export type WorkersSettings = {
  db: Db
  /** How to reach the same database for connections of the workers' own: locks, notifications, the queue. */
  connection: pg.PoolConfig
  redisUrl?: string | undefined
  allowList: AllowList
  /** Undefined: no language model is asked. */
  model?: ModelChoice | undefined
  /** Where a site's owner finds who collects; part of the user agent. */
  publicUrl: string
  version: string
  clock: () => Date
  log: StageLog
}

export type RunningWorkers = { stop(): Promise<void> }

/** A run of the collector waits this long for its polls; slow sites go on in their slots. */
const SETTLE_MS = 250

/**
 * Starts everything that works in the background: the pulse (collect, cluster), the queue's jobs, the relay from the outbox
 * and the schedule. `stop` finishes what runs, gives back what it holds and closes; any number of processes may run this.
 */
export async function startWorkers(settings: WorkersSettings): Promise<RunningWorkers> {
  const { db, connection, clock, log, allowList } = settings
  const deps: StageDeps = { db, world: LIVE_WORLD, log }
  const stops: (() => Promise<unknown>)[] = []
  let isStopping = false
  const stop = async () => {
    isStopping = true
    for (const close of stops.splice(0).toReversed()) {
      await close().catch((error: unknown) => log.warn({ error }, 'A part of the workers did not stop cleanly'))
    }
  }
  try {
    const queue = await openQueue({
      connection,
      redisUrl: settings.redisUrl,
      onError: (error) => {
        // The queue lets go of its connections a moment before they are closed; the server may be quicker.
        if (!isStopping) log.warn({ error }, 'The job queue reports a fault')
      },
      onFailed: (job, error, isFinal) => reportFailure(log, { job, error }, isFinal),
    })
    stops.push(() => queue.close())
    const locks = createLockKeeper(connection, (error) =>
      log.warn({ error }, 'The connection that holds the locks was lost'),
    )
    stops.push(() => locks.close())
    await announceWorker(deps, locks, clock())
    const shards = createShardOwner({
      db,
      world: deps.world,
      locks,
      name: `${process.pid}-${randomUUID().slice(0, 8)}`,
      log,
    })
    stops.push(() => shards.close(clock()))
    const collector = createCollector({ db, allowList, clock, contact: settings.publicUrl, version: settings.version })
    const desk = createPageDesk(collector.tools)
    const matching = createMatchDesk({ db, world: deps.world, locks })
    stops.push(() => matching.close())
    const base = callbackBase(settings.publicUrl)
    const model = settings.model && openModelDesk(settings.model, settings)
    const held = { ...deps, clock, collector, desk, shards, matching, callbackBase: base }
    const stages = [...pulseStages(held), ...(model ? modelStages({ ...deps, clock, desk: model }) : [])]
    const pulse = startPulse(stages, log)
    stops.push(() => pulse.stop())
    if (model) stops.push(() => model.close())
    // Before the pulse: its running stage ends as soon as nothing more is polled.
    stops.push(() => collector.close())
    stops.push(() => desk.close())
    const relay = startOutboxRelay({ db, connection, queue, onPulseJob: (name) => pulse.wake(name), clock, log })
    stops.push(() => relay.stop())
    const registry = createRegistry(
      { ...deps, allowList, enqueue: (name) => queue.enqueue(name, {}), wakeRelay: () => relay.wake() },
      clock,
    )
    const jobs = await queue.startJobWorkers(registry)
    stops.push(() => jobs.stop())
    await putSchedule(queue, locks)
    return { stop }
  } catch (error) {
    await stop()
    throw error
  }
}

type Held = StageDeps & {
  clock: () => Date
  collector: Collector
  desk: PageDesk
  shards: ShardOwner
  matching: MatchDesk
  callbackBase: string | null
}

/** The stages that hold connections or an engine in this process. */
function pulseStages({ clock, collector, desk, shards, matching, callbackBase: base, ...deps }: Held): PulseStage[] {
  return [
    {
      name: 'poll-sources',
      ...JOBS['poll-sources'],
      run: () =>
        pollSources({
          ...deps,
          collector,
          clock,
          settleWithinMs: SETTLE_MS,
          random: Math.random,
          followsHubs: base !== null,
        }),
    },
    {
      name: 'subscribe-hubs',
      ...JOBS['subscribe-hubs'],
      run: () => subscribeHubs({ ...deps, desk, clock, callbackBase: base }),
    },
    {
      name: 'fetch-pages',
      ...JOBS['fetch-pages'],
      run: () => fetchPages({ ...deps, desk, clock }, clock()),
    },
    {
      name: 'read-claim-reviews',
      ...JOBS['read-claim-reviews'],
      run: () =>
        readClaimReviews(
          { ...deps, readPage: (url, signal) => readPage(desk.tools, url, signal), signal: desk.signal },
          clock(),
        ),
    },
    {
      name: 'cluster-items',
      ...JOBS['cluster-items'],
      run: async (again) => {
        const turn = { ...deps, shards, batchSize: BATCH_SIZE, maxBatches: BATCHES_A_TURN }
        if ((await clusterItems(turn, clock())).hasMore) again()
      },
    },
    {
      name: 'match-fact-checks',
      ...JOBS['match-fact-checks'],
      run: () => matchFactChecks({ ...deps, desk: matching, signal: desk.signal }, clock()),
    },
  ]
}

/** The stages that ask a language model: none unless an operator named one. */
function modelStages(held: StageDeps & { clock: () => Date; desk: ModelDesk }): PulseStage[] {
  const { chatModel, embeddingModel } = held.desk
  const drafts = { name: 'write-drafts', ...JOBS['write-drafts'], run: () => writeDrafts(held) }
  const embeddings = { name: 'embed-narratives', ...JOBS['embed-narratives'], run: () => embedNarratives(held) }
  return [...(chatModel === undefined ? [] : [drafts]), ...(embeddingModel === undefined ? [] : [embeddings])]
}

function reportFailure(log: StageLog, failure: { job: string; error: Error }, isFinal: boolean): void {
  if (isFinal) log.error(failure, 'A job failed for good')
  else log.warn(failure, 'A job failed and is tried again')
}
