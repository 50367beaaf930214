import type { Role } from '@hub/core/access/role.ts'
import type { DeliveryId, UnitId, UserId } from '@hub/core/ids.ts'

import { newRowId } from '../new-id.ts'
import type { Write } from '../write.ts'

/** The roles that may answer an alert for their unit: who is on duty as long as there is no rota. */
export const DUTY_ROLES = ['analyst', 'comms', 'unit_lead', 'coordinator'] as const satisfies readonly Role[]

export type Notice = {
  deliveryId: DeliveryId
  level: number
  unitId: UnitId
  roles: readonly Role[]
  detail: string | null
}

/**
 * Tells the people who hold one of the roles in the unit, in the app, and records one attempt for each; running it again
 * tells nobody twice. Returns how many people that is; when it is nobody, that is recorded too.
 */
export async function notifyPeople(w: Write, notice: Notice): Promise<number> {
  const { deliveryId, level, detail } = notice
  const people = await w.tx
    .selectFrom('membership')
    .innerJoin('userAccount', 'userAccount.id', 'membership.userId')
    .select('userAccount.id')
    .distinct()
    .where('membership.unitId', '=', notice.unitId)
    .where('membership.role', 'in', notice.roles)
    .where('membership.world', '=', w.by.actor.world)
    .where('membership.revokedAt', 'is', null)
    .where('userAccount.status', '=', 'active')
    .orderBy('userAccount.id')
    .execute()
  const attempt = (userId: UserId | null) => ({
    id: newRowId(),
    deliveryId,
    level,
    userId,
    channel: 'in_app',
    idempotencyKey: `${deliveryId}:${level}:${userId ?? 'nobody'}:in_app`,
    at: w.by.now,
    outcome: userId === null ? ('nobody' as const) : ('delivered' as const),
    detail: userId === null ? `Nobody holds ${notice.roles.join(' or ').replaceAll('_', ' ')} in this unit.` : detail,
  })
  const attempts = people.length === 0 ? [attempt(null)] : people.map(({ id }) => attempt(id))
  await w.tx
    .insertInto('deliveryAttempt')
    .values(attempts)
    .onConflict((conflict) => conflict.column('idempotencyKey').doNothing())
    .execute()
  return people.length
}
