import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type Role, ROLES } from '@hub/core/access/role.ts'
import { type UnitId, userIdSchema } from '@hub/core/ids.ts'
import { buildUnit, buildUser, by } from '@hub/tests/support/build-people.ts'
import { countAudit } from '@hub/tests/support/count-audit.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'

import { Conflict, Forbidden, NotFound } from '../errors.ts'
import { newId } from '../new-id.ts'
import { editUnit } from '../unit/edit-unit.ts'
import { openUnit } from '../unit/open-unit.ts'
import { grantMembership } from './grant-membership.ts'
import { inviteUser } from './invite-user.ts'
import { findActingUser } from './queries.ts'
import { revokeMembership } from './revoke-membership.ts'
import { reinstateUser, suspendUser } from './suspend-user.ts'

let database: TestDatabase
let unitId: UnitId
let administrator: Awaited<ReturnType<typeof buildUser>>
const db = () => database.db

beforeAll(async () => {
  database = await createTestDatabase()
  unitId = (await buildUnit(db())).id
  administrator = await buildUser(db(), { role: 'administrator', unitId })
})
afterAll(() => database.close())

const admin = () => by(administrator.actor)
const person = () => buildUser(db(), { role: 'analyst', unitId })
const others = ROLES.filter((role) => role !== 'administrator')

describe('every verb about people and units', () => {
  test.each(others)('refuses the role %s and leaves nothing', async (role: Role) => {
    const { actor } = await buildUser(db(), { role, unitId })
    const target = await person()
    const held = await db()
      .selectFrom('membership')
      .select('id')
      .where('userId', '=', target.id)
      .executeTakeFirstOrThrow()
    const verbs: (() => Promise<unknown>)[] = [
      () => inviteUser(db(), by(actor), { id: newId(userIdSchema), email: `new.${role}@example.org`, name: 'New' }),
      () => grantMembership(db(), by(actor), { userId: actor.userId, unitId, role: 'administrator' }),
      () => revokeMembership(db(), by(actor), { id: held.id, reason: 'No reason.' }),
      () => suspendUser(db(), by(actor), { id: target.id, reason: 'No reason.' }),
      () => reinstateUser(db(), by(actor), { id: target.id }),
      () =>
        openUnit(db(), by(actor), {
          slug: `new-${role.replace('_', '-')}`,
          name: 'New unit',
          kind: 'agency',
          parentId: null,
          zone: 'UTC',
        }),
      () => editUnit(db(), by(actor), { id: unitId, name: 'Renamed' }),
    ]
    for (const verb of verbs) {
      await expect(verb()).rejects.toBeInstanceOf(Forbidden)
      expect(await countAudit(db(), verb)).toBe(0)
    }
  })
})

describe('inviting', () => {
  test('records an account once, in small letters, with one entry', async () => {
    const id = newId(userIdSchema)
    const invite = () => inviteUser(db(), admin(), { id, email: 'Ana@Example.org', name: 'Ana' })
    expect(await countAudit(db(), invite)).toBe(1)
    expect(await countAudit(db(), invite)).toBe(0)
    expect((await invite()).email).toBe('ana@example.org')
  })

  test('refuses an address that belongs to somebody else', async () => {
    const { email } = await person()
    await expect(inviteUser(db(), admin(), { id: newId(userIdSchema), email, name: 'X' })).rejects.toMatchObject({
      code: 'account_differs',
    })
  })
})

