import type { Membership } from '@hub/core/access/actor.ts'
import type { World } from '@hub/core/access/role.ts'
import type { UserId } from '@hub/core/ids.ts'

import type { Reader } from '../connect.ts'
import type { Row } from '../schema.ts'
import { readSetting } from '../starter/hub-setting.ts'

/** An active user with the roles they hold now in one world: what every request of theirs acts with. */
export type ActingUser = { id: UserId; name: string; email: string; memberships: Membership[] }

/** The user behind a session, or undefined when unknown or suspended. */
export async function findActingUser(db: Reader, userId: string, world: World): Promise<ActingUser | undefined> {
  const user = await db
    .selectFrom('userAccount')
    .select(['id', 'name', 'email'])
    .where('id', '=', userId as UserId)
    .where('status', '=', 'active')
    .executeTakeFirst()
  if (!user) return undefined
  const memberships = await db
    .selectFrom('membership')
    .innerJoin('unit', 'unit.id', 'membership.unitId')
    .select(['membership.unitId', 'membership.role'])
    .where('membership.userId', '=', user.id)
    .where('membership.world', '=', world)
    .where('membership.revokedAt', 'is', null)
    .where('unit.closedAt', 'is', null)
    .orderBy('membership.grantedAt')
    .execute()
  return { ...user, memberships }
}

/** The account with this address, whatever its state. */
export async function findUserByEmail(db: Reader, email: string): Promise<Row<'userAccount'> | undefined> {
  return db
    .selectFrom('userAccount')
    .selectAll()
    .where((eb) => eb(eb.fn<string>('lower', ['email']), '=', email.trim().toLowerCase()))
    .executeTakeFirst()
}

export type CurrentMembership = Pick<Row<'membership'>, 'id' | 'userId' | 'unitId' | 'role' | 'grantedAt'> & {
  unitName: string
}
export type UserWithMemberships = Row<'userAccount'> & { memberships: CurrentMembership[] }

/** Everybody with an account, by name, with the roles they hold now. */
export async function listUsers(db: Reader, world: World): Promise<UserWithMemberships[]> {
  const users = await db.selectFrom('userAccount').selectAll().orderBy('name').orderBy('id').execute()
  const byUser = new Map<UserId, CurrentMembership[]>()
  for (const membership of await listMemberships(db, world)) {
    const held = byUser.get(membership.userId)
    if (held) held.push(membership)
    else byUser.set(membership.userId, [membership])
  }
  return users.map((user) => ({ ...user, memberships: byUser.get(user.id) ?? [] }))
}

async function listMemberships(db: Reader, world: World): Promise<CurrentMembership[]> {
  return db
    .selectFrom('membership')
    .innerJoin('unit', 'unit.id', 'membership.unitId')
    .select([
      'membership.id',
      'membership.userId',
      'membership.unitId',
      'membership.role',
      'membership.grantedAt',
      'unit.name as unitName',
    ])
    .where('membership.world', '=', world)
    .where('membership.revokedAt', 'is', null)
    .orderBy('membership.grantedAt')
    .execute()
}

/** Where the first sign-in of the installation is kept. */
export const FIRST_SIGN_IN_SETTING = 'first_sign_in'

/** Whether anybody has ever signed in here. */
export async function hasAnybodySignedIn(db: Reader): Promise<boolean> {
  return (await readSetting(db, FIRST_SIGN_IN_SETTING)) !== undefined
}

/** One account with the roles held now, or undefined. */
export async function findUser(db: Reader, world: World, id: UserId): Promise<UserWithMemberships | undefined> {
  return (await listUsers(db, world)).find((user) => user.id === id)
}
