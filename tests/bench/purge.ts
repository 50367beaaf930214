import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { DEFAULT_PERIODS } from '@hub/core/retention/retention-classes.ts'
import { connect, type Db } from '@hub/db/connect.ts'
import { startEmbedded } from '@hub/db/embedded/start-embedded.ts'
import { migrateDatabase } from '@hub/db/migrate.ts'
import { previewPurge } from '@hub/db/retention/preview-purge.ts'
import { runPurge } from '@hub/db/retention/run-purge.ts'
import { byStage } from '@hub/db/stream/pipeline-actor.ts'
import { sql } from 'kysely'

const USAGE = 'npm run bench:purge -- [--items 1000000] [--due 3000]'
const NOW = new Date(Date.UTC(2026, 10, 20))
const ROUNDS = 5

await main()

/** Measures the preview and a run on a hub that has kept items for 90 days and of which a night's worth is due. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      items: { type: 'string', default: '1000000' },
      due: { type: 'string', default: '3000' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(USAGE)
  const folder = mkdtempSync(join(tmpdir(), 'hub-bench-purge-'))
  const server = await startEmbedded({ dataDir: join(folder, 'data') })
  try {
    await migrateDatabase({ owner: server.owner, appRole: server.app.user ?? '', now: NOW })
    const { db, close } = connect({ ...server.owner, max: 2 })
    await fill(db, Number(values.items), Number(values.due))
    await measure(db, 'night')
    await measure(db, 'after')
    await close()
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(db: Db, name: string): Promise<void> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const startedAt = performance.now()
    await previewPurge(db, { world: LIVE_WORLD, now: NOW, periods: DEFAULT_PERIODS })
    times.push(performance.now() - startedAt)
  }
  const startedAt = performance.now()
  const { classes } = await runPurge(db, byStage('purge-expired', LIVE_WORLD, NOW))
  const took = performance.now() - startedAt
  const gone = classes.reduce((sum, { deleted }) => sum + deleted, 0)
  const kept = classes.reduce((sum, { held, evidence, engine }) => sum + held + evidence + engine, 0)
  console.log(
    `${name}: preview ${times.map((ms) => ms.toFixed(0)).join(', ')} ms; run ${took.toFixed(0)} ms, deleted ${gone}, kept ${kept} (load ${loadavg()[0]?.toFixed(1)})`,
  )
}

function id(kind: string, number: string): string {
  return `('0193a000-0000-7000-8000-${kind}' || lpad(to_hex(${number}), 11, '0'))::uuid`
}

/** Items of 90 days in 20,000 narratives, one in fifty of them dismissed long ago and spent; `due` more are a day too old. */
async function fill(db: Db, items: number, due: number): Promise<void> {
  const at = `case when n < ${due} then timestamptz '${NOW.toISOString()}' - interval '90 days 1 hour' - n * interval '1 second'
    else timestamptz '${NOW.toISOString()}' - (n::float8 / ${items + due}) * interval '89 days 23 hours' end`
  const statements = [
    `select ensure_partitions('2026-08-01', '2026-11-20')`,
    `insert into publisher (id, name, domain) select ${id('1', 'n')}, 'Publisher ' || n, 'p' || n || '.example' from generate_series(0, 399) n`,
    `insert into source (id, url, canonical_url, title, publisher_id) select ${id('2', 'n')}, 'https://s' || n || '.example',
      'https://s' || n || '.example', 'Source ' || n, ${id('1', 'n % 400')} from generate_series(0, 499) n`,
    `insert into narrative (id, shard, title, state, triaged_at, first_item_at, last_item_at)
      select ${id('4', 'n')}, 'en', 'Narrative ' || n, case when n % 50 = 0 then 'dismissed' else 'emerging' end,
      timestamptz '2026-10-01', '2026-08-22', '2026-11-20' from generate_series(0, 19999) n`,
    `insert into item (id, first_seen_at, source_id, publisher_id, title, text, event_at, content_hash)
      select ${id('5', 'n')}, ${at}, ${id('2', 'n % 500')}, ${id('1', 'n % 400')}, 'Title ' || n, repeat('text ', 40), now(), n::text
      from generate_series(0, ${items + due - 1}) n`,
    `insert into item_identity (world, key, item_id, first_seen_at) select 'live', id::text, id, first_seen_at from item`,
    `insert into item_sighting (item_id, source_id, publisher_id, first_seen_at, seen_at) select id, source_id, publisher_id, first_seen_at, first_seen_at from item`,
    // Every fiftieth narrative is dismissed: what stands in one is spent, so the living stand in the others.
    `insert into item_assignment (item_id, first_seen_at, world, shard, shard_seq, narrative_id, assigned_at, fence)
      select id, first_seen_at, 'live', 'en', row_number() over (), ${id('4', '(content_hash::int % 400) * 50 + 1 + content_hash::int % 49')},
      first_seen_at, 1 from item`,
    `insert into engine_snapshot (world, shard, shard_seq, format, is_checkpoint, state, taken_at) values ('live', 'en', 100000000, 1, true, '', now())`,
    `vacuum analyze`,
  ]
  for (const statement of statements) await sql.raw(statement).execute(db)
}
