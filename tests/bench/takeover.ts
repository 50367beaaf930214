import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'

import { connect, type Db } from '@hub/db/connect.ts'
import { startEmbedded } from '@hub/db/embedded/start-embedded.ts'
import { migrateDatabase } from '@hub/db/migrate.ts'

import { retoldStories } from '../support/retold-stories.ts'
import { spawnPipelineProcess } from '../support/run-pipeline-process.ts'
import { storeItems, storePublishers } from '../support/store-items.ts'

const USAGE = 'npm run bench:takeover -- [--held 20000]'
const ROUNDS = 3
const ITEMS = 100

await main()

/** Measures how long waiting items wait when their engine's owner is killed or hangs, until another worker places them. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { held: { type: 'string', default: '20000' }, help: { type: 'boolean', default: false } },
  })
  if (values.help) return console.log(USAGE)
  const folder = mkdtempSync(join(tmpdir(), 'hub-bench-takeover-'))
  const server = await startEmbedded({ dataDir: join(folder, 'data') })
  const { db, close } = connect({ ...server.app, max: 2 })
  try {
    await migrateDatabase({ owner: server.owner, appRole: 'hub_app' })
    await storePublishers(db)
    const held = Number(values.held)
    const items = retoldStories(held + 4 * ROUNDS * ITEMS, 3, Date.now() - 86_400_000, held / 24)
    for (let from = 0; from < held; from += 5_000) await storeItems(db, items.slice(from, Math.min(held, from + 5_000)))
    let next = held
    const start = () =>
      spawnPipelineProcess({
        config: server.app,
        runsAt: [new Date().toISOString()],
        only: 'clustering',
        everyMs: 1_000,
        batchSize: 1_000,
      })
    let owner = start()
    await untilPlaced(db)
    for (const signal of ['SIGKILL', 'SIGSTOP'] as const) {
      const waits: string[] = []
      for (let round = 0; round < ROUNDS; round += 1) {
        const heir = start()
        await sleep(3_000)
        owner.kill(signal)
        const startedMs = performance.now()
        await storeItems(db, items.slice(next, next + ITEMS))
        next += ITEMS
        await untilPlaced(db)
        waits.push(`${((performance.now() - startedMs) / 1_000).toFixed(1)} s`)
        if (signal === 'SIGSTOP') owner.kill('SIGKILL')
        if (owner.signalCode === null) await once(owner, 'exit')
        owner = heir
      }
      const what = signal === 'SIGKILL' ? 'killed' : 'hangs'
      console.log(
        `owner ${what}, ${held} items held: placed by the next after ${waits.join(', ')} (load ${loadavg()[0]?.toFixed(1)})`,
      )
    }
    owner.kill('SIGKILL')
    await once(owner, 'exit')
  } finally {
    await close()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function untilPlaced(db: Db): Promise<void> {
  while (await db.selectFrom('itemPending').select('seq').limit(1).executeTakeFirst()) await sleep(50)
}
