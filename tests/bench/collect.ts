import { fork } from 'node:child_process'
import { once } from 'node:events'
import { loadavg } from 'node:os'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { createSecureContext, rootCertificates } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { parseAllowList } from '@hub/core/source/allow-list.ts'
import { connect } from '@hub/db/connect.ts'
import { createShardOwner } from '@hub/workers/cluster/shard-owner.ts'
import { createFeedFetcher } from '@hub/workers/collect/fetch-feed.ts'
import { clusterItems } from '@hub/workers/jobs/cluster-items.ts'
import { pollSources } from '@hub/workers/jobs/poll-sources.ts'
import { createLockKeeper } from '@hub/workers/lock-keeper.ts'
import { createCollector } from '@hub/workers/poll/collector.ts'
import { startPulse } from '@hub/workers/pulse.ts'

import { startTestServer } from '../support/test-server.ts'
import { buildBenchSources, countBench, makeDue } from './collect-database.ts'
import type { CollectServerOrders, CollectServerReady } from './collect-server.ts'
import { percentile, postgresCpuMs } from './collect-measures.ts'

const USAGE =
  'npm run bench:collect -- [--sources 10000] [--rate 3000] [--seconds 50] [--burst 3000] [--latency 300] [--without-engine]'
const GOAL = { feedsPerMinute: 3_000, dueMs: 60_000, rssMb: 300 }

await main()

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      sources: { type: 'string', default: '10000' },
      rate: { type: 'string', default: '3000' },
      seconds: { type: 'string', default: '50' },
      burst: { type: 'string', default: '3000' },
      latency: { type: 'string', default: '300' },
      'without-engine': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(USAGE)
  const web = await startWeb({ latencyMs: Number(values.latency), unchangedShare: 0.8, badShare: 0.01 })
  const server = await startTestServer(undefined)
  const config = { ...server.app, database: server.template }
  const { db, close } = connect({ ...config, max: 8 })
  try {
    await buildBenchSources(db, Number(values.sources), web.ready.port)
    const hub = await startHub(db, config, web.ready.ca, values['without-engine'])
    console.log(
      `load ${loadavg()[0]?.toFixed(1)}, ${values.sources} sources, ${values.latency} ms latency, 80 % unchanged, 1 % misbehave`,
    )
    console.log(
      '| What | Feeds/min | CPU ms a feed: hub | PostgreSQL | Due to fetched p50 | p99 | Event loop p99 | RSS | Heap | Items |',
    )
    console.log('|---|---|---|---|---|---|---|---|---|---|')
    console.log(
      `| goal | ${GOAL.feedsPerMinute} | – | – | – | < ${GOAL.dueMs / 1000} s | – | < ${GOAL.rssMb} MB | – | – |`,
    )
    const seconds = Number(values.seconds)
    const paced = Math.min(
      Math.round((Number(values.rate) * seconds) / 60),
      Number(values.sources) - Number(values.burst),
    )
    await measure('as they come due', hub, async (since) => {
      await makeDue(db, { from: 0, count: paced, start: since, everyMs: (seconds * 1000) / paced })
      await sleep(seconds * 1000)
    })
    await measure('all due at once', hub, async (since) => {
      await makeDue(db, { from: paced, count: Number(values.burst), start: since, everyMs: 0 })
      const deadlineMs = performance.now() + 45_000
      while (performance.now() < deadlineMs && hub.delaysMs.length < Number(values.burst)) await sleep(250)
    })
    await hub.stop()
  } finally {
    await close()
    await server.stop()
    web.stop()
  }
}

async function startWeb(orders: CollectServerOrders) {
  const script = fileURLToPath(new URL('./collect-server.ts', import.meta.url))
  const child = fork(script, [JSON.stringify(orders)], { execArgv: ['--disable-warning=ExperimentalWarning'] })
  const [ready]: CollectServerReady[] = await once(child, 'message')
  if (ready === undefined) throw new Error('The web of the measurement did not start.')
  return { ready, stop: () => child.disconnect() }
}

type Hub = Awaited<ReturnType<typeof startHub>>

/** The stages as the workers run them, on a web whose names all lead to this machine. */
async function startHub(
  db: Parameters<typeof makeDue>[0],
  config: Parameters<typeof createLockKeeper>[0],
  ca: string,
  isWithoutEngine: boolean,
) {
  const deps = { db, world: LIVE_WORLD, log: { info: () => {}, warn: () => {}, error: console.error } }
  const clock = () => new Date()
  const { allowList } = parseAllowList('127.0.0.0/8')
  const fetcher = createFeedFetcher({
    allowList,
    userAgent: 'dismis-hub/bench',
    resolver: { resolve: async () => [{ address: '127.0.0.1', family: 4 }] },
    secureContext: createSecureContext({ ca: [...rootCertificates, ca] }),
  })
  const collector = createCollector({ db, allowList, clock, contact: 'http://localhost', version: 'bench', fetcher })
  const locks = createLockKeeper(config)
  const shards = createShardOwner({ ...deps, locks, name: 'bench' })
  const delaysMs: number[] = []
  const pulse = startPulse(
    [
      {
        name: 'poll-sources',
        everyMs: 1_000,
        timeLimitMs: 120_000,
        run: () =>
          pollSources({
            ...deps,
            collector,
            clock,
            settleWithinMs: 250,
            random: Math.random,
            onFetch: (source, at) => delaysMs.push(at.getTime() - source.dueAt.getTime()),
          }),
      },
      {
        name: 'cluster-items',
        everyMs: 1_000,
        timeLimitMs: 120_000,
        run: async () => {
          if (!isWithoutEngine) await clusterItems({ ...deps, shards, batchSize: 200, maxBatches: 25 }, clock())
        },
      },
    ],
    deps.log,
  )
  return {
    db,
    delaysMs,
    async stop() {
      await Promise.all([pulse.stop(), collector.close()])
      await shards.close(clock())
      await locks.close()
    },
  }
}

async function measure(name: string, hub: Hub, run: (since: Date) => Promise<void>): Promise<void> {
  hub.delaysMs.length = 0
  const loop = monitorEventLoopDelay({ resolution: 10 })
  loop.enable()
  let rss = 0
  const watch = setInterval(() => (rss = Math.max(rss, process.memoryUsage.rss())), 250)
  const [since, startedMs, cpu, postgres] = [
    new Date(),
    performance.now(),
    process.cpuUsage(),
    await postgresCpuMs(hub.db),
  ]
  const before = await countBench(hub.db, since)
  await run(since)
  const elapsedMs = performance.now() - startedMs
  const used = process.cpuUsage(cpu)
  const postgresMs = (await postgresCpuMs(hub.db)) - postgres
  const after = await countBench(hub.db, since)
  clearInterval(watch)
  loop.disable()
  const feeds = after.fetched - before.fetched
  const cells = [
    name,
    Math.round((feeds * 60_000) / elapsedMs),
    ((used.user + used.system) / 1000 / feeds).toFixed(1),
    (postgresMs / feeds).toFixed(1),
    `${Math.round(percentile(hub.delaysMs, 0.5))} ms`,
    `${Math.round(percentile(hub.delaysMs, 0.99))} ms`,
    `${Math.round(loop.percentile(99) / 1e6)} ms`,
    `${Math.round(rss / 1048576)} MB`,
    `${Math.round(process.memoryUsage().heapUsed / 1048576)} MB`,
    `${after.items - before.items}`,
  ]
  console.log(`| ${cells.join(' | ')} |`)
}
