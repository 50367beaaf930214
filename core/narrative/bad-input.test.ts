import { describe, expect, test } from 'vitest'

import { createEngine } from './engine.ts'
import type { EngineItem, NarrativeEngine } from './engine-types.ts'

const word = (number: number) => `w${number.toString(36).padStart(4, 'q')}`
const words = (from: number, count: number) => Array.from({ length: count }, (_, at) => word(from + at)).join(' ')

function feed(items: readonly Partial<EngineItem>[]): { engine: NarrativeEngine; sizes: number[] } {
  const engine = createEngine()
  const counts = new Map<string | undefined, number>()
  items.forEach((item, index) => engine.assign(complete(item, index), index * 1_000, `n${index}`))
  items.forEach((_, index) => {
    const narrative = engine.findNarrativeOf(`i${index}`)
    counts.set(narrative, (counts.get(narrative) ?? 0) + 1)
  })
  expect(counts.has(undefined)).toBe(false)
  return { engine, sizes: [...counts.values()].sort((a, b) => b - a) }
}

function complete(item: Partial<EngineItem>, index: number): EngineItem {
  return {
    id: `i${index}`,
    title: '',
    text: '',
    language: 'en',
    eventAtMs: index * 1_000,
    sourceId: 'source',
    publisherId: `p${index % 50}`,
    url: null,
    ...item,
  }
}

describe('texts nobody would write', () => {
  test.each([
    ['800,000 words', words(0, 50_000).repeat(16)],
    ['five million letters', 'x'.repeat(5_000_000)],
    ['half a million tags without a name', '#'.repeat(500_000)],
    ['a million handles', '@a'.repeat(1_000_000)],
    ['beginnings of addresses', 'https://'.repeat(600_000)],
    ['one Han letter without end', '漢'.repeat(1_600_000)],
    ['letters with their accents apart', 'e\u0301'.repeat(1_000_000)],
    ['one letter', 'x'],
    ['nothing', ''],
  ])('%s: one narrative, a small state', (_, text) => {
    const { engine, sizes } = feed([{ text }])
    expect(sizes).toEqual([1])
    expect(engine.snapshot().length).toBeLessThan(200_000)
  })

  test('10,000 hashtags are cut, and stand together when they come again', () => {
    const text = Array.from({ length: 10_000 }, (_, at) => `#Tag${at}Word`).join(' ')
    expect(feed([{ text }, { text }]).sizes).toEqual([2])
  })

  test('languages never seen, and words that are properties of objects', () => {
    const text = 'constructor toString __proto__ hasOwnProperty valueOf nuqneH tlhIngan'
    const languages = ['tlh', '', 'und', '中文', '__proto__', 'constructor']
    expect(feed(languages.map((language) => ({ language, text }))).sizes).toEqual([6])
  })

  test('dates of 1970, 2099 and before time are placed like any other, one narrative each or together', () => {
    const times = [0, Date.UTC(2099, 0, 1), -1e12, Date.UTC(2026, 10, 23)]
    const { engine, sizes } = feed(times.map((eventAtMs) => ({ eventAtMs, text: 'Tap water unsafe after repair' })))
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(4)
    const { score, parts } = engine.assign(complete({ text: 'Tap water is unsafe after a repair' }, 4), 4_000, 'n4')
    expect([score, ...Object.values(parts)].every(Number.isFinite)).toBe(true)
  })
})

describe('floods', () => {
  test.each([
    ['one word further each time', 1],
    ['two words further', 2],
    ['four words further', 4],
  ])('texts made to chain everything together, %s, make no giant', (_, step) => {
    const { sizes } = feed(Array.from({ length: 8_000 }, (_, index) => ({ text: words(index * step, 8) })))
    expect(sizes[0]).toBeLessThan(400)
  })

  test('one rare word in everything ties nothing together', () => {
    const { sizes } = feed(Array.from({ length: 8_000 }, (_, index) => ({ text: `zzyzx ${words(index * 7, 7)}` })))
    expect(sizes[0]).toBeLessThan(400)
  })

  test('a large story that keeps to its subject still grows as one', () => {
    const { sizes } = feed(
      Array.from({ length: 3_000 }, (_, index) => ({
        text: `Flood in Brenk: the river ${word(index % 40)} rises at the bridge ${word(100 + (index % 60))}`,
      })),
    )
    expect(sizes[0]).toBeGreaterThan(2_900)
  })
})
