import { describe, expect, test } from 'vitest'

import type { Actor } from '../access/actor.ts'
import { unitIdSchema, userIdSchema } from '../ids.ts'
import { judgeApproval } from './approve-profile-rule.ts'
import { EMPTY_TERM_LISTS } from './term-lists.ts'

const now = new Date('2026-11-22T09:00:00Z')
const anna: Actor = {
  kind: 'user',
  userId: userIdSchema.parse('019aa000-0000-7000-8000-000000000001'),
  name: 'Anna',
  memberships: [{ unitId: unitIdSchema.parse('019aa000-0000-7000-8000-00000000000a'), role: 'coordinator' }],
  world: 'live',
}
const profile = {
  state: 'proposed' as const,
  startsAt: now,
  endsAt: new Date('2027-01-01T00:00:00Z'),
  proposedBy: 'somebody else',
  terms: ['measles'],
}
const facts = { actor: anna, coordinatorCount: 2, reason: undefined, termLists: EMPTY_TERM_LISTS, now }
const codeOf = (verdict: ReturnType<typeof judgeApproval>) => (verdict.ok ? 'ok' : verdict.code)

describe('approving a profile whose terms may name somebody', () => {
  test('says what each term looks like', () => {
    const terms = ['Jane Doe', 'Green Party', 'measles']
    expect(judgeApproval({ ...profile, terms }, facts)).toMatchObject({
      code: 'reason_needed',
      message: expect.stringContaining(
        '“Jane Doe” looks like a person’s name, “Green Party” looks like a political party.',
      ),
    })
  })

  test('is refused when a name came on the operator’s list meanwhile', () => {
    const termLists = { ...EMPTY_TERM_LISTS, parties: ['Measles'] }
    expect(codeOf(judgeApproval(profile, { ...facts, termLists, reason: 'We want it.' }))).toBe('term_refused')
  })
})

describe('approving a watch profile', () => {
  test('takes a second person where there is one', () => {
    expect(judgeApproval(profile, facts)).toEqual({ ok: true })
    const own = { ...profile, proposedBy: '019aa000-0000-7000-8000-000000000001' }
    expect(codeOf(judgeApproval(own, facts))).toBe('second_person_needed')
    expect(codeOf(judgeApproval(own, { ...facts, coordinatorCount: 1 }))).toBe('ok')
  })

  test('is open to the operator, whoever proposed it', () => {
    const operator: Actor = { kind: 'operator', name: 'root', world: 'live' }
    expect(codeOf(judgeApproval({ ...profile, proposedBy: 'root' }, { ...facts, actor: operator }))).toBe('ok')
  })

  test('asks for a reason when a term may name a person', () => {
    const named = { ...profile, terms: ['measles', 'Jane Doe'] }
    expect(codeOf(judgeApproval(named, facts))).toBe('reason_needed')
    expect(codeOf(judgeApproval(named, { ...facts, reason: 'She is the spokesperson of the agency.' }))).toBe('ok')
  })

  test('is refused after the end and after withdrawal', () => {
    expect(codeOf(judgeApproval({ ...profile, endsAt: now }, facts))).toBe('profile_ended')
    expect(codeOf(judgeApproval({ ...profile, state: 'withdrawn' }, facts))).toBe('profile_withdrawn')
  })
})
