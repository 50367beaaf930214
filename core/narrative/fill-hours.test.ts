import { describe, expect, test } from 'vitest'

import { fillHours, joinHours, SPARKLINE_HOURS } from './fill-hours.ts'

const now = new Date('2026-11-23T12:34:56Z')
const at = (hour: string) => new Date(`2026-11-23T${hour}:00:00Z`)

describe('fillHours', () => {
  test('ends with the present hour and leaves no hour out', () => {
    const hours = fillHours([{ hour: at('10'), itemCount: 3, publisherIds: ['a', 'b'] }], now)
    expect(hours).toHaveLength(SPARKLINE_HOURS)
    expect(hours.at(-1)).toEqual({ hour: '2026-11-23T12:00:00.000Z', items: 0, publishers: 0 })
    expect(hours.at(-3)).toEqual({ hour: '2026-11-23T10:00:00.000Z', items: 3, publishers: 2 })
    expect(hours[0]?.hour).toBe('2026-11-21T13:00:00.000Z')
  })

  test('what is older or yet to come falls outside', () => {
    const outside = [new Date('2026-11-21T12:00:00Z'), at('13')].map((hour) => ({
      hour,
      itemCount: 9,
      publisherIds: ['a'],
    }))
    expect(fillHours(outside, now).every(({ items }) => items === 0)).toBe(true)
  })
})

describe('joinHours', () => {
  test('adds items and unites publishers of the same hour', () => {
    const joined = joinHours([
      { hour: at('11'), itemCount: 1, publisherIds: ['c'] },
      { hour: at('10'), itemCount: 2, publisherIds: ['a', 'b'] },
      { hour: at('10'), itemCount: 3, publisherIds: ['b'] },
    ])
    expect(joined).toEqual([
      { hour: '2026-11-23T10:00:00.000Z', items: 5, publishers: 2 },
      { hour: '2026-11-23T11:00:00.000Z', items: 1, publishers: 1 },
    ])
  })
})
