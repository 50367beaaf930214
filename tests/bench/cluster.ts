import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'

import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { JOBS } from '@hub/core/jobs.ts'
import { connect, type Db } from '@hub/db/connect.ts'
import { startEmbedded } from '@hub/db/embedded/start-embedded.ts'
import { migrateDatabase } from '@hub/db/migrate.ts'
import { createShardOwner } from '@hub/workers/cluster/shard-owner.ts'
import { BATCHES_A_TURN, BATCH_SIZE, clusterItems } from '@hub/workers/jobs/cluster-items.ts'
import { createLockKeeper } from '@hub/workers/lock-keeper.ts'
import { startPulse } from '@hub/workers/pulse.ts'

import { recombineItems } from '../support/recombine-items.ts'
import { type ShortItem, storeItems, storePublishers } from '../support/store-items.ts'
import { postgresCpuMs } from './collect-measures.ts'
import { readStories } from './read-stories.ts'

const USAGE = 'npm run bench:cluster -- [--items 100000] [--data FILE.jsonl] [--batch 1000]'
const DATA = '../shared/data/narratives/event2012-tune.jsonl'
/** A day's outage of a hub that collects as many items a day as are asked for. */
const OUTAGE_HOURS = 24

await main()

/** Stores a day's items, then measures how fast the worker's stage catches up with them, to committed assignments. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      items: { type: 'string', default: '100000' },
      data: { type: 'string', default: DATA },
      batch: { type: 'string', default: String(BATCH_SIZE) },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(USAGE)
  const folder = mkdtempSync(join(tmpdir(), 'hub-bench-cluster-'))
  const server = await startEmbedded({ dataDir: join(folder, 'data') })
  const { db, close } = connect({ ...server.app, max: 6 })
  try {
    await migrateDatabase({ owner: server.owner, appRole: 'hub_app' })
    await store(db, Number(values.items), values.data)
    await catchUp(db, server.app, Number(values.batch))
  } finally {
    await close()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function store(db: Db, count: number, file: string): Promise<void> {
  await storePublishers(db)
  const startMs = Date.now() - OUTAGE_HOURS * 3_600_000
  let part: ShortItem[] = []
  for (const item of recombineItems({
    stories: readStories(file),
    count,
    seed: 7,
    startMs,
    itemsPerHour: count / OUTAGE_HOURS,
  })) {
    part.push(item)
    if (part.length < 5_000) continue
    await storeItems(db, part)
    part = []
  }
  await storeItems(db, part)
}

async function catchUp(db: Db, app: Parameters<typeof createLockKeeper>[0], batchSize: number): Promise<void> {
  const locks = createLockKeeper(app)
  const log = { info: () => {}, warn: console.warn, error: console.error }
  const deps = { db, world: LIVE_WORLD, log }
  const shards = createShardOwner({ ...deps, locks, name: 'bench' })
  const loop = monitorEventLoopDelay({ resolution: 5 })
  const [cpu, own, postgres, startedMs] = [
    process.cpuUsage(),
    process.threadCpuUsage(),
    await postgresCpuMs(db),
    performance.now(),
  ]
  let assigned = 0
  loop.enable()
  console.log('    items  items/s  process µs  main thread µs  PostgreSQL µs  RSS MB  load')
  const done = Promise.withResolvers<void>()
  const pulse = startPulse(
    [
      {
        name: 'cluster-items',
        ...JOBS['cluster-items'],
        run: async (again) => {
          const turnStartedMs = performance.now()
          const counts = await clusterItems({ ...deps, shards, batchSize, maxBatches: BATCHES_A_TURN }, new Date())
          if (counts.hasMore) again()
          else done.resolve()
          assigned += counts.assigned
          const rate = counts.assigned / ((performance.now() - turnStartedMs) / 1_000)
          print(
            assigned,
            rate,
            process.cpuUsage(cpu),
            process.threadCpuUsage(own),
            (await postgresCpuMs(db)) - postgres,
          )
        },
      },
    ],
    log,
  )
  await done.promise
  await pulse.stop()
  loop.disable()
  const seconds = (performance.now() - startedMs) / 1_000
  console.log(
    `${assigned} items in ${seconds.toFixed(1)} s: ${Math.round(assigned / seconds)} items/s; main thread kept waiting p99 ${(loop.percentile(99) / 1e6).toFixed(0)} ms, max ${(loop.max / 1e6).toFixed(0)} ms`,
  )
  await shards.close(new Date())
  await locks.close()
}

function print(items: number, rate: number, used: NodeJS.CpuUsage, own: NodeJS.CpuUsage, postgresMs: number): void {
  const cells = [
    [items, 9],
    [Math.round(rate), 9],
    [Math.round((used.user + used.system) / items), 12],
    [Math.round((own.user + own.system) / items), 16],
    [Math.round((postgresMs * 1_000) / items), 15],
    [Math.round(process.memoryUsage.rss() / 1_048_576), 8],
    [(loadavg()[0] ?? 0).toFixed(1), 6],
  ] as const
  console.log(cells.map(([cell, width]) => String(cell).padStart(width)).join(''))
}
