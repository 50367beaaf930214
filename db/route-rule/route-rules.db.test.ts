import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type Role, ROLES } from '@hub/core/access/role.ts'
import type { RouteRuleInput } from '@hub/core/alert/route-rule-view.ts'
import type { UnitId } from '@hub/core/ids.ts'
import { buildUnit, buildUser, by } from '@hub/tests/support/build-people.ts'
import { countAudit } from '@hub/tests/support/count-audit.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'

import { Forbidden } from '../errors.ts'
import type { WriteBy } from '../write.ts'
import { addRouteRule } from './add-route-rule.ts'
import { editRouteRule } from './edit-route-rule.ts'
import { listRouteRules } from './queries.ts'
import { removeRouteRule } from './remove-route-rule.ts'
import { reorderRouteRules } from './reorder-route-rules.ts'

let database: TestDatabase
let unitId: UnitId
let coordinator: WriteBy
const db = () => database.db

beforeAll(async () => {
  database = await createTestDatabase()
  unitId = (await buildUnit(db())).id
  coordinator = by((await buildUser(db(), { role: 'coordinator', unitId })).actor)
})
afterAll(() => database.close())

const rule = (title: string, more: Partial<RouteRuleInput> = {}): RouteRuleInput => ({
  title,
  terms: ['water'],
  countries: [],
  languages: [],
  minSeverity: 'S4',
  unitIds: [unitId],
  continues: true,
  enabled: true,
  ...more,
})

describe('the routing rules', () => {
  test.each(ROLES.filter((role) => role !== 'coordinator'))('are not changed by the role %s', async (role: Role) => {
    const who = by((await buildUser(db(), { role, unitId })).actor)
    const { id } = await addRouteRule(db(), coordinator, rule(`Kept from ${role}`))
    const verbs: (() => Promise<unknown>)[] = [
      () => addRouteRule(db(), who, rule('New')),
      () => editRouteRule(db(), who, { id, ...rule('Other') }),
      () => removeRouteRule(db(), who, id),
      () => reorderRouteRules(db(), who, [id]),
    ]
    for (const verb of verbs) {
      await expect(verb()).rejects.toBeInstanceOf(Forbidden)
      expect(await countAudit(db(), verb)).toBe(0)
    }
  })

  test('are added, edited and removed once, each with one entry', async () => {
    const add = () => addRouteRule(db(), coordinator, rule('Drinking water'))
    expect([await countAudit(db(), add), await countAudit(db(), add)]).toEqual([1, 0])
    const { id } = await add()
    const edit = () => editRouteRule(db(), coordinator, { id, ...rule('Drinking water', { minSeverity: 'S2' }) })
    expect([await countAudit(db(), edit), await countAudit(db(), edit)]).toEqual([1, 0])
    await expect(editRouteRule(db(), coordinator, { id, ...rule('Late'), expectedVersion: 1 })).rejects.toMatchObject({
      code: 'stale_version',
    })
    const remove = () => removeRouteRule(db(), coordinator, id)
    expect([await countAudit(db(), remove), await countAudit(db(), remove)]).toEqual([1, 0])
  })

  test('keep their catch-all, which stays last and takes everything', async () => {
    const catchAll = await addRouteRule(db(), coordinator, {
      ...rule('Everything else', { terms: [] }),
      isCatchAll: true,
    })
    await addRouteRule(db(), coordinator, rule('Added afterwards'))
    await expect(removeRouteRule(db(), coordinator, catchAll.id)).rejects.toMatchObject({ code: 'catch_all_stays' })
    await expect(editRouteRule(db(), coordinator, { id: catchAll.id, ...rule('Narrow') })).rejects.toMatchObject({
      code: 'catch_all_stays',
    })
    const rules = await listRouteRules(db(), 'live')
    expect(rules.at(-1)?.id).toBe(catchAll.id)
    const reversed = rules
      .filter(({ isCatchAll }) => !isCatchAll)
      .map(({ id }) => id)
      .toReversed()
    const reorder = () => reorderRouteRules(db(), coordinator, reversed)
    expect([await countAudit(db(), reorder), await countAudit(db(), reorder)]).toEqual([1, 0])
    expect((await listRouteRules(db(), 'live')).map(({ id }) => id)).toEqual([...reversed, catchAll.id])
    await expect(reorderRouteRules(db(), coordinator, reversed.slice(1))).rejects.toMatchObject({
      code: 'rules_changed',
    })
  })

  test('reach open units only', async () => {
    const closed = await buildUnit(db(), { closedAt: new Date('2026-01-01T00:00:00Z') })
    await expect(addRouteRule(db(), coordinator, rule('Closed', { unitIds: [closed.id] }))).rejects.toMatchObject({
      code: 'unit_closed',
    })
  })
})
