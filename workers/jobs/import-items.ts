import { createRecordReader, type FileRecord } from '@hub/core/intake/read-records.ts'
import { IMPORT_ROWS_MAX } from '@hub/core/intake/item-import.ts'
import { readRow, type RowReading } from '@hub/core/intake/read-row.ts'
import type { QueueJobName } from '@hub/core/jobs.ts'
import type { AllowList } from '@hub/core/source/allow-list.ts'
import { Conflict } from '@hub/db/errors.ts'
import {
  type ClaimedImport,
  claimItemImport,
  readImportPart,
  releaseItemImport,
} from '@hub/db/intake/claim-item-import.ts'
import { finishItemImport } from '@hub/db/intake/end-item-import.ts'
import { storeImportBatch } from '@hub/db/intake/store-import-batch.ts'
import { byStage } from '@hub/db/stream/pipeline-actor.ts'

import type { StageDeps } from '../stage-deps.ts'

export type ImportDeps = StageDeps & { allowList: AllowList; enqueue: (name: QueueJobName) => Promise<void> }
export type ImportCounts = { imports: number; rows: number }

const ROWS_AT_ONCE = 250
/** A claim outlives any batch by far; a dead worker's runs out and the next one goes on. */
const CLAIM_MS = 30_000
/** After this long the rest is left to a further run. */
const BUDGET_MS = 60_000

type Run = { deps: ImportDeps; clock: () => Date; mayGoOn: () => boolean; counts: ImportCounts }

/**
 * Reads the files of imports, oldest first: each row becomes an item, is known already, is wanted by no term, or is refused
 * with its reason. Goes on behind the last stored batch after any interruption.
 */
export async function importItems(deps: ImportDeps, clock: () => Date, signal: AbortSignal): Promise<ImportCounts> {
  const endsMs = clock().getTime() + BUDGET_MS
  const counts: ImportCounts = { imports: 0, rows: 0 }
  const run: Run = { deps, clock, counts, mayGoOn: () => !signal.aborted && clock().getTime() < endsMs }
  for (;;) {
    const claimed = await claimItemImport(deps.db, { world: deps.world, now: clock(), claimForMs: CLAIM_MS })
    if (!claimed) return counts
    try {
      const end = await readFile(run, claimed)
      if (end.kind === 'ended') await finishItemImport(deps.db, by(run), { ...claimed, problem: end.problem })
      if (end.kind === 'ended') counts.imports += 1
      if (end.kind !== 'interrupted') continue
    } catch (error) {
      await releaseItemImport(deps.db, claimed)
      throw error
    }
    await releaseItemImport(deps.db, claimed)
    if (!signal.aborted) await deps.enqueue('import-items')
    return counts
  }
}

type End = { kind: 'ended'; problem: string | null } | { kind: 'taken' } | { kind: 'interrupted' }

function by({ deps, clock }: Run) {
  return byStage('import-items', deps.world, clock())
}

async function readFile(run: Run, claimed: ClaimedImport): Promise<End> {
  const { encoding, rules } = claimed.plan
  let rows: RowReading[] = []
  let bytesRead = 0
  let found = claimed.found
  const flush = async (): Promise<End | undefined> => {
    const last = rows.at(-1)
    if (!last) return undefined
    const end = await storeRows(run, claimed, { rows, nextRow: last.row + 1, bytesRead })
    run.counts.rows += rows.length
    rows = []
    if (end) return end
    return run.mayGoOn() ? undefined : { kind: 'interrupted' }
  }
  for await (const { records, bytes } of walkFile(run, claimed, encoding)) {
    bytesRead = bytes
    for (const record of records) {
      if (record.row < claimed.nextRow) continue
      if (found === IMPORT_ROWS_MAX) return (await flush()) ?? { kind: 'ended', problem: TOO_MANY }
      found += 1
      rows.push(readRow(record, rules, run.clock()))
      const end = rows.length === ROWS_AT_ONCE ? await flush() : undefined
      if (end) return end
    }
  }
  const end = await flush()
  if (end && end.kind !== 'interrupted') return end
  return { kind: 'ended', problem: found === 0 ? NO_ROWS : null }
}

const TOO_MANY = `The file has more than ${IMPORT_ROWS_MAX} rows; the rest was left out. Put it into a further file.`
const NO_ROWS = 'The file has no rows below its heading. Check that it is the right one.'

/** The file's records as its parts come out of the database, with the bytes read so far. */
async function* walkFile(
  { deps }: Run,
  claimed: ClaimedImport,
  encoding: string,
): AsyncGenerator<{ records: FileRecord[]; bytes: number }> {
  const decoder = new TextDecoder(encoding)
  const reader = createRecordReader(claimed.plan.shape)
  let bytes = 0
  for (let part = 0; ; part += 1) {
    const content = await readImportPart(deps.db, claimed.id, part)
    if (!content) break
    bytes += content.byteLength
    yield { records: reader.push(decoder.decode(content, { stream: true })), bytes }
  }
  yield { records: [...reader.push(decoder.decode()), ...reader.end()], bytes }
}

type Batch = { rows: RowReading[]; nextRow: number; bytesRead: number }

/** Stores a batch; one that the database refuses is stored row by row, and the row at fault is refused in words. */
async function storeRows(run: Run, claimed: ClaimedImport, batch: Batch): Promise<End | undefined> {
  const { deps, clock } = run
  const claimedUntil = new Date(clock().getTime() + CLAIM_MS)
  try {
    const isOurs = await storeImportBatch(deps.db, by(run), {
      claimed,
      ...batch,
      claimedUntil,
      allowList: deps.allowList,
    })
    return isOurs ? undefined : { kind: 'taken' }
  } catch (error) {
    if (error instanceof Conflict) return { kind: 'ended', problem: error.message }
    if (!isDataFault(error)) throw error
    const [only] = batch.rows
    if (batch.rows.length === 1 && only) {
      if (!only.ok) throw error
      deps.log.warn({ importId: claimed.id, row: only.row, error }, 'A row of an import could not be stored')
      const refused: RowReading = { row: only.row, ok: false, shown: only.item.title, reason: NOT_STORED }
      return storeRows(run, claimed, { ...batch, rows: [refused] })
    }
    for (const row of batch.rows) {
      const end = await storeRows(run, claimed, { ...batch, rows: [row], nextRow: row.row + 1 })
      if (end) return end
    }
    return undefined
  }
}

const NOT_STORED = 'The database cannot store this row. Shorten it, or tell the operator.'

/** A fault of the values, not of the connection: trying again would not help. */
function isDataFault(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(?:22|23|54)/.test(String(error.code))
}
