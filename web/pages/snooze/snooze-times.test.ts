import { expect, test } from 'vitest'

import { endOf } from './snooze-times.ts'

const NOW = new Date(2026, 10, 25, 22, 30)

test.each([
  { span: 'tomorrow', end: new Date(2026, 10, 26, 9) },
  { span: 'three_days', end: new Date(2026, 10, 28, 9) },
  { span: 'week', end: new Date(2026, 11, 2, 9) },
  { span: 'rise', end: null },
] as const)('$span ends in the morning, or never by the clock', ({ span, end }) => {
  expect(endOf(span, NOW)).toEqual(end)
})
