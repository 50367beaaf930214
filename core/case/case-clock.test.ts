import { describe, expect, test } from 'vitest'

import { caseClock } from './case-clock.ts'
import { caseReference, openCaseSchema } from './open-case.ts'

const calendar = { zone: 'UTC', workingHours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }, holidays: [] }
const openedAt = new Date('2026-11-23T12:00:00Z')
const facts = { state: 'new' as const, severity: 'S2' as const, openedAt, hasPosition: false, offers: [] }

describe('caseClock', () => {
  test.each([
    ['S1', '2026-11-23T12:30:00.000Z'],
    ['S2', '2026-11-23T14:00:00.000Z'],
    ['S3', '2026-11-24T12:00:00.000Z'],
    ['S4', '2026-11-26T12:00:00.000Z'],
  ] as const)('a new case of %s is to be triaged', (severity, dueAt) => {
    expect(caseClock({ ...facts, severity }, calendar)).toEqual({ kind: 'triage', dueAt })
  })

  test('the soonest unanswered offer goes before the first position', () => {
    const offers = [
      { offeredAt: new Date('2026-11-23T13:00:00Z'), dueAt: null, calendar },
      { offeredAt: new Date('2026-11-23T12:30:00Z'), dueAt: null, calendar },
    ]
    expect(caseClock({ ...facts, state: 'triaged', offers }, calendar)).toEqual({
      kind: 'tasking_answer',
      dueAt: '2026-11-23T13:30:00.000Z',
    })
    expect(caseClock({ ...facts, state: 'triaged' }, calendar)).toEqual({
      kind: 'first_position',
      dueAt: '2026-11-23T16:00:00.000Z',
    })
  })

  test('an S3 answer counts the working hours of the unit that is asked', () => {
    const offers = [{ offeredAt: new Date('2026-11-20T16:00:00Z'), dueAt: null, calendar }]
    expect(caseClock({ ...facts, state: 'active', severity: 'S3', offers }, calendar)?.dueAt).toBe(
      '2026-11-23T12:00:00.000Z',
    )
  })

  test('an S4 offer has only the date it was given', () => {
    const offer = { offeredAt: openedAt, dueAt: null, calendar }
    const s4 = { ...facts, state: 'active' as const, severity: 'S4' as const }
    expect(caseClock({ ...s4, offers: [offer] }, calendar)).toBeNull()
    expect(caseClock({ ...s4, offers: [{ ...offer, dueAt: openedAt }] }, calendar)?.kind).toBe('tasking_answer')
  })

  test.each(['monitoring', 'closed', 'dismissed', 'merged'] as const)('nothing runs on a case that is %s', (state) => {
    expect(caseClock({ ...facts, state }, calendar)).toBeNull()
  })

  test('nothing runs once a position stands', () => {
    expect(caseClock({ ...facts, state: 'active', hasPosition: true }, calendar)).toBeNull()
  })
})

describe('opening a case', () => {
  test('its number is readable, and grows past four digits', () => {
    expect(caseReference(7, openedAt)).toBe('C-2026-0007')
    expect(caseReference(12345, openedAt)).toBe('C-2026-12345')
  })

  test('it starts from something', () => {
    expect(openCaseSchema.safeParse({ title: 'From nothing', severity: 'S2' }).error?.issues[0]?.path).toEqual([
      'narrativeId',
    ])
  })
})
