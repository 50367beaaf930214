import { describe, expect, test } from 'vitest'
import fc from 'fast-check'

import { addWorkingTime, type UnitCalendar, workingDayMs } from './working-time.ts'

const HOUR_MS = 3_600_000
const madrid: UnitCalendar = {
  zone: 'Europe/Madrid',
  workingHours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' },
  holidays: ['2026-01-06'],
}

describe('addWorkingTime', () => {
  const cases = [
    ['inside one day', '2026-03-03T09:00:00Z', 4, '2026-03-03T13:00:00Z'],
    ['before the day begins', '2026-03-03T02:00:00Z', 4, '2026-03-03T12:00:00Z'],
    ['over night', '2026-03-03T14:00:00Z', 4, '2026-03-04T10:00:00Z'],
    ['ends exactly when the day does', '2026-03-03T12:00:00Z', 4, '2026-03-03T16:00:00Z'],
    ['over a weekend', '2026-03-06T15:00:00Z', 4, '2026-03-09T11:00:00Z'],
    ['over a holiday', '2026-01-05T15:00:00Z', 4, '2026-01-07T11:00:00Z'],
    ['over the change to summer time', '2026-03-27T15:00:00Z', 4, '2026-03-30T10:00:00Z'],
    ['several days', '2026-03-02T08:00:00Z', 20, '2026-03-04T12:00:00Z'],
  ] as const
  test.each(cases)('%s', (_name, start, hours, expected) => {
    expect(addWorkingTime(new Date(start), hours * HOUR_MS, madrid)).toEqual(new Date(expected))
  })

  test('a shift over midnight belongs to the day on which it begins', () => {
    const nights: UnitCalendar = { zone: 'UTC', workingHours: { days: [5], from: '22:00', to: '06:00' }, holidays: [] }
    expect(workingDayMs(nights)).toBe(8 * HOUR_MS)
    // 2026-03-07 is a Saturday: four hours of Friday's shift are left.
    expect(addWorkingTime(new Date('2026-03-07T02:00:00Z'), 3 * HOUR_MS, nights)).toEqual(
      new Date('2026-03-07T05:00:00Z'),
    )
    expect(addWorkingTime(new Date('2026-03-07T02:00:00Z'), 5 * HOUR_MS, nights)).toEqual(
      new Date('2026-03-13T23:00:00Z'),
    )
  })

  test('a unit without any working day counts all hours', () => {
    const never: UnitCalendar = { ...madrid, workingHours: { ...madrid.workingHours, days: [] } }
    const start = new Date('2026-03-07T02:00:00Z')
    expect(addWorkingTime(start, HOUR_MS, never)).toEqual(new Date('2026-03-07T03:00:00Z'))
  })

  test('never runs out early, and more time never runs out sooner', () => {
    const minutes = fc.integer({ min: 1, max: 60 * 40 })
    const start = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
    const zone = fc.constantFrom('Europe/Madrid', 'America/Santiago', 'Asia/Kathmandu', 'Pacific/Auckland', 'UTC')
    fc.assert(
      fc.property(start, minutes, minutes, zone, (at, first, second, place) => {
        const calendar = { ...madrid, zone: place }
        const sooner = addWorkingTime(at, Math.min(first, second) * 60_000, calendar)
        const later = addWorkingTime(at, Math.max(first, second) * 60_000, calendar)
        expect(sooner.getTime()).toBeGreaterThanOrEqual(at.getTime() + Math.min(first, second) * 60_000)
        expect(later.getTime()).toBeGreaterThanOrEqual(sooner.getTime())
      }),
    )
  })
})
