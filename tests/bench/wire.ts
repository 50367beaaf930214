import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

import { connect, type Db } from '@hub/db/connect.ts'
import { findRunningEmbedded } from '@hub/db/embedded/find-running-embedded.ts'
import { sql } from 'kysely'

import { findFreePort, SYSTEM_PATH } from '../support/hub-process.ts'
import { scoreClustering } from './clustering-scores.ts'
import { percentile } from './collect-measures.ts'
import { readLabelled } from './read-labelled.ts'
import { runClustering } from './run-clustering.ts'
import { memoryOfTree } from './tree-memory.ts'

const USAGE =
  'npm run bench:wire -- --wire PATH/wire.mjs [--data FILE.jsonl] [--speed 7200] [--sources 40] [--interval 3] [--keep FOLDER]'
const DATA = '../shared/data/narratives/event2012-tune.jsonl'
const WIRE = '../shared/tools/wire/wire.mjs'
const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const QUIET_MS = 20_000
const START_FLAGS = [
  '--import',
  './scripts/start-lean.mjs',
  '--env-file=config/node.env',
  '--max-semi-space-size=8',
  '--heap-growing-percent=20',
  '--disable-warning=ExperimentalWarning',
]

type Run = { hubPid: number; origin: string; folder: string; db: Db }
type Sight = { published: Map<string, number>; assigned: Map<string, number>; rssMb: number; pssMb: number }

await main()

/**
 * Plays a recorded stream to a hub started as by `npm start` on a fresh data folder, and compares: what the hub made of it,
 * what the engine alone makes of the same items in the order in which the hub placed them, and in their true order.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      wire: { type: 'string', default: WIRE },
      data: { type: 'string', default: DATA },
      speed: { type: 'string', default: '7200' },
      sources: { type: 'string', default: '40' },
      interval: { type: 'string', default: '3' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(USAGE)
  const folder = mkdtempSync(join(tmpdir(), 'hub-bench-wire-'))
  const wirePort = await findFreePort()
  const settings = {
    PATH: SYSTEM_PATH,
    HUB_DATA_DIR: join(folder, 'data'),
    PORT: String(await findFreePort()),
    HUB_ALLOW_HOSTS: `127.0.0.1;interval=${values.interval}s;gap=0`,
    LOG_LEVEL: 'warn',
  }
  const children: ChildProcess[] = []
  try {
    const hub = spawn(process.execPath, [...START_FLAGS, 'hub/main.ts'], { cwd: ROOT, env: settings })
    children.push(hub)
    await said(hub, /^ready /mu)
    const options = ['--port', String(wirePort), '--sources', values.sources, '--speed', values.speed]
    const wire = spawn(process.execPath, [values.wire, values.data, ...options])
    children.push(wire)
    await said(wire, /opml\.xml/u)
    const origin = `http://127.0.0.1:${wirePort}`
    await command(['sources', 'import', `${origin}/opml.xml`], settings)
    const server = await findRunningEmbedded(settings.HUB_DATA_DIR)
    if (!server || hub.pid === undefined) throw new Error('The hub does not run.')
    const { db, close } = connect({ ...server.app, max: 2 })
    const seen = await watch({ hubPid: hub.pid, origin, folder, db })
    tellLag(seen)
    if (seen.assigned.size < seen.published.size) await tellMissing(db)
    await score(db, origin, values.data, folder, settings)
    await close()
  } finally {
    for (const child of children) {
      if (child.exitCode !== null) continue
      child.kill('SIGINT')
      await once(child, 'exit')
    }
    rmSync(folder, { recursive: true, force: true })
  }
}

async function said(child: ChildProcess, words: RegExp): Promise<void> {
  let text = ''
  const heard = Promise.withResolvers<void>()
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (part: string) => {
      text += part
      if (words.test(text)) heard.resolve()
    })
  child.once('exit', () => heard.reject(new Error(text)))
  await heard.promise
  child.removeAllListeners('exit')
}

async function command(words: readonly string[], settings: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'hub/cli.ts', ...words], {
    cwd: ROOT,
    env: settings,
  })
  let out = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (part: string) => (out += part))
  child.stderr.setEncoding('utf8').on('data', (part: string) => (errors += part))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(errors)
  return out
}

/** Looks every second at what is published, what is assigned and what memory it takes, until nothing more comes. */
async function watch({ hubPid, origin, db }: Run): Promise<Sight> {
  const sight: Sight = { published: new Map(), assigned: new Map(), rssMb: 0, pssMb: 0 }
  const lastSeq = new Map<string, number>()
  let quietSince = Date.now()
  for (;;) {
    const now = Date.now()
    for (const url of Object.keys(await getJson(`${origin}/truth.json`)))
      if (!sight.published.has(url)) sight.published.set(url, now)
    const { rows: shards } = await sql<{ shard: string }>`select shard from engine_shard`.execute(db)
    for (const { shard } of shards) {
      const { rows } = await sql<{ url: string; shardSeq: number }>`
        select i.url, a.shard_seq from item_assignment a join item i on i.id = a.item_id and i.first_seen_at = a.first_seen_at
        where a.world = 'live' and a.shard = ${shard} and a.shard_seq > ${lastSeq.get(shard) ?? 0} order by a.shard_seq`.execute(
        db,
      )
      for (const { url } of rows) sight.assigned.set(url, Date.now())
      lastSeq.set(shard, rows.at(-1)?.shardSeq ?? lastSeq.get(shard) ?? 0)
      if (rows.length > 0) quietSince = Date.now()
    }
    const { rssMb, pssMb } = memoryOfTree(hubPid)
    sight.rssMb = Math.max(sight.rssMb, rssMb)
    sight.pssMb = Math.max(sight.pssMb, pssMb)
    const { published, items }: { published: number; items: number } = await getJson(`${origin}/status.json`)
    if (published === items && (sight.assigned.size >= sight.published.size || Date.now() - quietSince > QUIET_MS))
      return sight
    await sleep(Math.max(0, now + 1_000 - Date.now()))
  }
}

