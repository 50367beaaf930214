import type { UserId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict } from '../errors.ts'
import type { Row } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'

export type InviteUser = { id: UserId; email: string; name: string }

/**
 * Records an account for a person. `id` is the one their sign-in already has. An address that has an account keeps it:
 * inviting twice changes nothing.
 */
export async function inviteUser(db: Db | Tx, by: WriteBy, input: InviteUser): Promise<Row<'userAccount'>> {
  return write(db, by, async (w) => {
    await w.require('user.manage')
    const email = input.email.trim().toLowerCase()
    const user = await w.tx
      .insertInto('userAccount')
      .values({ id: input.id, email, name: input.name, createdAt: by.now, updatedAt: by.now })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst()
    if (user) {
      await w.audit({ action: 'invited', noun: 'user', objectId: user.id, details: { name: user.name } })
      await w.live({ noun: 'user', id: user.id, version: user.rowVersion })
      return user
    }
    const present = await w.tx.selectFrom('userAccount').selectAll().where('id', '=', input.id).executeTakeFirst()
    if (!present || present.email !== email) {
      throw new Conflict(
        'account_differs',
        'This address already belongs to another account. Ask an operator to look at it.',
      )
    }
    w.unchanged()
    return present
  })
}
