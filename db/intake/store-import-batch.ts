import { UNMATCHED_REASON } from '@hub/core/intake/judge-rows.ts'
import type { RowReading } from '@hub/core/intake/read-row.ts'
import type { AllowList } from '@hub/core/source/allow-list.ts'

import type { Db, Tx } from '../connect.ts'
import { write, type WriteBy } from '../write.ts'
import type { ClaimedImport } from './claim-item-import.ts'
import { lockItemImport } from './lock-item-import.ts'
import { requireOpenSource } from './open-handed-source.ts'
import { requireProfileInForce } from './require-profile-in-force.ts'
import { storeIncoming } from './store-incoming.ts'

export type ImportBatch = {
  claimed: Pick<ClaimedImport, 'id' | 'fence'>
  /** Rows in order, none of them read before. */
  rows: readonly RowReading[]
  nextRow: number
  bytesRead: number
  claimedUntil: Date
  allowList: AllowList
}

/**
 * Stores a batch of an import's rows with how far it got, in one transaction: after a crash the next worker goes on behind
 * the last batch. Returns false, having written nothing, when the import was stopped or another worker has it. Throws
 * Conflict when the profile or source no longer lets anything in.
 */
export async function storeImportBatch(db: Db | Tx, by: WriteBy, batch: ImportBatch): Promise<boolean> {
  return write(db, by, async (w) => {
    await w.require('pipeline.run')
    const item = await lockItemImport(w, batch.claimed.id)
    if (item.state !== 'running' || item.claimFence !== batch.claimed.fence) {
      w.unchanged()
      return false
    }
    const profile = await requireProfileInForce(w, item.profileId)
    const source = await w.tx.selectFrom('source').selectAll().where('id', '=', item.sourceId).executeTakeFirstOrThrow()
    requireOpenSource(source)
    const items = batch.rows.flatMap((row) => (row.ok ? [{ ...row.item, row: row.row }] : []))
    const fates = await storeIncoming(w, { source, profile, items, allowList: batch.allowList })
    const refused = batch.rows.flatMap(refusalOf)
    const unmatched = fates.filter(({ outcome }) => outcome === 'filtered')
    const report = [...refused, ...unmatched.map(({ row }) => ({ row, shown: '', reason: UNMATCHED_REASON }))]
    if (report.length > 0) {
      const lines = report.map(({ row, shown, reason }) => ({ importId: item.id, rowNumber: row, shown, reason }))
      const insert = w.tx.insertInto('itemImportRefusal').values(lines)
      await insert.onConflict((conflict) => conflict.doNothing()).execute()
    }
    const count = (outcome: string) => fates.filter((fate) => fate.outcome === outcome).length
    const counts = {
      found: batch.rows.length,
      added: count('stored'),
      known: count('known'),
      filtered: unmatched.length,
      refused: refused.length,
    }
    await w.tx
      .updateTable('itemImport')
      .set({
        found: item.found + counts.found,
        added: item.added + counts.added,
        known: item.known + counts.known,
        filtered: item.filtered + counts.filtered,
        refused: item.refused + counts.refused,
        nextRow: batch.nextRow,
        bytesRead: Math.min(item.bytes, batch.bytesRead),
        claimedUntil: batch.claimedUntil,
        rowVersion: item.rowVersion + 1,
        updatedAt: by.now,
      })
      .where('id', '=', item.id)
      .execute()
    await w.audit({ action: 'items.import', noun: 'item_import', objectId: item.id, details: counts })
    await w.live({ noun: 'item_import', id: item.id, version: item.rowVersion + 1 })
    return true
  })
}

function refusalOf(reading: RowReading) {
  if (reading.ok) return []
  const { row, shown, reason } = reading
  return [{ row, shown: shown.replaceAll('\0', '').toWellFormed(), reason }]
}
