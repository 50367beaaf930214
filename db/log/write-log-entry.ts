import { actorReference } from '@hub/core/access/actor.ts'
import { judgeLogEntry } from '@hub/core/case/judge-log-entry.ts'
import type { WriteLogEntry } from '@hub/core/case/log-entry.ts'
import type { CaseId, LogEntryId } from '@hub/core/ids.ts'
import { digestOf } from '@hub/core/record/log-chain.ts'

import { announceCase, lockCase } from '../case/lock-case.ts'
import type { Db, Tx } from '../connect.ts'
import { Conflict } from '../errors.ts'
import { obeyVerdict } from '../obey-verdict.ts'
import type { Row } from '../schema.ts'
import { write, type Write, type WriteBy } from '../write.ts'
import { appendEntry } from './append-entry.ts'

/**
 * Writes a person's entry into a case's log. The log is insert-only: a mistake is corrected by a further entry. The
 * same idempotency key with the same content is the same entry, sent again; with other content it is refused.
 */
export async function writeLogEntry(
  db: Db | Tx,
  by: WriteBy,
  caseId: CaseId,
  entry: WriteLogEntry,
): Promise<Row<'logEntry'>> {
  return write(db, by, async (w) => {
    const locked = await lockCase(w, caseId, 'log.write')
    const present = await w.tx
      .selectFrom('logEntry')
      .selectAll()
      .where('idempotencyKey', '=', entry.idempotencyKey)
      .executeTakeFirst()
    if (present) {
      const isSame =
        present.caseId === caseId &&
        present.author === actorReference(by.actor) &&
        present.contentDigest === digestOf(entry.content)
      if (!isSame)
        throw new Conflict(
          'idempotency_key_used',
          'Another entry was sent with this key. Send this one with a new key.',
        )
      w.unchanged()
      return present
    }
    const correctsId = entry.content.kind === 'correction' ? entry.content.correctsId : null
    obeyVerdict(judgeLogEntry(entry, by.now, correctsId ? await findCorrected(w, caseId, correctsId) : undefined))
    const row = await appendEntry(w, {
      caseId,
      kind: entry.content.kind,
      content: entry.content,
      eventAt: new Date(entry.eventAt),
      lateReason: entry.lateReason || null,
      correctsId,
      idempotencyKey: entry.idempotencyKey,
    })
    await w.audit({
      action: 'logged',
      noun: 'case',
      objectId: caseId,
      unitId: row.unitId,
      tlp: locked.tlp,
      details: { entryId: row.id, seq: row.seq, kind: row.kind },
    })
    await announceCase(w, locked)
    return row
  })
}

async function findCorrected(w: Write, caseId: CaseId, id: LogEntryId) {
  const entry = await w.tx
    .selectFrom('logEntry')
    .select('kind')
    .where('id', '=', id)
    .where('caseId', '=', caseId)
    .executeTakeFirst()
  if (!entry) return undefined
  const correction = await w.tx
    .selectFrom('logEntry')
    .select('id')
    .where('correctsId', '=', id)
    .where('caseId', '=', caseId)
    .executeTakeFirst()
  return { kind: entry.kind, isCorrected: correction !== undefined }
}
