import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { createEngine, restoreEngine } from './engine.ts'
import type { EngineItem, EngineRuling, NarrativeEngine, NarrativeRemains } from './engine-types.ts'
import { tellTerms } from './tell-terms.ts'

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
      rule: fc.integer({ min: 0, max: 18 }),
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
    splitOf(narrativeId, `s${index}`, [itemId, another], pick),
    splitOf(narrativeId, other, [itemId], pick),
  ]
  return kinds[rule] ?? null
}

/** A split as the hub tells of it, of a narrative in memory or a cold one: with what both are made of. */
function splitOf(narrativeId: string, into: string, itemIds: string[], pick: number): EngineRuling {
  const cut = pick % WORDS.length
  const stand = { isConfirmed: false, isClosed: pick % 5 === 0 }
  return {
    kind: 'place',
    itemIds,
    into,
    stands: [
      { id: narrativeId, ...stand, apart: [into] },
      { id: into, ...stand, apart: [narrativeId] },
    ],
    remains: [remainsOf(narrativeId, WORDS.slice(0, cut), [`n${pick % 7}`]), remainsOf(into, WORDS.slice(cut), [])],
  }
}

function remainsOf(id: string, words: readonly string[], formerIds: string[]): NarrativeRemains {
  const terms = tellTerms([{ title: '', text: words.join(' '), language: 'en' }])
  return { id, formerIds, items: words.length, firstAtMs: 1_000_000, lastAtMs: 1_000_000, terms }
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

const FIRST_HALF = WORDS.slice(0, 8)
const SECOND_HALF = WORDS.slice(8)
const textOf = (words: readonly string[]) =>
  fc.array(fc.constantFrom(...words), { minLength: 3, maxLength: 8 }).map((chosen) => chosen.join(' '))

test('for every two stories split in the cold, what returns never joins the other one, nor the two each other', () => {
  const told = fc.record({
    first: fc.array(textOf(FIRST_HALF), { minLength: 2, maxLength: 6 }),
    second: fc.array(textOf(SECOND_HALF), { minLength: 2, maxLength: 6 }),
    after: fc.array(
      fc.oneof(
        textOf(FIRST_HALF).map((text) => ({ text, isFirst: true })),
        textOf(SECOND_HALF).map((text) => ({ text, isFirst: false })),
      ),
      { minLength: 2, maxLength: 20 },
    ),
  })
  let returned = 0
  fc.assert(
    fc.property(told, ({ first, second, after }) => {
      const engine = createEngine({ ...OPTIONS, coldWindowMs: 1_000_000 })
      const nowMs = 1_000_000
      const put = (text: string, id: string, atMs: number) => engine.assign(itemOf(id, text, atMs), atMs, `n-${id}`)
      const itemIds = [first, second].map((texts, story) =>
        texts.map((text, index) => put(text, `${story}-${index}`, nowMs).itemId),
      )
      const ids = itemIds.flat().map((id) => engine.findNarrativeOf(id) ?? '')
      const whole = ids[0] ?? ''
      for (const id of ids) engine.rule({ kind: 'merge', from: id, into: whole })
      put('nothing of it left', 'late', nowMs + 50_000)
      expect(engine.size()).toMatchObject({ items: 1, coldNarratives: 1 })
      engine.rule({
        kind: 'place',
        itemIds: itemIds[1] ?? [],
        into: 'part',
        stands: [
          { id: whole, isConfirmed: false, isClosed: false, apart: ['part'] },
          { id: 'part', isConfirmed: false, isClosed: false, apart: [whole] },
        ],
        remains: [remainsOf(whole, first, ids), remainsOf('part', second, [])],
      })
      expect(engine.size().coldNarratives).toBe(2)
      const restored = restoreEngine(engine.snapshot(), { ...OPTIONS, coldWindowMs: 1_000_000 })
      const decisions = after.map(({ text, isFirst }, index) => {
        const decision = put(text, `after-${index}`, nowMs + 51_000 + index * 1_000)
        const { narrativeId, events } = decision
        expect(narrativeId).not.toBe(isFirst ? 'part' : whole)
        expect(events.map(({ from, into }) => [from, into].toSorted())).not.toContainEqual([whole, 'part'].toSorted())
        if (narrativeId === whole || narrativeId === 'part') returned += 1
        return decision
      })
      after.forEach(({ text }, index) => {
        const atMs = nowMs + 51_000 + index * 1_000
        const decision = decisions[index]
        if (decision) restored.replay(itemOf(`after-${index}`, text, atMs), atMs, structuredCopy(decision))
      })
      expect(restored.stateHash()).toBe(engine.stateHash())
    }),
    { numRuns: 25 },
  )
  expect(returned).toBeGreaterThan(20)
})

function itemOf(id: string, text: string, eventAtMs: number): EngineItem {
  return { id, title: '', text, language: 'en', eventAtMs, sourceId: 's', publisherId: 'p', url: null }
}

/** What comes back from a JSON column. */
function structuredCopy<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value))
}
