import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { guessDateOrder, readDate } from './read-date.ts'

describe('readDate', () => {
  test.each([
    ['2026-11-22', '2026-11-22T00:00:00.000Z'],
    ['2026-11-22T09:30:00Z', '2026-11-22T09:30:00.000Z'],
    ['2026-11-22 09:30', '2026-11-22T09:30:00.000Z'],
    ['2026-11-22T09:30:00.5+02:00', '2026-11-22T07:30:00.500Z'],
    ['2026/11/22', '2026-11-22T00:00:00.000Z'],
    ['20261122', '2026-11-22T00:00:00.000Z'],
    ['22.11.2026 18:05', '2026-11-22T18:05:00.000Z'],
    ['22-11-2026', '2026-11-22T00:00:00.000Z'],
    ['3/4/2026', '2026-04-03T00:00:00.000Z'],
    ['Sun, 22 Nov 2026 09:30:00 +0100', '2026-11-22T08:30:00.000Z'],
    ['22 November 2026', '2026-11-22T00:00:00.000Z'],
    ['November 22, 2026 5:07 PM', '2026-11-22T17:07:00.000Z'],
    ['Nov 1st, 2026', '2026-11-01T00:00:00.000Z'],
    ['1763803800', '2025-11-22T09:30:00.000Z'],
    ['1763803800000', '2025-11-22T09:30:00.000Z'],
  ])('%s → %s', (written, iso) => expect(readDate(written, 'day_first')?.toISOString()).toBe(iso))

  test('takes the month first where a person says so', () => {
    expect(readDate('3/4/2026', 'month_first')?.toISOString()).toBe('2026-03-04T00:00:00.000Z')
  })

  test.each(['', 'yesterday', '31/02/2026', '2026-13-01', '31/31/2026', '12:30', '2026-11-22T25:00', '22/11/26', '7'])(
    '“%s” is no date',
    (written) => expect(readDate(written, 'day_first')).toBeNull(),
  )

  test('never throws and never answers an impossible date', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('day_first' as const, 'month_first' as const), (text, order) => {
        const read = readDate(text, order)
        expect(read?.getTime()).not.toBeNaN()
      }),
    )
  })
})

describe('guessDateOrder', () => {
  test.each([
    [['22/11/2026', '03/04/2026'], 'day_first', false],
    [['03/22/2026', '03/04/2026'], 'month_first', false],
    [['03/04/2026', '01/02/2026'], null, true],
    [['22/11/2026', '11/22/2026'], null, true],
    [['2026-11-22', ''], null, false],
  ] as const)('%j', (samples, order, isAmbiguous) => expect(guessDateOrder(samples)).toEqual({ order, isAmbiguous }))
})
