import { describe, expect, test } from 'vitest'

import { createEngine, restoreEngine } from './engine.ts'
import type { Decision, EngineItem, EngineRuling, NarrativeEngine, SplitEvent } from './engine-types.ts'

const START_MS = Date.UTC(2026, 2, 2, 8)
/** Joins whatever shares a word, so that two stories begin as one. */
const OPTIONS = {
  thresholdBase: 0.01,
  minThreshold: 0.01,
  splitMinItems: 8,
  splitMinPart: 4,
  mergeCosine: 0.5,
  splitCosineShare: 1,
}

const FLOOD = 'Aldova river crests flood barriers Brenk quay pumps sandbags evacuation'.split(' ')
const VOTE = 'election commission ballot Tuesday rumour Brenk polling officials denial turnout'.split(' ')

/** A text of five of a story's words, and the town both stories are about. */
function line(words: readonly string[], index: number): string {
  const picked = Array.from({ length: 5 }, (_, place) => words[(index * 3 + place * (1 + (index % 3))) % words.length])
  return [...new Set(['Brenk', ...picked])].join(' ')
}

function itemOf(id: string, text: string): EngineItem {
  return { id, title: '', text, language: 'en', eventAtMs: START_MS, sourceId: 's', publisherId: 'p', url: null }
}

function feed(engine: NarrativeEngine, ids: readonly string[]): Decision[] {
  return ids.map((id) => {
    const index = Number(id.slice(1))
    return engine.assign(itemOf(id, line(id.startsWith('f') ? FLOOD : VOTE, index)), START_MS + index, `n-${id}`)
  })
}

const MIXED = Array.from({ length: 12 }, (_, index) => [`f${index}`, `v${index}`]).flat()

const splitsOf = (decisions: readonly Decision[]): SplitEvent[] =>
  decisions.flatMap(({ events }) => events.filter((event) => event.kind === 'split'))

function place(engine: NarrativeEngine, ids: readonly string[]) {
  return new Set(ids.map((id) => engine.findNarrativeOf(id)))
}

describe('a narrative that is two', () => {
  test('is split when it has grown, with the numbers, and later items go to their part', () => {
    const engine = createEngine(OPTIONS)
    const decisions = feed(engine, MIXED)
    const [split] = splitsOf(decisions)
    expect(split).toBeDefined()
    expect(split?.reason.cosine).toBeLessThan(split?.reason.allowedCosine ?? 0)
    expect(split?.itemIds.length).toBe(split?.reason.intoItems)
    expect(
      place(
        engine,
        MIXED.filter((id) => id.startsWith('f')),
      ).size,
    ).toBe(1)
    expect(
      place(
        engine,
        MIXED.filter((id) => id.startsWith('v')),
      ).size,
    ).toBe(1)
    expect(place(engine, MIXED).size).toBe(2)
    for (const { itemId, narrativeId } of decisions.slice(-2)) expect(engine.findNarrativeOf(itemId)).toBe(narrativeId)
    const keyTerms = engine.keyTerms(engine.findNarrativeOf('f0') ?? '', 50).map(({ term }) => term)
    expect(keyTerms).toContain('sandbags')
    expect(keyTerms).not.toContain('ballot')
  })

  test('a replay and a restored snapshot end in the same state', () => {
    const engine = createEngine(OPTIONS)
    const decisions = feed(engine, MIXED)
    const replayed = createEngine(OPTIONS)
    for (const decision of decisions) {
      const text = line(decision.itemId.startsWith('f') ? FLOOD : VOTE, Number(decision.itemId.slice(1)))
      replayed.replay(itemOf(decision.itemId, text), START_MS + Number(decision.itemId.slice(1)), decision)
    }
    expect(replayed.stateHash()).toBe(engine.stateHash())
    const restored = restoreEngine(engine.snapshot(), OPTIONS)
    const more = Array.from({ length: 40 }, (_, index) => `${index % 2 ? 'f' : 'v'}${100 + index}`)
    expect(feed(restored, more)).toEqual(feed(engine, more))
    expect(restored.stateHash()).toBe(engine.stateHash())
  })

  test('a copy leaves with its text', () => {
    const engine = createEngine(OPTIONS)
    engine.assign(itemOf('c', 'Tuesday ballot rumour denial in Brenk says officials'), START_MS, 'n')
    const copy = engine.assign(itemOf('c2', 'Tuesday ballot rumour denial in Brenk says officials!'), START_MS, 'n2')
    expect(copy.isCopyOf).toBe('c')
    expect(splitsOf(feed(engine, MIXED)).length).toBeGreaterThan(0)
    expect(engine.findNarrativeOf('c2')).toBe(engine.findNarrativeOf('c'))
  })

  const RULINGS: [string, (narrativeId: string) => EngineRuling][] = [
    ['confirmed', (narrativeId) => ({ kind: 'confirm', narrativeId })],
    ['closed', (narrativeId) => ({ kind: 'dismiss', narrativeId })],
    ['put together by a merge', (narrativeId) => ({ kind: 'merge', from: 'n-other', into: narrativeId })],
    ['put together item by item', () => ({ kind: 'must_link', itemIds: ['f0', 'v0'] })],
    ['put back after a split', (into) => ({ kind: 'place', itemIds: ['f0'], into, stands: [] })],
  ]
  test.each(RULINGS)('is left alone when people have it %s', (_, ruling) => {
    const engine = createEngine(OPTIONS)
    engine.assign(itemOf('other', 'unrelated words altogether'), START_MS, 'n-other')
    const [first] = feed(engine, MIXED.slice(0, 3))
    engine.rule(ruling(first?.narrativeId ?? ''))
    expect(splitsOf(feed(engine, MIXED.slice(3)))).toEqual([])
    expect(place(engine, MIXED).size).toBe(1)
  })

  test('is left to people when it is larger than the engine may split', () => {
    const engine = createEngine({ ...OPTIONS, splitMaxItems: 6 })
    expect(splitsOf(feed(engine, MIXED))).toEqual([])
  })
})
