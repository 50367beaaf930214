import type { Actor } from '@hub/core/access/actor.ts'
import { LIVE_WORLD } from '@hub/core/access/role.ts'

import { insertAuditEvent } from '../audit.ts'
import type { Db } from '../connect.ts'
import { findActingUser, FIRST_SIGN_IN_SETTING } from './queries.ts'

/** What the sign-in service tells the record. */
export type SignInEvent = 'signed in' | 'signed out' | 'password set' | 'sign-in link made' | 'sign-in failed'

/**
 * Writes what happened to a person's own session into the audit record. The acts of the sign-in service pass no
 * permission: whoever holds the link or the password is the person. Unknown or suspended people leave no row.
 */
export async function recordSignIn(
  db: Db,
  event: { action: SignInEvent; userId: string; now: Date; by?: Actor },
): Promise<void> {
  const user = await findActingUser(db, event.userId, LIVE_WORLD)
  if (!user) return
  const self: Actor = {
    kind: 'user',
    userId: user.id,
    name: user.name,
    memberships: user.memberships,
    world: LIVE_WORLD,
  }
  await db.transaction().execute(async (tx) => {
    await insertAuditEvent(
      tx,
      { actor: event.by ?? self, now: event.now },
      { action: event.action, noun: 'user', objectId: user.id },
    )
    if (event.action !== 'signed in') return
    const first = {
      key: FIRST_SIGN_IN_SETTING,
      value: JSON.stringify({ at: event.now.toISOString() }),
      updatedAt: event.now,
    }
    await tx
      .insertInto('hubSetting')
      .values(first)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  })
}
