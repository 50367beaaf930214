import { describe, expect, test } from 'vitest'

import { type UnitId, unitIdSchema, userIdSchema } from '../ids.ts'
import type { Actor, Membership } from './actor.ts'
import { mayHear } from './live-audience.ts'
import { may, mayAtAll, type PERMISSIONS } from './permissions.ts'
import { type Role, ROLES } from './role.ts'
import { scopeOf } from './scope.ts'

const unit = (digit: number) => unitIdSchema.parse(`019aa000-0000-7000-8000-00000000000${digit}`)
const [ministry, below, other] = [unit(1), unit(2), unit(3)]
const tree = new Map<UnitId, Set<UnitId>>([
  [ministry, new Set([below])],
  [below, new Set()],
  [other, new Set()],
])
const actor = (...memberships: Membership[]): Actor => ({
  kind: 'user',
  userId: userIdSchema.parse('019aa000-0000-7000-8000-0000000000aa'),
  name: 'Anna',
  memberships,
  world: 'live',
})
const as = (role: Role, unitId = ministry) => actor({ role, unitId })
const job: Actor = { kind: 'job', name: 'cluster-items', world: 'live' }

describe('the permission table', () => {
  test('gives each role what the coordination model gives it', () => {
    const holders = (permission: keyof typeof PERMISSIONS) =>
      ROLES.filter((role) => mayAtAll(as(role), permission)).join(' ')
    expect(holders('narrative.triage')).toBe('analyst unit_lead coordinator')
    expect(holders('case.read')).toBe('analyst comms unit_lead coordinator auditor')
    expect(holders('tasking.offer')).toBe('coordinator')
    expect(holders('profile.approve')).toBe('coordinator')
    expect(holders('audit.read')).toBe('auditor')
    expect(holders('user.manage')).toBe('administrator')
    expect(holders('pipeline.run')).toBe('')
  })

  test('lets an administrator see nothing of live work', () => {
    for (const permission of ['case.read', 'narrative.read', 'item.read', 'alert.read', 'log.write'] as const) {
      expect([permission, mayAtAll(as('administrator'), permission)]).toEqual([permission, false])
    }
  })
})

describe('the reach of a role', () => {
  const mayRead = (who: Actor, owningUnitId: UnitId, taskedUnitIds: UnitId[] = []) =>
    may(who, 'case.read', { owningUnitId, taskedUnitIds }, tree).allowed

  test('is the own unit and those below, what they own and are tasked on', () => {
    const lead = as('unit_lead')
    expect(mayRead(lead, ministry)).toBe(true)
    expect(mayRead(lead, below)).toBe(true)
    expect(mayRead(lead, other)).toBe(false)
    expect(mayRead(lead, other, [below])).toBe(true)
    expect(mayRead(as('unit_lead', below), ministry)).toBe(false)
  })

  test('of an acknowledgement does not grow by being tasked', () => {
    expect(
      may(as('comms'), 'delivery.acknowledge', { owningUnitId: other, taskedUnitIds: [ministry] }, tree).allowed,
    ).toBe(false)
    expect(may(as('comms'), 'delivery.acknowledge', { owningUnitId: ministry }, tree).allowed).toBe(true)
  })

  test('never crosses into another world', () => {
    expect(may(as('coordinator'), 'case.read', { owningUnitId: ministry, world: 'exercise-1' }, tree).allowed).toBe(
      false,
    )
    expect(may(job, 'case.read', { world: 'exercise-1' }).allowed).toBe(false)
  })

  test('is everything for the operator and for jobs, by name', () => {
    expect(may({ kind: 'operator', name: 'root', world: 'live' }, 'user.manage')).toEqual({
      allowed: true,
      by: 'operator',
    })
    expect(may(job, 'pipeline.run')).toEqual({ allowed: true, by: 'job' })
  })

  test('is refused with words that say what to do', () => {
    const verdict = may(as('analyst'), 'profile.approve')
    expect(verdict.allowed ? '' : verdict.message).toMatch('Ask a coordinator.')
  })
})

describe('the scope of a read', () => {
  test('is everything for a coordinator, some units for a lead, and none for a trainer', () => {
    expect(scopeOf(as('coordinator'), 'case.read', tree)).toMatchObject({ everything: true, mayReadRed: false })
    expect(scopeOf(as('unit_lead'), 'case.read', tree)).toEqual({
      world: 'live',
      everything: false,
      unitIds: [ministry, below],
      mayReadRed: false,
    })
    expect(scopeOf(as('trainer'), 'case.read', tree)).toBeUndefined()
    expect(scopeOf(as('auditor'), 'case.read', tree)).toMatchObject({ everything: true, mayReadRed: true })
  })

  test('adds up the roles a person holds', () => {
    const both = actor({ role: 'analyst', unitId: below }, { role: 'comms', unitId: other })
    expect(scopeOf(both, 'case.read', tree)?.unitIds).toEqual([below, other])
  })
})

describe('who hears of a change', () => {
  const hears = (who: Actor, noun: string, unitIds?: string[], world = 'live') =>
    mayHear(who, { noun, world, ...(unitIds ? { unitIds } : {}) }, tree)

  test('is who may read it', () => {
    expect(hears(as('unit_lead'), 'case', [below])).toBe(true)
    expect(hears(as('unit_lead'), 'case', [other])).toBe(false)
    expect(hears(as('coordinator'), 'case', [other])).toBe(true)
    expect(hears(as('trainer'), 'narrative')).toBe(false)
    expect(hears(as('trainer'), 'playbook')).toBe(true)
    expect(hears(as('coordinator'), 'narrative', undefined, 'exercise-1')).toBe(false)
  })
})
