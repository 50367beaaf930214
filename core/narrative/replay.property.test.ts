import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { createEngine, restoreEngine } from './engine.ts'
import type { EngineItem, EngineRuling, NarrativeEngine } from './engine-types.ts'

const WORDS =
  'flood river army town bridge vote election rumour clip vaccine doctor school strike fuel price border'.split(' ')
/** Cold narratives that come back readily, and are soon too many. */
const COLD = {
  coldMinItems: 1,
  coldWindowMs: 60_000,
  maxCold: 12,
  revivalCosine: 0.2,
  revivalShare: 0.5,
  revivalTerms: 1,
}
/** Memory so short that items leave it all the time, and narratives that are split as soon as they can be. */
const OPTIONS = { windowMs: 40_000, maxItems: 60, splitMinItems: 3, splitMinPart: 1, splitCosineShare: 5, ...COLD }

type Step = { item: EngineItem; nowMs: number; ruling: EngineRuling | null }

const itemText = fc.array(fc.constantFrom(...WORDS), { maxLength: 14 }).map((words) => words.join(' '))
const longText = fc.array(fc.constantFrom(...WORDS), { minLength: 60, maxLength: 90 }).map((words) => words.join(' '))

/** Streams of items over few words, with repeats, odd dates and now and then a ruling about what came before. */
const steps: fc.Arbitrary<Step[]> = fc
  .array(
    fc.record({
      text: fc.oneof({ weight: 6, arbitrary: itemText }, { weight: 1, arbitrary: longText }),
      stepMs: fc.integer({ min: 0, max: 2_000 }),
      dateMs: fc.constantFrom(0, 1, -1, 4_000_000_000_000, -60_000),
      rule: fc.integer({ min: 0, max: 16 }),
      pick: fc.nat({ max: 1_000 }),
    }),
    { minLength: 1, maxLength: 120 },
  )
  .map((rows) => {
    let nowMs = 1_000_000
    return rows.map(({ text, stepMs, dateMs, rule, pick }, index): Step => {
      nowMs += stepMs
      const item: EngineItem = {
        id: `i${index}`,
        title: '',
        text,
        language: 'en',
        eventAtMs: Math.abs(dateMs) <= 1 ? nowMs : Math.max(0, nowMs + dateMs),
        sourceId: 's',
        publisherId: 'p',
        url: null,
      }
      return { item, nowMs, ruling: rulingOf(rule, pick, index) }
    })
  })

function rulingOf(rule: number, pick: number, index: number): EngineRuling | null {
  const narrativeId = `n${pick % (index + 1)}`
  const other = `n${(pick * 7) % (index + 1)}`
  const itemId = `i${pick % (index + 1)}`
  const another = `i${(pick * 3) % (index + 1)}`
  const kinds: EngineRuling[] = [
    { kind: 'merge', from: narrativeId, into: other },
    { kind: 'split', narrativeId, itemIds: [itemId, another], into: `s${index}` },
    { kind: 'move', itemId, into: other },
    { kind: 'must_link', itemIds: [itemId, another] },
    { kind: 'cannot_link', itemIds: [itemId, another], into: `c${index}` },
    { kind: 'confirm', narrativeId },
    { kind: 'dismiss', narrativeId },
    { kind: 'reopen', narrativeId },
    {
      kind: 'place',
      itemIds: [itemId, another],
      into: narrativeId,
      stands: [{ id: narrativeId, isConfirmed: pick % 2 === 0, isClosed: pick % 3 === 0, apart: [other] }],
    },
  ]
  return kinds[rule] ?? null
}

function live(engine: NarrativeEngine, part: readonly Step[], offset = 0) {
  return part.map(({ item, nowMs, ruling }, index) => {
    const decision = engine.assign(item, nowMs, `n${offset + index}`)
    if (ruling) engine.rule(ruling)
    return decision
  })
}

describe('for every stream', () => {
  test('a replay of the recorded decisions ends in the live state', () => {
    fc.assert(
      fc.property(steps, (stream) => {
        const engine = createEngine(OPTIONS)
        const decisions = live(engine, stream)
        const replayed = createEngine(OPTIONS)
        stream.forEach(({ item, nowMs, ruling }, index) => {
          const decision = decisions[index]
          if (decision) replayed.replay(item, nowMs, structuredCopy(decision))
          if (ruling) replayed.rule(ruling)
        })
        expect(replayed.stateHash()).toBe(engine.stateHash())
      }),
      { numRuns: 18 },
    )
  })

  test('an engine restored half-way continues identically', () => {
    fc.assert(
      fc.property(steps, fc.nat({ max: 120 }), (stream, cut) => {
        const engine = createEngine(OPTIONS)
        live(engine, stream.slice(0, cut))
        const bytes = engine.snapshot()
        const restored = restoreEngine(bytes, OPTIONS)
        expect(restored.snapshot()).toEqual(bytes)
        const rest = stream.slice(cut)
        expect(live(restored, rest, cut)).toEqual(live(engine, rest, cut))
        expect(restored.stateHash()).toBe(engine.stateHash())
      }),
      { numRuns: 18 },
    )
  })

  test('every item in memory is in exactly one narrative, and the decision names it', () => {
    fc.assert(
      fc.property(steps, (stream) => {
        const engine = createEngine(OPTIONS)
        stream.forEach(({ item, nowMs, ruling }, index) => {
          const decision = engine.assign(item, nowMs, `n${index}`)
          expect(engine.findNarrativeOf(item.id)).toBe(decision.narrativeId)
          expect(decision.isNew && decision.isCopyOf !== null).toBe(false)
          expect(Number.isFinite(decision.score)).toBe(true)
          if (ruling) engine.rule(ruling)
          expect(engine.findNarrativeOf(item.id)).toBeDefined()
        })
        expect(engine.size().narratives).toBeLessThanOrEqual(engine.size().items)
        expect(engine.size().items).toBeLessThanOrEqual(OPTIONS.maxItems)
      }),
      { numRuns: 15 },
    )
  })
})

/** What comes back from a JSON column. */
function structuredCopy<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value))
}
