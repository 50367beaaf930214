import { actorReference } from '@hub/core/access/actor.ts'
import type { Db, Tx } from '../connect.ts'
import { Conflict, NotFound } from '../errors.ts'
import type { Row } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'

/**
 * Takes a role away, with a reason that stays in the record. The last administrator's role is kept: nobody could
 * otherwise let anybody in.
 */
export async function revokeMembership(
  db: Db | Tx,
  by: WriteBy,
  input: { id: string; reason: string },
): Promise<Row<'membership'>> {
  return write(db, by, async (w) => {
    await w.require('user.manage')
    const membership = await w.tx
      .selectFrom('membership')
      .selectAll()
      .where('id', '=', input.id)
      .where('world', '=', by.actor.world)
      .forUpdate()
      .executeTakeFirst()
    if (!membership) throw new NotFound('membership')
    if (membership.revokedAt) {
      w.unchanged()
      return membership
    }
    if (membership.role === 'administrator') await keepOneAdministrator(w.tx, (other) => other.id !== membership.id)
    const revoked = await w.tx
      .updateTable('membership')
      .set({ revokedAt: by.now, revokedBy: actorReference(by.actor) })
      .where('id', '=', membership.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    const details = { role: membership.role, membershipId: membership.id, reason: input.reason }
    await w.audit({
      action: 'role revoked',
      noun: 'user',
      objectId: membership.userId,
      unitId: membership.unitId,
      details,
    })
    await w.live({ noun: 'user', id: membership.userId, version: 0 })
    return revoked
  })
}

/** Refuses what would leave nobody who can administer; `stays` says which of the present administrators remain. */
export async function keepOneAdministrator(
  tx: Tx,
  stays: (membership: { id: string; userId: string }) => boolean,
): Promise<void> {
  const administrators = await tx
    .selectFrom('membership')
    .innerJoin('userAccount', 'userAccount.id', 'membership.userId')
    .select(['membership.id', 'membership.userId'])
    .where('membership.role', '=', 'administrator')
    .where('membership.revokedAt', 'is', null)
    .where('userAccount.status', '=', 'active')
    .orderBy('membership.id')
    .forUpdate('membership')
    .execute()
  if (!administrators.some(stays)) {
    throw new Conflict('last_administrator', 'This is the last administrator. Make somebody else one first.')
  }
}
