import type { UserId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict, NotFound } from '../errors.ts'
import type { Row } from '../schema.ts'
import { type Write, write, type WriteBy } from '../write.ts'
import { keepOneAdministrator } from './revoke-membership.ts'

/** Closes the door to a person: from the next request on they are not signed in. Their past acts keep their name. */
export async function suspendUser(
  db: Db | Tx,
  by: WriteBy,
  input: { id: UserId; reason: string },
): Promise<Row<'userAccount'>> {
  return write(db, by, async (w) => {
    await w.require('user.manage')
    const user = await lockUser(w, input.id)
    if (user.status === 'suspended') {
      w.unchanged()
      return user
    }
    if (by.actor.kind === 'user' && by.actor.userId === user.id) {
      throw new Conflict('own_account', 'You cannot suspend your own account. Ask another administrator.')
    }
    await keepOneAdministrator(w.tx, (administrator) => administrator.userId !== user.id)
    return setStatus(w, user, 'suspended', input.reason)
  })
}

/** Opens the door again to a person who was suspended; their roles are as they were. */
export async function reinstateUser(
  db: Db | Tx,
  by: WriteBy,
  input: { id: UserId; reason?: string },
): Promise<Row<'userAccount'>> {
  return write(db, by, async (w) => {
    await w.require('user.manage')
    const user = await lockUser(w, input.id)
    if (user.status === 'active') {
      w.unchanged()
      return user
    }
    return setStatus(w, user, 'active', input.reason ?? null)
  })
}

async function lockUser(w: Write, id: UserId): Promise<Row<'userAccount'>> {
  const user = await w.tx.selectFrom('userAccount').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!user) throw new NotFound('user')
  return user
}

async function setStatus(
  w: Write,
  user: Row<'userAccount'>,
  status: 'active' | 'suspended',
  reason: string | null,
): Promise<Row<'userAccount'>> {
  const changed = await w.tx
    .updateTable('userAccount')
    .set({ status, rowVersion: user.rowVersion + 1, updatedAt: w.by.now })
    .where('id', '=', user.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const action = status === 'suspended' ? 'suspended' : 'reinstated'
  await w.audit({ action, noun: 'user', objectId: user.id, details: { reason } })
  await w.live({ noun: 'user', id: user.id, version: changed.rowVersion })
  return changed
}
