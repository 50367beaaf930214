import { actorReference } from '@hub/core/access/actor.ts'
import { actingUnit } from '@hub/core/case/acting-unit.ts'
import type { LogKind } from '@hub/core/case/log-entry.ts'
import { type CaseId, type LogEntryId, logEntryIdSchema } from '@hub/core/ids.ts'
import { linkEntry } from '@hub/core/record/link-entry.ts'

import { newId, newRowId } from '../new-id.ts'
import type { Row } from '../schema.ts'
import type { Write } from '../write.ts'

export type NewEntry = {
  caseId: CaseId
  kind: LogKind
  content: Record<string, unknown>
  eventAt: Date
  lateReason?: string | null
  correctsId?: LogEntryId | null
  idempotencyKey: string
}

/**
 * Adds an entry to the end of a case's log and chains it to the one before. The case row is locked, so that two
 * writers never chain to the same entry. Permission and audit are the calling verb's.
 */
export async function appendEntry(w: Write, entry: NewEntry): Promise<Row<'logEntry'>> {
  const head = await w.tx
    .selectFrom('caseFile')
    .select(['logSeq', 'logHead'])
    .where('id', '=', entry.caseId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const author = actorReference(w.by.actor)
  const correctsId = entry.correctsId ?? null
  const linked = linkEntry(
    { seq: head.logSeq, hash: head.logHead },
    {
      caseId: entry.caseId,
      kind: entry.kind,
      eventAt: entry.eventAt.toISOString(),
      enteredAt: w.by.now.toISOString(),
      author,
      correctsId,
    },
    entry.content,
  )
  const row = await w.tx
    .insertInto('logEntry')
    .values({
      id: newId(logEntryIdSchema),
      caseId: entry.caseId,
      kind: entry.kind,
      eventAt: entry.eventAt,
      enteredAt: w.by.now,
      lateReason: entry.lateReason ?? null,
      content: JSON.stringify(entry.content),
      author,
      authorName: w.by.actor.name,
      unitId: actingUnit(w.by.actor, 'log.write'),
      correctsId,
      idempotencyKey: entry.idempotencyKey,
      ...linked,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await w.tx
    .updateTable('caseFile')
    .set({ logSeq: linked.seq, logHead: linked.hash, updatedAt: w.by.now })
    .where('id', '=', entry.caseId)
    .execute()
  return row
}

/** Records in a case's log what the hub did for somebody: `event` is its stable name, `text` says it in a sentence. */
export async function appendSystemEntry(
  w: Write,
  caseId: CaseId,
  event: string,
  text: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  const content = { kind: 'system', event, text, ...details }
  await appendEntry(w, { caseId, kind: 'system', content, eventAt: w.by.now, idempotencyKey: `system:${newRowId()}` })
}
