import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { STARTER_ROUTES } from '@hub/config/starter/routes.ts'
import { routeRuleInputSchema } from '@hub/core/alert/route-rule-view.ts'
import { loadStarterContent } from '@hub/db/starter/load-starter-content.ts'
import { editUnit } from '@hub/db/unit/edit-unit.ts'
import { findUnitBySlug } from '@hub/db/unit/queries.ts'
import { testOperator } from '../support/sign-in.ts'
import { STARTER_CONTENT } from '../support/starter-content.ts'
import { createTestApp, type TestApp } from '../support/test-app.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'

import { ensureFirstAdministrator } from '@hub/api/first-administrator.ts'

const now = new Date('2026-11-22T09:00:00Z')
const later = new Date('2026-11-25T09:00:00Z')
let database: TestDatabase
let hub: TestApp

beforeAll(async () => {
  database = await createTestDatabase()
  hub = await createTestApp(database)
  await loadStarterContent(database.db, now, STARTER_CONTENT)
})
afterAll(async () => {
  await hub.close()
  await database.close()
})

const stateOf = async () => ({
  units: await database.db.selectFrom('unit').select(['slug', 'name', 'zone']).orderBy('slug').execute(),
  rules: await database.db
    .selectFrom('routeRule')
    .select(['title', 'isCatchAll', 'position'])
    .orderBy('position')
    .execute(),
  profiles: await database.db
    .selectFrom('watchProfile')
    .select(['title', 'state', 'proposedBy', 'approvedBy', 'endsAt'])
    .execute(),
})

describe('the starter content', () => {
  test('gives a coordination unit, a catch-all that reaches it, and a profile in force for 30 days', async () => {
    const { units, rules, profiles } = await stateOf()
    expect(units.map(({ slug }) => slug)).toEqual(['communications', 'coordination', 'elections', 'health', 'interior'])
    expect(rules.filter(({ isCatchAll }) => isCatchAll).map(({ title }) => title)).toEqual(['Everything else'])
    expect(rules).toHaveLength(STARTER_ROUTES.length)
    expect(profiles).toEqual([
      {
        title: 'Getting started',
        state: 'approved',
        proposedBy: 'installation',
        approvedBy: 'installation',
        endsAt: new Date('2026-12-22T09:00:00Z'),
      },
    ])
  })

  test('fits the schemas that people are held to', () => {
    for (const { units: _, ...rule } of STARTER_ROUTES) {
      const { isCatchAll: __, ...input } = { isCatchAll: false, ...rule }
      expect(() =>
        routeRuleInputSchema.parse({ ...input, unitIds: ['019aa000-0000-7000-8000-000000000001'] }),
      ).not.toThrow()
    }
  })

  test('is loaded once: what people changed or removed stays so', async () => {
    const health = await findUnitBySlug(database.db, 'health', 'live')
    await editUnit(database.db, testOperator(hub), {
      id: health!.id,
      name: 'Ministry of Public Health',
      zone: 'Europe/Madrid',
    })
    await database.db.deleteFrom('routeRule').where('title', '=', 'Elections and voting').execute()
    const before = await stateOf()
    await loadStarterContent(database.db, later, STARTER_CONTENT)
    expect(await stateOf()).toEqual(before)
  })
})

describe('the first administrator', () => {
  test('gets a new link on each start until somebody has signed in, with both roles on the record', async () => {
    const unit = await findUnitBySlug(database.db, 'coordination', 'live')
    const start = () => ensureFirstAdministrator(hub.deps, testOperator(hub), unit!.id)
    const first = await start()
    const second = await start()
    expect(second).not.toBe(first)
    const opened = await hub.app.request(second!.replace(hub.deps.publicUrl, ''))
    const cookie = opened.headers.getSetCookie().join().split(';')[0] ?? ''
    const session = await hub.app.request('/api/v1/session', { headers: { cookie } })
    expect(await session.json()).toMatchObject({
      user: { name: 'First administrator' },
      memberships: [{ role: 'administrator' }, { role: 'coordinator' }],
    })
    expect(await start()).toBeNull()
    const granted = await database.db
      .selectFrom('auditEvent')
      .select('details')
      .where('action', '=', 'role granted')
      .orderBy('id')
      .execute()
    expect(granted.map(({ details }) => details['role'])).toEqual(['administrator', 'coordinator'])
  })
})
