import { describe, expect, test } from 'vitest'

import { createEngine } from './engine.ts'
import type { EngineItem, NarrativeEngine } from './engine-types.ts'

const START = Date.UTC(2026, 10, 20)
const MINUTE_MS = 60_000

function item(number: number, given: Partial<EngineItem> = {}): EngineItem {
  return {
    id: `i${number}`,
    title: '',
    text: 'The bridge over the Danube is closed, the ministry says',
    language: 'en',
    eventAtMs: START + number * MINUTE_MS,
    sourceId: 's',
    publisherId: 'p',
    url: null,
    ...given,
  }
}

/** Places texts a minute apart; returns how many items each narrative holds, largest first. */
function sizesOf(texts: readonly string[], engine: NarrativeEngine = createEngine()): number[] {
  for (const [number, text] of texts.entries())
    engine.assign(item(number, { text }), START + number * MINUTE_MS, `n${number}`)
  const sizes = Map.groupBy(texts.keys(), (number) => engine.findNarrativeOf(`i${number}`) ?? '')
  return [...sizes.values()].map(({ length }) => length).toSorted((a, b) => b - a)
}

/** A word of letters for each number, none like another in its first five. */
function word(number: number): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz'
  let rest = number * 7_919 + 3
  return Array.from({ length: 5 }, () => {
    const letter = letters.charAt(rest % 26)
    rest = Math.floor(rest / 26)
    return letter
  }).join('')
}
const words = (from: number, count: number) => Array.from({ length: count }, (_, index) => word(from + index)).join(' ')

describe('items that are out of all proportion', () => {
  test.each([
    ['of five megabytes', { text: 'water poisoned bridge '.repeat(240_000) }],
    ['of five megabytes without a space', { text: 'w'.repeat(5_000_000) }],
    ['of one character', { text: '!' }],
    ['of one letter', { text: 'x' }],
    ['of nothing', { text: '' }],
    ['of ten thousand hashtags', { text: Array.from({ length: 10_000 }, (_, n) => `#Tag${word(n)}`).join(' ') }],
    ['with a title of a megabyte', { title: 'Closed '.repeat(150_000) }],
    ['in a language never seen', { language: 'tlh', text: 'qaStaH nuq jay nuqneH tlhIngan maH' }],
    ['of characters that stand alone', { text: '\ud83d\udc00\u0000\uffff\u202e'.repeat(1_000) }],
    ['dated 1970', { eventAtMs: 0 }],
    ['dated 2099', { eventAtMs: Date.UTC(2099, 0, 1) }],
  ])('an item %s is placed, explained, and disturbs no other', (_, given) => {
    const engine = createEngine()
    const before = [0, 1, 2].map((number) =>
      engine.assign(item(number, { text: `${item(number).text} ${word(number)}` }), START, `n${number}`),
    )
    expect(new Set(before.map(({ narrativeId }) => narrativeId))).toEqual(new Set(['n0']))
    const decision = engine.assign(item(3, given), START, 'n3')
    expect(engine.findNarrativeOf('i3')).toBe(decision.narrativeId)
    expect(JSON.stringify(decision).length).toBeLessThan(20_000)
    expect(engine.snapshot().length).toBeLessThan(1_000_000)
    const after = engine.assign(item(4, { text: `${item(4).text} ${word(4)}` }), START, 'n4')
    expect(after.narrativeId).toBe('n0')
  })
})

