import { actorReference } from '@hub/core/access/actor.ts'
import type { LegalHoldId } from '@hub/core/ids.ts'
import { type HoldMove, judgeHoldMove } from '@hub/core/retention/legal-hold.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict, NotFound } from '../errors.ts'
import type { Row } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'

const DONE = { confirm: 'confirmed', refuse: 'refused', lift: 'lifted' } as const
const RESULT = { confirm: 'in_force', refuse: 'refused', lift: 'lifted' } as const

/** Confirms, refuses or lifts a hold, with the reason (see `judgeHoldMove` for who may). */
export async function moveHold(
  db: Db | Tx,
  by: WriteBy,
  input: { id: LegalHoldId; move: HoldMove; reason: string },
): Promise<Row<'legalHold'>> {
  return write(db, by, async (w) => {
    await w.require('hold.confirm')
    const hold = await w.tx
      .selectFrom('legalHold')
      .selectAll()
      .where('id', '=', input.id)
      .where('world', '=', by.actor.world)
      .forUpdate()
      .executeTakeFirst()
    if (!hold) throw new NotFound('legal hold')
    if (hold.state === RESULT[input.move]) {
      w.unchanged()
      return hold
    }
    const verdict = judgeHoldMove(hold, input.move, by.actor)
    if (!verdict.ok) throw new Conflict(verdict.code, verdict.message)
    const person = actorReference(by.actor)
    const moved = await w.tx
      .updateTable('legalHold')
      .set({
        state: verdict.to,
        ...(input.move === 'lift' ? { liftedBy: person, liftedAt: by.now } : { decidedBy: person, decidedAt: by.now }),
        ...(input.move === 'confirm' ? {} : { endedReason: input.reason }),
        rowVersion: hold.rowVersion + 1,
        updatedAt: by.now,
      })
      .where('id', '=', hold.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    const details = { kind: hold.objectKind, objectId: hold.objectId, reason: input.reason, placedBy: hold.placedBy }
    await w.audit({ action: DONE[input.move], noun: 'legal_hold', objectId: hold.id, details })
    await w.live({ noun: 'legal_hold', id: hold.id, version: moved.rowVersion })
    return moved
  })
}
