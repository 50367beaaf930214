import { mkdirSync, readFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { connect, type Db } from '@hub/db/connect.ts'
import { startEmbedded } from '@hub/db/embedded/start-embedded.ts'
import { countItems, searchItems } from '@hub/db/item/search-items.ts'
import { sql } from 'kysely'

import { buildSearchDatabase } from './build-search-database.ts'
import { type SearchClass, searchClasses } from './search-classes.ts'
import { corpusLanguages } from './search-corpus.ts'

const USAGE = 'npm run bench:search -- [--items 1000000] [--rounds 40] [--only WORDS] [--folder DIR]'
const LIMIT_MS = 100
const PAGE = 20
const SCOPE = { world: LIVE_WORLD, everything: true, unitIds: [], mayReadRed: false }

await main()

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      items: { type: 'string', default: '1000000' },
      rounds: { type: 'string', default: '40' },
      only: { type: 'string', default: '' },
      folder: { type: 'string', default: join(tmpdir(), 'hub-bench-search') },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(USAGE)
  mkdirSync(values.folder, { recursive: true })
  const server = await startEmbedded({ dataDir: join(values.folder, 'data') })
  try {
    const owner = await buildSearchDatabase(values.folder, server, Number(values.items), (words) => console.log(words))
    const { db, close } = connect({ ...owner, max: 1 })
    await bench(db, Number(values.rounds), values.only)
    await close()
  } finally {
    await server.stop()
  }
}

async function bench(db: Db, rounds: number, only: string): Promise<void> {
  const pid = (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0]?.pid ?? 0
  const classes = searchClasses(corpusLanguages()).filter(({ name }) => name.includes(only))
  console.log(`load ${loadavg()[0]?.toFixed(1)}, ${rounds} other questions a class, limit ${LIMIT_MS} ms`)
  console.log('| Class | p50 ms | p95 ms | max ms | CPU p50 ms | CPU p95 ms |\n|---|---|---|---|---|---|')
  for (const each of classes) {
    const times: number[] = []
    const cpuTimes: number[] = []
    for (let nth = 0; nth <= rounds; nth += 1) {
      const ask = await prepare(db, each, nth)
      const [startedAt, startedCpu] = [performance.now(), cpuMsOf(pid)]
      await ask()
      // The first round warms the connection's dictionaries.
      if (nth === 0) continue
      times.push(performance.now() - startedAt)
      cpuTimes.push(cpuMsOf(pid) - startedCpu)
    }
    const figures = [
      share(times, 0.5),
      share(times, 0.95),
      share(times, 1),
      share(cpuTimes, 0.5),
      share(cpuTimes, 0.95),
    ]
    console.log(`| ${each.name.trim()} | ${figures.map((ms) => ms.toFixed(0)).join(' | ')} |`)
  }
}

function share(times: readonly number[], part: number): number {
  return times.toSorted((a, b) => a - b)[Math.ceil(part * times.length) - 1] ?? 0
}

/** The question of one round; for a deep page, the pages before it are read beforehand. */
async function prepare(db: Db, { filter, sort, page = 1, isCount }: SearchClass, nth: number) {
  const asked = filter(nth)
  if (isCount) return () => countItems(db, SCOPE, asked)
  let cursor: string | undefined
  for (let before = 1; before < page; before += 1)
    cursor =
      (await searchItems(db, SCOPE, asked, { sort, limit: PAGE, ...(cursor ? { cursor } : {}) })).nextCursor ?? cursor
  return () => searchItems(db, SCOPE, asked, { sort, limit: PAGE, ...(cursor ? { cursor } : {}) })
}

/** CPU time that a process has used, its waiting for a turn left out. */
function cpuMsOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6
}
