import { describe, expect, test } from 'vitest'

import { isOverBudget, weekOf } from './alert-budget.ts'

describe('weekOf', () => {
  test.each([
    {
      name: 'a Wednesday',
      at: '2026-11-25T10:00:00Z',
      zone: 'UTC',
      from: '2026-11-23T00:00:00Z',
      to: '2026-11-30T00:00:00Z',
    },
    {
      name: 'a Sunday night that is Monday there',
      at: '2026-11-22T23:30:00Z',
      zone: 'Europe/Madrid',
      from: '2026-11-22T23:00:00Z',
      to: '2026-11-29T23:00:00Z',
    },
    {
      name: 'the week in which the clock goes back',
      at: '2026-10-21T10:00:00Z',
      zone: 'Europe/Madrid',
      from: '2026-10-18T22:00:00Z',
      to: '2026-10-25T23:00:00Z',
    },
  ])('$name', ({ at, zone, from, to }) => {
    expect(weekOf(new Date(at), zone)).toEqual({ startsAt: new Date(from), endsAt: new Date(to) })
  })
})

test.each([
  { severity: 'S3', told: 4, budget: 5, over: false },
  { severity: 'S3', told: 5, budget: 5, over: true },
  { severity: 'S4', told: 9, budget: 5, over: true },
  { severity: 'S2', told: 9, budget: 5, over: false },
  { severity: 'S1', told: 9, budget: 5, over: false },
  { severity: 'S4', told: 900, budget: null, over: false },
] as const)('$severity after $told of $budget: held $over', ({ severity, told, budget, over }) => {
  expect(isOverBudget(severity, told, budget)).toBe(over)
})
