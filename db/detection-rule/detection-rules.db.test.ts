import { type Role, ROLES } from '@hub/core/access/role.ts'
import type { UnitId } from '@hub/core/ids.ts'
import type { RuleInput } from '@hub/core/signal/rule-view.ts'
import { buildUnit, buildUser, by, TEST_NOW } from '@hub/tests/support/build-people.ts'
import { countAudit } from '@hub/tests/support/count-audit.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { Forbidden, NotFound } from '../errors.ts'
import type { WriteBy } from '../write.ts'
import { addDetectionRule } from './add-detection-rule.ts'
import { editDetectionRule } from './edit-detection-rule.ts'
import { listDetectionRules } from './queries.ts'
import { removeDetectionRule } from './remove-detection-rule.ts'

let database: TestDatabase
let unitId: UnitId
let coordinator: WriteBy
const db = () => database.db

beforeAll(async () => {
  database = await createTestDatabase()
  unitId = (await buildUnit(db())).id
  coordinator = by((await buildUser(db(), { role: 'coordinator', unitId, name: 'Carla' })).actor)
})
afterAll(() => database.close())

const rule = (title: string, more: Partial<RuleInput> = {}): RuleInput => ({
  kind: 'keyword',
  title,
  terms: ['boil water'],
  exclusions: [],
  languages: [],
  minItems: 2,
  minPublishers: 2,
  minZ: 0,
  severity: 'S3',
  enabled: true,
  termReason: null,
  ...more,
})

describe('the detection rules', () => {
  test.each(ROLES.filter((role) => role !== 'coordinator'))('are not changed by the role %s', async (role: Role) => {
    const who = by((await buildUser(db(), { role, unitId })).actor)
    const { id } = await addDetectionRule(db(), coordinator, rule(`Kept from ${role}`))
    const verbs: (() => Promise<unknown>)[] = [
      () => addDetectionRule(db(), who, rule('New')),
      () => editDetectionRule(db(), who, { id, ...rule('Other') }),
      () => removeDetectionRule(db(), who, id),
    ]
    for (const verb of verbs) {
      await expect(verb()).rejects.toBeInstanceOf(Forbidden)
      expect(await countAudit(db(), verb)).toBe(0)
    }
  })

  test('are added, edited and removed once, each with one entry', async () => {
    const add = () => addDetectionRule(db(), coordinator, rule('Drinking water'))
    expect([await countAudit(db(), add), await countAudit(db(), add)]).toEqual([1, 0])
    const { id } = await add()
    const edit = () => editDetectionRule(db(), coordinator, { id, ...rule('Drinking water', { minItems: 5 }) })
    expect([await countAudit(db(), edit), await countAudit(db(), edit)]).toEqual([1, 0])
    await expect(
      editDetectionRule(db(), coordinator, { id, ...rule('Late'), expectedVersion: 1 }),
    ).rejects.toMatchObject({ code: 'stale_version' })
    await expect(
      editDetectionRule(db(), coordinator, { id, ...rule('Growth', { kind: 'growth', terms: [] }) }),
    ).rejects.toMatchObject({ code: 'rule_kind_stays' })
    const listed = (await listDetectionRules(db(), 'live', TEST_NOW)).find((each) => each.id === id)
    expect(listed).toMatchObject({ minItems: 5, changedBy: 'Carla', raisedThisWeek: 0, rowVersion: 2 })
    const remove = () => removeDetectionRule(db(), coordinator, id)
    expect([await countAudit(db(), remove), await countAudit(db(), remove)]).toEqual([1, 0])
    await expect(editDetectionRule(db(), coordinator, { id, ...rule('Gone') })).rejects.toBeInstanceOf(NotFound)
  })

  test('look for no person, and for what reads like a name only with a reason', async () => {
    const add = (more: Partial<RuleInput>) => addDetectionRule(db(), coordinator, rule('Names', more))
    await expect(add({ terms: ['@some_body'] })).rejects.toMatchObject({ code: 'term_refused' })
    await expect(add({ exclusions: ['mail@example.org'] })).rejects.toMatchObject({ code: 'term_refused' })
    await expect(add({ terms: ['Anna Kowalska'] })).rejects.toMatchObject({ code: 'reason_missing' })
    expect(await add({ terms: ['Anna Kowalska'], termReason: 'The name of a storm this week.' })).toMatchObject({
      termReason: 'The name of a storm this week.',
    })
  })
})