describe('roles', () => {
  test('are granted once and revoked once, each with one entry', async () => {
    const { id } = await person()
    const grant = () => grantMembership(db(), admin(), { userId: id, unitId, role: 'comms' })
    expect(await countAudit(db(), grant)).toBe(1)
    expect(await countAudit(db(), grant)).toBe(0)
    const membership = await grant()
    const revoke = () => revokeMembership(db(), admin(), { id: membership.id, reason: 'Moved to another unit.' })
    expect(await countAudit(db(), revoke)).toBe(1)
    expect(await countAudit(db(), revoke)).toBe(0)
    expect((await findActingUser(db(), id, 'live'))?.memberships).toEqual([{ unitId, role: 'analyst' }])
    expect(await countAudit(db(), grant)).toBe(1)
  })

  test('need a person and an open unit', async () => {
    await expect(
      grantMembership(db(), admin(), { userId: newId(userIdSchema), unitId, role: 'comms' }),
    ).rejects.toBeInstanceOf(NotFound)
    const closed = await buildUnit(db(), { closedAt: new Date('2026-01-01T00:00:00Z') })
    const { id } = await person()
    await expect(
      grantMembership(db(), admin(), { userId: id, unitId: closed.id, role: 'comms' }),
    ).rejects.toMatchObject({ code: 'unit_closed' })
  })

  test('never leave the hub without an administrator, also when two are taken away at once', async () => {
    const second = await buildUser(db(), { role: 'administrator', unitId })
    const idOf = async (userId: string) =>
      (
        await db()
          .selectFrom('membership')
          .select('id')
          .where('userId', '=', userIdSchema.parse(userId))
          .executeTakeFirstOrThrow()
      ).id
    const operator = by({ kind: 'operator', name: 'test', world: 'live' })
    const ids = [await idOf(administrator.id), await idOf(second.id)]
    const results = await Promise.allSettled(
      ids.map((id) => revokeMembership(db(), operator, { id, reason: 'Both at once.' })),
    )
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await grantMembership(db(), operator, { userId: administrator.id, unitId, role: 'administrator' })
  })
})

describe('suspension', () => {
  test('closes the door once and opens it again', async () => {
    const { id } = await person()
    const suspend = () => suspendUser(db(), admin(), { id, reason: 'Left the service.' })
    expect(await countAudit(db(), suspend)).toBe(1)
    expect(await countAudit(db(), suspend)).toBe(0)
    expect(await findActingUser(db(), id, 'live')).toBeUndefined()
    const reinstate = () => reinstateUser(db(), admin(), { id })
    expect(await countAudit(db(), reinstate)).toBe(1)
    expect(await countAudit(db(), reinstate)).toBe(0)
    expect(await findActingUser(db(), id, 'live')).toBeDefined()
  })

  test('does not reach oneself', async () => {
    await expect(suspendUser(db(), admin(), { id: administrator.id, reason: 'By mistake.' })).rejects.toBeInstanceOf(
      Conflict,
    )
  })
})

describe('units', () => {
  const unit = { slug: 'water', name: 'Water agency', kind: 'agency' as const, parentId: null, zone: 'UTC' }

  test('are opened once; a slug in use names another', async () => {
    expect(await countAudit(db(), () => openUnit(db(), admin(), unit))).toBe(1)
    expect(await countAudit(db(), () => openUnit(db(), admin(), unit))).toBe(0)
    await expect(openUnit(db(), admin(), { ...unit, name: 'Fire agency' })).rejects.toMatchObject({
      code: 'slug_in_use',
    })
  })

  test('are edited once, refuse a stale version, and never stand below themselves', async () => {
    const top = await openUnit(db(), admin(), { ...unit, slug: 'top', name: 'Top' })
    const below = await openUnit(db(), admin(), { ...unit, slug: 'below', name: 'Below', parentId: top.id })
    const rename = () => editUnit(db(), admin(), { id: below.id, name: 'Far below' })
    expect(await countAudit(db(), rename)).toBe(1)
    expect(await countAudit(db(), rename)).toBe(0)
    await expect(editUnit(db(), admin(), { id: below.id, name: 'Other', expectedVersion: 1 })).rejects.toMatchObject({
      code: 'stale_version',
    })
    await expect(editUnit(db(), admin(), { id: top.id, parentId: below.id })).rejects.toMatchObject({
      code: 'unit_below_itself',
    })
  })
})
