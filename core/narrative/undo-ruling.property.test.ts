import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { createEngine, restoreEngine } from './engine.ts'
import type { EngineItem, EngineRuling, NarrativeEngine, NarrativeStand } from './engine-types.ts'

const WORDS = 'flood river army town bridge vote election rumour clip vaccine doctor school'.split(' ')
/** Joins and merges readily, so that there is much to rule on. */
const OPTIONS = { mergeShare: 0.2, mergeCosine: 0.05, mergeSizeGuard: 0 }

const texts = fc.array(
  fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 8 }).map((words) => words.join(' ')),
  { minLength: 4, maxLength: 40 },
)

const itemOf = (text: string, index: number): EngineItem => ({
  id: `i${index}`,
  title: '',
  text,
  language: 'en',
  eventAtMs: 1_000_000 + index,
  sourceId: 's',
  publisherId: 'p',
  url: null,
})

function feed(engine: NarrativeEngine, stream: readonly string[], offset = 0): void {
  stream.forEach((text, index) => engine.assign(itemOf(text, offset + index), 2_000_000, `n${offset + index}`))
}

/** Every item by the narrative it stands in. */
function partition(engine: NarrativeEngine, count: number): Map<string, string[]> {
  return Map.groupBy(
    Array.from({ length: count }, (_, index) => `i${index}`),
    (id) => engine.findNarrativeOf(id) ?? 'none',
  )
}

const free = (id: string, apart: string[] = []): NarrativeStand => ({ id, isConfirmed: false, isClosed: false, apart })

/** The ruling that takes a merge back: the items that came with it go home. */
function undoMerge(from: string, into: string, itemIds: string[], apart = false): EngineRuling {
  return {
    kind: 'place',
    itemIds,
    into: from,
    stands: [free(from, apart ? [into] : []), free(into, apart ? [from] : [])],
  }
}

describe('taking rulings back', () => {
  test('merge, then undo: every narrative has the items it had', () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), (stream, first, second) => {
        const engine = createEngine(OPTIONS)
        feed(engine, stream)
        const before = partition(engine, stream.length)
        const ids = [...before.keys()]
        const from = ids[first % ids.length] ?? ''
        const into = ids[second % ids.length] ?? ''
        fc.pre(from !== into)
        engine.rule({ kind: 'merge', from, into })
        expect(engine.findNarrativeOf(before.get(from)?.[0] ?? '')).toBe(into)
        engine.rule(undoMerge(from, into, before.get(from) ?? []))
        expect(partition(engine, stream.length)).toEqual(before)
        expect(restoreEngine(engine.snapshot(), OPTIONS).stateHash()).toBe(engine.stateHash())
      }),
      { numRuns: 15 },
    )
  })

  test('merges nested in each other, taken back in any order, leave every item where it came from', () => {
    fc.assert(
      fc.property(
        texts,
        fc.array(fc.nat(), { minLength: 2, maxLength: 4 }),
        fc.boolean(),
        (stream, picks, isNewest) => {
          const engine = createEngine(OPTIONS)
          feed(engine, stream)
          const before = partition(engine, stream.length)
          const done: { from: string; into: string; items: string[] }[] = []
          for (const pick of picks) {
            const now = partition(engine, stream.length)
            const ids = [...now.keys()]
            const from = ids[pick % ids.length] ?? ''
            const into = ids[(pick + 1) % ids.length] ?? ''
            if (from === into) continue
            engine.rule({ kind: 'merge', from, into })
            done.push({ from, into, items: now.get(from) ?? [] })
          }
          const order = isNewest ? done.toReversed() : done
          for (const { from, into, items } of order) engine.rule(undoMerge(from, into, items))
          const after = partition(engine, stream.length)
          if (isNewest) expect(after).toEqual(before)
          expect([...after.values()].flat().length).toBe(stream.length)
          expect(after.has('none')).toBe(false)
        },
      ),
      { numRuns: 12 },
    )
  })

  test('what is kept apart stays apart, whatever comes, live, replayed and restored alike', () => {
    fc.assert(
      fc.property(texts, texts, fc.nat(), (stream, rest, pick) => {
        const live = createEngine(OPTIONS)
        const decisions = stream.map((text, index) => live.assign(itemOf(text, index), 2_000_000, `n${index}`))
        const [from, items] = [...partition(live, stream.length)].find(([, held]) => held.length > 1) ?? []
        fc.pre(from !== undefined && items !== undefined)
        const leaving = items?.[pick % items.length] ?? ''
        const ruling: EngineRuling = {
          kind: 'place',
          itemIds: [leaving],
          into: 'apart',
          stands: [free(from ?? '', ['apart']), free('apart', [from ?? ''])],
        }
        live.rule(ruling)
        const others = items?.filter((id) => live.findNarrativeOf(id) !== 'apart') ?? []
        const replayed = createEngine(OPTIONS)
        stream.forEach((text, index) => {
          const decision = decisions[index]
          if (decision) replayed.replay(itemOf(text, index), 2_000_000, decision)
        })
        replayed.rule(ruling)
        const restored = restoreEngine(live.snapshot(), OPTIONS)
        for (const engine of [live, replayed, restored]) feed(engine, rest, stream.length)
        expect(replayed.stateHash()).toBe(live.stateHash())
        expect(restored.stateHash()).toBe(live.stateHash())
        for (const other of others) expect(live.findNarrativeOf(other)).not.toBe(live.findNarrativeOf(leaving))
      }),
      { numRuns: 15 },
    )
  })
})
