import { actorReference } from '@hub/core/access/actor.ts'
import type { Tlp } from '@hub/core/access/role.ts'
import { digestOf } from '@hub/core/record/log-chain.ts'

import type { Tx } from './connect.ts'
import { newRowId } from './new-id.ts'
import type { WriteBy } from './write-by.ts'

/** What was done to what, in the product's own words; `details` holds what an auditor needs to understand it. */
export type AuditEntry = {
  action: string
  noun: string
  objectId?: string | null
  unitId?: string | null
  tlp?: Tlp | null
  details?: Record<string, unknown>
}

/** Adds one row to the insert-only audit record, inside the transaction of the change it describes. */
export async function insertAuditEvent(tx: Tx, by: WriteBy, entry: AuditEntry): Promise<void> {
  const row = {
    id: newRowId(),
    at: by.now,
    world: by.actor.world,
    actorKind: by.actor.kind,
    actor: actorReference(by.actor),
    actorName: by.actor.name,
    action: entry.action,
    noun: entry.noun,
    objectId: entry.objectId ?? null,
    unitId: entry.unitId ?? null,
    tlp: entry.tlp ?? null,
    requestId: by.requestId ?? null,
  }
  const details = entry.details ?? {}
  await tx
    .insertInto('auditEvent')
    .values({ ...row, details: JSON.stringify(details), contentDigest: digestOf({ ...row, details }) })
    .execute()
}
