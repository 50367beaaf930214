import type { Actor } from '@hub/core/access/actor.ts'
import { LIVE_WORLD, type Role } from '@hub/core/access/role.ts'
import { type UnitId, unitIdSchema, userIdSchema } from '@hub/core/ids.ts'
import type { Db } from '@hub/db/connect.ts'
import { newId, newRowId } from '@hub/db/new-id.ts'
import type { NewRow, Row } from '@hub/db/schema.ts'
import type { WriteBy } from '@hub/db/write.ts'

/** The moment at which tests stand unless they say otherwise: a Monday noon. */
export const TEST_NOW = new Date('2026-11-23T12:00:00.000Z')

/** A unit with a slug of its own. */
export async function buildUnit(db: Db, given: Partial<NewRow<'unit'>> = {}): Promise<Row<'unit'>> {
  const id = newId(unitIdSchema)
  return db
    .insertInto('unit')
    .values({ id, slug: `unit-${id}`, name: 'Ministry of Health', kind: 'ministry', parentId: null, ...given })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** An account with one role in one unit, and the actor that acts with it. */
export async function buildUser(
  db: Db,
  given: { role: Role; unitId: UnitId; name?: string; email?: string },
): Promise<Row<'userAccount'> & { actor: Extract<Actor, { kind: 'user' }> }> {
  const id = newId(userIdSchema)
  const name = given.name ?? `A ${given.role}`
  const user = await db
    .insertInto('userAccount')
    .values({ id, name, email: given.email ?? `${id}@example.org` })
    .returningAll()
    .executeTakeFirstOrThrow()
  await db
    .insertInto('membership')
    .values({ id: newRowId(), userId: id, unitId: given.unitId, role: given.role, grantedBy: 'test', reason: null })
    .execute()
  return {
    ...user,
    actor: {
      kind: 'user',
      userId: id,
      name,
      memberships: [{ unitId: given.unitId, role: given.role }],
      world: LIVE_WORLD,
    },
  }
}

/** The second argument of every write verb. */
export function by(actor: Actor, now: Date = TEST_NOW): WriteBy {
  return { actor, now }
}

/** A background job as an actor: what workers write as. */
export const TEST_JOB: Actor = { kind: 'job', name: 'test-job', world: LIVE_WORLD }