describe('texts made to draw everything together', () => {
  test('fifty thousand identical items are one narrative of one voice', () => {
    const engine = createEngine()
    const decisions = Array.from({ length: 50_000 }, (_, number) => engine.assign(item(number), START, `n${number}`))
    expect(new Set(decisions.map(({ narrativeId }) => narrativeId))).toEqual(new Set(['n0']))
    expect(decisions.filter(({ isCopyOf }) => isCopyOf === 'i0')).toHaveLength(49_999)
    expect(engine.size().documentsSeen).toBe(1)
  })

  test.each([
    ['step of one word', (number: number) => words(number, 10)],
    ['step of three words', (number: number) => words(number * 3, 10)],
    ['step repeated five times', (number: number) => `${words(Math.floor(number / 5), 10)} ${word(900_000 + number)}`],
  ])('a chain of texts, each sharing words with the one before, breaks (%s)', (_, text) => {
    const [largest = 0] = sizesOf(Array.from({ length: 3_000 }, (_, number) => text(number)))
    expect(largest).toBeLessThan(750)
  })

  test.each([
    ['one rare word in all', (number: number) => `zyxwvut ${words(10_000 + number * 9, 9)}`, 20],
    ['two rare words in all', (number: number) => `zyxwvut qqqrrr ${words(10_000 + number * 9, 8)}`, 600],
    ['many common words in each', (number: number) => words((number * 37) % 300, 150), 1_200],
  ])('%s: no giant narrative', (_, text, most) => {
    const [largest = 0] = sizesOf(Array.from({ length: 3_000 }, (_, number) => text(number)))
    expect(largest).toBeLessThan(most)
  })
})

describe('texts nobody would write', () => {
  test.each([
    ['800,000 words', words(0, 50_000).repeat(16)],
    ['half a million tags without a name', '#'.repeat(500_000)],
    ['a million handles', '@a'.repeat(1_000_000)],
    ['beginnings of addresses', 'https://'.repeat(600_000)],
    ['one Han letter without end', '漢'.repeat(1_600_000)],
    ['letters with their accents apart', 'e\u0301'.repeat(1_000_000)],
    ['five million letters', 'x'.repeat(5_000_000)],
    ['one letter', 'x'],
    ['nothing', ''],
  ])('%s alone: one narrative, a small state', (_, text) => {
    const engine = createEngine()
    expect(sizesOf([text], engine)).toEqual([1])
    expect(engine.snapshot().length).toBeLessThan(200_000)
  })

  test('10,000 hashtags are cut, and stand together when they come again', () => {
    const text = Array.from({ length: 10_000 }, (_, number) => `#Tag${number}Word`).join(' ')
    expect(sizesOf([text, text])).toEqual([2])
  })

  test('languages never seen, and words that are properties of objects, stand together', () => {
    const engine = createEngine()
    const text = 'constructor toString __proto__ hasOwnProperty valueOf nuqneH tlhIngan'
    for (const [number, language] of ['tlh', '', 'und', '中文', '__proto__', 'constructor'].entries())
      expect(engine.assign(item(number, { language, text }), START, `n${number}`).narrativeId).toBe('n0')
  })

  test('dates of 1970, 2099 and before time give scores that are numbers', () => {
    const engine = createEngine()
    for (const [number, eventAtMs] of [0, Date.UTC(2099, 0, 1), -1e12].entries())
      engine.assign(item(number, { eventAtMs }), START, `n${number}`)
    const { score, parts } = engine.assign(item(3, { text: `${item(3).text} again` }), START, 'n3')
    expect([score, ...Object.values(parts)].every(Number.isFinite)).toBe(true)
    expect([0, 1, 2, 3].map((number) => engine.findNarrativeOf(`i${number}`))).not.toContain(undefined)
  })
})

describe('floods of 8,000 texts', () => {
  test.each([1, 2, 4])('each %i words further than the one before make no giant', (step) => {
    const [largest] = sizesOf(Array.from({ length: 8_000 }, (_, number) => words(number * step, 8)))
    expect(largest).toBeLessThan(400)
  })

  test('one rare word in everything ties nothing together', () => {
    const [largest] = sizesOf(Array.from({ length: 8_000 }, (_, number) => `zzyzx ${words(number * 7, 7)}`))
    expect(largest).toBeLessThan(400)
  })

  test('a large story that keeps to its subject still grows as one', () => {
    const texts = Array.from(
      { length: 3_000 },
      (_, number) => `Flood in Brenk: the river ${word(number % 40)} rises at the bridge ${word(100 + (number % 60))}`,
    )
    expect(sizesOf(texts)[0]).toBeGreaterThan(2_900)
  })
})
