import type { Write } from '../write.ts'

/** How many active people coordinate: with more than one, nobody approves their own proposal. */
export async function countCoordinators(w: Write): Promise<number> {
  const row = await w.tx
    .selectFrom('membership')
    .innerJoin('userAccount', 'userAccount.id', 'membership.userId')
    .select((eb) => eb.fn.count<number>('membership.userId').distinct().as('people'))
    .where('membership.role', '=', 'coordinator')
    .where('membership.revokedAt', 'is', null)
    .where('membership.world', '=', w.by.actor.world)
    .where('userAccount.status', '=', 'active')
    .executeTakeFirstOrThrow()
  return row.people
}
