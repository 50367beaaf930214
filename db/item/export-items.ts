import type { Scope } from '@hub/core/access/scope.ts'
import { searchHintSchema, type ItemFilter } from '@hub/core/item/item-search.ts'
import { writeCsvLine } from '@hub/core/record/write-csv.ts'
import { type RawBuilder, sql } from 'kysely'

import type { Db, Reader } from '../connect.ts'
import { Conflict } from '../errors.ts'
import { newRowId } from '../new-id.ts'
import { write, type WriteBy } from '../write.ts'
import { prepareSearch } from './search-items.ts'

const COLUMNS = [
  'id',
  'title',
  'url',
  'source',
  'publisher',
  'language',
  'published_at',
  'published_as_written',
  'first_seen_at',
  'event_at',
  'narrative_id',
  'narrative',
  'matched_terms',
] as const
type ExportRow = Record<(typeof COLUMNS)[number], string | null>

const ROWS_PER_FETCH = 500
/** One step of an export may search this long; a reader who takes nothing for the second time gives up its place. */
const FETCH_TIMEOUT_MS = 120_000
const IDLE_TIMEOUT_MS = 300_000

export type ItemExport = { scope: Scope; by: WriteBy; filter: ItemFilter; signal: AbortSignal }

/**
 * Everything a search finds, newest first, as pieces of a CSV file: all rows of one moment, however many, a few hundred in
 * memory at a time, and no faster than they are taken. Stopping to take them, or the signal, ends the query. Who asked for
 * what stands in the audit record before the first row leaves, and how many rows left afterwards.
 */
export async function exportItems(db: Db, asked: ItemExport): Promise<AsyncGenerator<string>> {
  const { where, hint } = await prepareSearch(db, asked.scope, asked.filter)
  if (where === null) {
    const { code, word } = searchHintSchema.parse(hint)
    throw new Conflict(
      `search_${code}`,
      `“${word}” cannot be searched for by itself. Change the words, then export again.`,
    )
  }
  const exportId = newRowId()
  await record(db, asked.by, 'export', exportId, { filter: asked.filter })
  return readRows(db, asked, where, exportId)
}

async function* readRows(db: Db, asked: ItemExport, where: RawBuilder<unknown>, exportId: string) {
  const tx = await db.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute()
  let rows = 0
  let isComplete = false
  const pid = await backendPid(tx)
  const stop = () => void sql`select pg_cancel_backend(${pid})`.execute(db).catch(() => undefined)
  asked.signal.addEventListener('abort', stop, { once: true })
  try {
    await openCursor(tx, asked.scope, where)
    yield writeCsvLine(COLUMNS)
    while (!asked.signal.aborted) {
      const fetched = await sql<ExportRow>`fetch ${sql.lit(ROWS_PER_FETCH)} from exported`.execute(tx.withoutPlugins())
      if (fetched.rows.length === 0) {
        isComplete = true
        break
      }
      rows += fetched.rows.length
      yield fetched.rows.map((row) => writeCsvLine(COLUMNS.map((column) => row[column]))).join('')
    }
  } finally {
    asked.signal.removeEventListener('abort', stop)
    await tx.rollback().execute()
    await record(db, asked.by, 'export_end', exportId, { rows, isComplete })
  }
}

async function openCursor(tx: Reader, scope: Scope, where: RawBuilder<unknown>): Promise<void> {
  await sql`select set_config('statement_timeout', ${String(FETCH_TIMEOUT_MS)}, true),
    set_config('idle_in_transaction_session_timeout', ${String(IDLE_TIMEOUT_MS)}, true),
    set_config('cursor_tuple_fraction', '1', true), set_config('timezone', 'UTC', true)`.execute(tx)
  await sql`
    declare exported no scroll cursor for
    select i.id::text, i.title, i.url, s.title as source, p.name as publisher, i.language,
      ${asIso('i.published_at')} as published_at, i.published_raw as published_as_written,
      ${asIso('i.first_seen_at')} as first_seen_at, ${asIso('i.event_at')} as event_at,
      n.id::text as narrative_id, n.title as narrative, array_to_string(i.matched_terms, '; ') as matched_terms
    from item i
    join source s on s.id = i.source_id
    join publisher p on p.id = i.publisher_id
    left join item_assignment a on a.item_id = i.id
    left join narrative n on n.id = a.narrative_id ${scope.mayReadRed ? sql`` : sql`and n.tlp <> 'RED'`}
    where ${where} order by i.first_seen_at desc, i.id desc`.execute(tx)
}

function asIso(column: string): RawBuilder<unknown> {
  return sql`to_char(${sql.ref(column)}, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
}

async function backendPid(tx: Reader): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
  return rows[0]?.pid ?? 0
}

async function record(
  db: Db,
  by: WriteBy,
  action: 'export' | 'export_end',
  exportId: string,
  details: Record<string, unknown>,
): Promise<void> {
  await write(db, by, async (w) => {
    await w.require('item.read')
    await w.audit({ action, noun: 'item', objectId: exportId, details })
  })
}
