import type { Scope } from '@hub/core/access/scope.ts'
import type { CaseId } from '@hub/core/ids.ts'
import { type ChainFault, verifyChain } from '@hub/core/record/log-chain.ts'

import { visibleCase } from '../case/visible-case.ts'
import type { Reader } from '../connect.ts'
import { NotFound } from '../errors.ts'

export type LogVerification = { ok: boolean; entries: number; head: string; faults: ChainFault[] }

/** Recomputes the hash chain of a case's log and compares it with the head the case keeps. Throws NotFound. */
export async function verifyLog(db: Reader, scope: Scope, caseId: CaseId): Promise<LogVerification> {
  const found = await db
    .selectFrom('caseFile')
    .select('logHead')
    .where('id', '=', caseId)
    .where(visibleCase(scope))
    .executeTakeFirst()
  if (!found) throw new NotFound('case')
  const rows = await db.selectFrom('logEntry').selectAll().where('caseId', '=', caseId).orderBy('seq').execute()
  const entries = rows.map((row) => ({
    caseId: row.caseId,
    seq: row.seq,
    kind: row.kind,
    eventAt: row.eventAt.toISOString(),
    enteredAt: row.enteredAt.toISOString(),
    author: row.author,
    correctsId: row.correctsId,
    contentDigest: row.contentDigest,
    previousHash: row.previousHash,
    hash: row.hash,
    content: row.content,
  }))
  const faults = verifyChain(entries, found.logHead)
  return { ok: faults.length === 0, entries: entries.length, head: found.logHead, faults }
}
