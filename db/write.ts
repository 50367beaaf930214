import { sql } from 'kysely'

import { may, type Permission, type PermissionTarget } from '@hub/core/access/permissions.ts'

import { type AuditEntry, insertAuditEvent } from './audit.ts'
import type { Db, Tx } from './connect.ts'
import { Conflict, Forbidden } from './errors.ts'
import { insertOutboxRow, type OutboxEvent } from './outbox.ts'
import { unitDescendants } from './unit/queries.ts'
import type { WriteBy } from './write-by.ts'

export type { WriteBy } from './write-by.ts'

/** A change that open pages should hear of; ids only, never content. */
export type LiveChange = { noun: string; id: string; version: number; unitIds?: readonly string[] }

/** What a write verb works with inside its transaction. */
export type Write = {
  tx: Tx
  by: WriteBy
  /** Throws Forbidden unless the actor holds the permission for the target. Every verb calls it. */
  require(permission: Permission, target?: PermissionTarget): Promise<void>
  /** Refuses a write made against an older version of the row, handing both versions back. */
  requireVersion(row: { rowVersion: number }, expected: number | undefined): void
  audit(entry: AuditEntry): Promise<void>
  publish(event: OutboxEvent): Promise<void>
  live(change: LiveChange): Promise<void>
  /** Says that nothing had to change (the verb was run twice), so no audit entry is due. */
  unchanged(): void
}

/**
 * The one way in for every write: opens a transaction or joins the caller's, and refuses to commit unless the verb
 * checked a permission and left an audit entry.
 */
export async function write<Result>(db: Db | Tx, by: WriteBy, verb: (w: Write) => Promise<Result>): Promise<Result> {
  const run = async (tx: Tx): Promise<Result> => {
    const state = { checked: false, audited: false, unchanged: false }
    const result = await verb(openWrite(tx, by, state))
    if (!state.checked) throw new Error('A write verb did not check a permission.')
    if (!state.audited && !state.unchanged) throw new Error('A write verb left no audit entry.')
    return result
  }
  return db.isTransaction ? run(db as Tx) : db.transaction().execute(run)
}

function openWrite(tx: Tx, by: WriteBy, state: { checked: boolean; audited: boolean; unchanged: boolean }): Write {
  return {
    tx,
    by,
    async require(permission, target = {}) {
      const verdict = may(by.actor, permission, target, await unitDescendants(tx))
      if (!verdict.allowed) throw new Forbidden(permission, verdict.message)
      state.checked = true
    },
    requireVersion(row, expected) {
      if (expected !== undefined && row.rowVersion !== expected) {
        throw new Conflict('stale_version', 'Somebody changed this since you opened it. Compare, then save again.', row)
      }
    },
    async audit(entry) {
      await insertAuditEvent(tx, by, entry)
      state.audited = true
    },
    publish: (event) => insertOutboxRow(tx, by.now, event),
    async live(change) {
      const message = JSON.stringify({ ...change, world: by.actor.world })
      await sql`select pg_notify('hub_live', ${message})`.execute(tx)
    },
    unchanged() {
      state.unchanged = true
    },
  }
}
