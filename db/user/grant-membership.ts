import { actorReference } from '@hub/core/access/actor.ts'
import type { Role } from '@hub/core/access/role.ts'
import type { UnitId, UserId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict, NotFound } from '../errors.ts'
import { newRowId } from '../new-id.ts'
import type { Row } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'

export type GrantMembership = { userId: UserId; unitId: UnitId; role: Role; reason?: string | null }

/** Gives a person a role in a unit, from now on. A role they already hold there is left as it stands. */
export async function grantMembership(db: Db | Tx, by: WriteBy, input: GrantMembership): Promise<Row<'membership'>> {
  return write(db, by, async (w) => {
    await w.require('user.manage')
    const world = by.actor.world
    const user = await w.tx
      .selectFrom('userAccount')
      .select(['id', 'rowVersion'])
      .where('id', '=', input.userId)
      .forUpdate()
      .executeTakeFirst()
    if (!user) throw new NotFound('user')
    const unit = await w.tx
      .selectFrom('unit')
      .select(['id', 'closedAt'])
      .where('id', '=', input.unitId)
      .where('world', '=', world)
      .executeTakeFirst()
    if (!unit) throw new NotFound('unit')
    if (unit.closedAt) throw new Conflict('unit_closed', 'This unit is closed. Choose one that is open.')
    const present = await w.tx
      .selectFrom('membership')
      .selectAll()
      .where('userId', '=', input.userId)
      .where('unitId', '=', input.unitId)
      .where('role', '=', input.role)
      .where('world', '=', world)
      .where('revokedAt', 'is', null)
      .executeTakeFirst()
    if (present) {
      w.unchanged()
      return present
    }
    const granted = await w.tx
      .insertInto('membership')
      .values({
        id: newRowId(),
        userId: input.userId,
        unitId: input.unitId,
        role: input.role,
        world,
        grantedBy: actorReference(by.actor),
        reason: input.reason ?? null,
        grantedAt: by.now,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await w.audit({
      action: 'role granted',
      noun: 'user',
      objectId: input.userId,
      unitId: input.unitId,
      details: { role: input.role, membershipId: granted.id, reason: input.reason ?? null },
    })
    await w.live({ noun: 'user', id: input.userId, version: user.rowVersion })
    return granted
  })
}
