import { signalViewSchema } from '@hub/core/narrative/narrative-view.ts'
import { describe, expect, test } from 'vitest'

import { saySignal, saySignalShort } from './say-signal.ts'

const spread = {
  publishersPerHour: 3.14,
  usualPublishersPerHour: 0.4,
  ratio: 7.85,
  publishers: 5,
  newPublishers: 2,
  items: 14,
  copies: 3,
  windowHours: 6,
}
const signal = (kind: string, numbers: Record<string, unknown>) =>
  signalViewSchema.parse({
    id: '0193a000-0000-7000-8000-000000000001',
    kind,
    severity: 'S2',
    detectedAt: '2026-11-22T06:00:00Z',
    numbers,
    publishers: ['A', 'B'],
  })

describe('saySignal', () => {
  test('growth against its own usual', () => {
    expect(saySignal(signal('growth', spread))).toBe(
      '3.1 publishers an hour against 0.4 usual, 2 new outlets in 6 hours',
    )
    expect(saySignalShort(signal('growth', spread))).toBe('7.9× its usual')
  })
  test('emergence names the copies that count as no voice', () => {
    expect(saySignal(signal('emergence', spread))).toBe('New: 5 publishers and 14 items in 6 hours, 3 of them copies')
    expect(saySignal(signal('emergence', { ...spread, copies: 0 }))).toBe('New: 5 publishers and 14 items in 6 hours')
  })
  test('a first appearance by the name of the language', () => {
    expect(saySignal(signal('first_appearance', { dimension: 'language', value: 'fr', before: ['es'] }))).toBe(
      'First seen in French',
    )
  })
  test('watched words and the Breakout Scale', () => {
    const keyword = signal('keyword', { kind: 'keyword', items: 4, publishers: 2, hours: 24, rule: 'Boil notices' })
    expect(saySignal(keyword)).toBe('4 items with the words of “Boil notices” at 2 publishers in 24 hours')
    const breakout = signal('breakout', {
      kind: 'breakout',
      category: 2,
      platforms: ['web', 'mastodon'],
      communities: [],
    })
    expect(saySignal(breakout)).toBe('Breakout Scale 2 suggested: 2 platforms, no named community')
    expect(saySignalShort(breakout)).toBe('Breakout 2?')
  })
  test('a signal of a kind to come still says something true', () => {
    expect(saySignal(signal('later', { rule: 'x' }))).toBe('A change at 2 publishers')
    expect(saySignalShort(signal('later', { rule: 'x' }))).toBeNull()
  })
})
