import type { CaseId, LogEntryId } from '@hub/core/ids.ts'
import type { LogEntryView } from '@hub/core/case/log-entry.ts'

import type { Reader } from '../connect.ts'
import { NotFound } from '../errors.ts'

/** Log entries with what their views need besides: the start of every query for them. */
export function selectEntries(db: Reader) {
  return db
    .selectFrom('logEntry as entry')
    .leftJoin('unit', 'unit.id', 'entry.unitId')
    .leftJoin('logEntry as correction', 'correction.correctsId', 'entry.id')
    .select([
      'entry.id',
      'entry.caseId',
      'entry.seq',
      'entry.kind',
      'entry.eventAt',
      'entry.enteredAt',
      'entry.lateReason',
      'entry.content',
      'entry.authorName',
      'unit.name as unitName',
      'entry.correctsId',
      'correction.id as correctedById',
      'entry.hash',
    ])
}

type EntryRow = Awaited<ReturnType<ReturnType<typeof selectEntries>['execute']>>[number]

/** A stored entry as a view. */
export function logEntryView({ caseId: _, ...entry }: EntryRow): LogEntryView {
  return { ...entry, eventAt: entry.eventAt.toISOString(), enteredAt: entry.enteredAt.toISOString() }
}

/** A case's whole log, oldest entry first. Whoever asks has checked the case. */
export async function listEntries(db: Reader, caseId: CaseId): Promise<LogEntryView[]> {
  const rows = await selectEntries(db).where('entry.caseId', '=', caseId).orderBy('entry.seq').execute()
  return rows.map(logEntryView)
}

/** One entry of a log. Whoever asks has checked its case. Throws NotFound. */
export async function getEntry(db: Reader, entryId: LogEntryId): Promise<LogEntryView> {
  const row = await selectEntries(db).where('entry.id', '=', entryId).executeTakeFirst()
  if (!row) throw new NotFound('log_entry')
  return logEntryView(row)
}