async function getJson<Body>(url: string): Promise<Body> {
  const answer = await fetch(url)
  return answer.json() as Promise<Body>
}

/** Lags are told from looks a second apart, without what was published before the sources were imported. */
function tellLag({ published, assigned, rssMb, pssMb }: Sight): void {
  const start = Math.min(...published.values())
  const lags = [...published].flatMap(([url, at]) => {
    const placedAt = assigned.get(url)
    return at === start || placedAt === undefined ? [] : [(placedAt - at) / 1_000]
  })
  console.log(`published ${published.size}, assigned ${assigned.size}, load ${loadavg()[0]?.toFixed(1)}`)
  console.log(
    `published → assigned: median ${percentile(lags, 0.5).toFixed(1)} s, p99 ${percentile(lags, 0.99).toFixed(1)} s, most ${percentile(lags, 1).toFixed(1)} s`,
  )
  console.log(
    `process and PostgreSQL: ${Math.round(pssMb)} MB (pages shared counted once), ${Math.round(rssMb)} MB (RSS added up)`,
  )
}

/** Where what was published is: not collected, and what the sources say, or collected and waiting. */
async function tellMissing(db: Db): Promise<void> {
  const { rows: sources } = await sql<{ code: string; sources: number; next: string }>`
    select coalesce(outcome->>'code', 'none') as code, count(*)::int as sources, max(next_fetch_at - now())::text as next
    from source group by 1`.execute(db)
  const { rows } = await sql<{ items: number; pending: number }>`
    select (select count(*)::int from item) as items, (select count(*)::int from item_pending) as pending`.execute(db)
  console.log(JSON.stringify({ ...rows[0], sources }))
}

async function score(
  db: Db,
  origin: string,
  file: string,
  folder: string,
  settings: Record<string, string>,
): Promise<void> {
  const truth: Record<string, string> = await getJson(`${origin}/truth.json`)
  const predicted: Record<string, string> = JSON.parse(await command(['narratives', 'assignments', '--json'], settings))
  const exported = join(folder, 'placed.jsonl')
  writeFileSync(exported, await command(['narratives', 'export'], settings))
  const urls = Object.keys(truth)
  tell('the hub', truth, (url) => predicted[url])
  const recorded = readLabelled(exported)
  tell('the engine alone, recorded order', truth, groupsOf(recorded))
  const original = readLabelled(file).toSorted(
    (a, b) => Date.parse(a.publishedAt ?? '') - Date.parse(b.publishedAt ?? ''),
  )
  const byTrueOrder = groupsOf(original)
  tell('the engine alone, true order', truth, (url) =>
    byTrueOrder(decodeURIComponent(url.slice(`${origin}/items/`.length))),
  )
  const { rows } = await sql<{ shard: string; items: number }>`
    select shard, count(*)::int as items from item_assignment group by 1 order by 2 desc`.execute(db)
  console.log(`${urls.length} items; by language: ${rows.map(({ shard, items }) => `${shard} ${items}`).join(', ')}`)
}

function groupsOf(items: ReturnType<typeof readLabelled>): (id: string) => string | undefined {
  const { final } = runClustering(items, [])
  const groups = new Map(items.map(({ id }, index) => [id, final[index]]))
  return (id) => groups.get(id)
}

function tell(what: string, truth: Record<string, string>, groupOf: (url: string) => string | undefined): void {
  const urls = Object.keys(truth)
  const scores = scoreClustering(
    urls.map((url) => truth[url] ?? ''),
    urls.map((url) => groupOf(url) ?? `none ${url}`),
  )
  const { precision, recall, f1 } = scores.bCubed
  const cells = [precision, recall, f1, scores.nmi, scores.ami, scores.ari].map((value) => value.toFixed(4))
  console.log(
    `${what.padEnd(36)} B3 P/R/F1 ${cells.slice(0, 3).join(' / ')}  NMI ${cells[3]}  AMI ${cells[4]}  ARI ${cells[5]}`,
  )
}
