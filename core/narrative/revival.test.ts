import { FLOOD, FLOOD_AGAIN, OTHER, VOTE, VOTE_AGAIN, put, counted } from '@hub/tests/support/cold-stories.ts'
import { describe, expect, test } from 'vitest'

import { createEngine, restoreEngine } from './engine.ts'
import type { EngineOptions } from './engine-options.ts'

const ARMY_AGAIN = 'No army was sent and no families were housed in schools, a clip claims'

/** Tells both stories on the first day and lets them leave memory; their narratives' ids. */
function telling(options: Partial<EngineOptions> = {}) {
  const engine = createEngine(options)
  const flood = FLOOD.map((text) => put(engine, text, 0).narrativeId).at(-1) ?? ''
  const vote = VOTE.map((text) => put(engine, text, 0).narrativeId).at(-1) ?? ''
  return { engine, flood, vote }
}

function afterAWeek(options: Partial<EngineOptions> = {}) {
  const told = telling(options)
  put(told.engine, OTHER, 8)
  return told
}

describe('a narrative whose items have left memory', () => {
  test('comes back with an item that tells its story again, and says on what grounds', () => {
    const { engine, flood } = afterAWeek()
    expect(engine.size()).toMatchObject({ items: 1, narratives: 1, coldNarratives: 2 })
    const decision = put(engine, FLOOD_AGAIN, 30)
    expect(decision).toMatchObject({ narrativeId: flood, isNew: false, isCopyOf: null, neighbours: [], events: [] })
    expect(decision.score).toBeGreaterThanOrEqual(decision.threshold)
    expect(decision.score).toBe(decision.parts.centroid)
    expect(decision.parts).toMatchObject({ gapHours: 30 * 24, narrativeItems: 4, nearest: 0 })
    expect(decision.parts.keptTermsShared).toBeGreaterThanOrEqual(3)
    expect(decision.terms.map(({ term }) => term)).toEqual(expect.arrayContaining(['Brenk', 'Aldova']))
    expect(engine.size().coldNarratives).toBe(1)
    expect(put(engine, FLOOD[1] ?? '', 30)).toMatchObject({ narrativeId: flood, isNew: false })
  })

  test('does not come back for a word or two', () => {
    const { engine } = afterAWeek()
    expect(put(engine, 'River ferry to the old town runs again', 9).isNew).toBe(true)
    expect(put(engine, 'Electoral law: parliament moves the debate on schools', 9).isNew).toBe(true)
  })

  test('is forgotten ninety days after its last item, as is one of fewer items than three', () => {
    const { engine, flood } = afterAWeek()
    expect(put(engine, FLOOD_AGAIN, 91).narrativeId).not.toBe(flood)
    const small = createEngine()
    FLOOD.slice(0, 2).forEach((text) => put(small, text, 0))
    put(small, OTHER, 8)
    expect(small.size().coldNarratives).toBe(0)
  })

  test('makes room when there are too many: the one that has been cold for longest is forgotten', () => {
    const { engine, flood, vote } = afterAWeek({ maxCold: 1 })
    expect(engine.size().coldNarratives).toBe(1)
    expect(put(engine, FLOOD_AGAIN, 9).narrativeId).not.toBe(flood)
    expect(put(engine, VOTE_AGAIN, 9).narrativeId).toBe(vote)
  })

  test('goes on identically from a snapshot', () => {
    const { engine } = afterAWeek()
    const restored = restoreEngine(engine.snapshot())
    expect(restored.size()).toEqual(engine.size())
    const [live, again] = [engine, restored].map((each) => {
      counted.items = 1_000
      return [VOTE_AGAIN, FLOOD_AGAIN].map((text) => put(each, text, 20))
    })
    expect(again).toEqual(live)
    expect(restored.stateHash()).toBe(engine.stateHash())
  })
})

describe('what people ruled', () => {
  test('of one item is kept too', () => {
    const engine = createEngine()
    const { narrativeId } = put(engine, FLOOD[0] ?? '', 0)
    engine.rule({ kind: 'confirm', narrativeId })
    put(engine, OTHER, 8)
    expect(put(engine, FLOOD[1] ?? '', 20).narrativeId).toBe(narrativeId)
  })

  test('on a cold narrative binds when it comes back', () => {
    const { engine, flood, vote } = afterAWeek()
    engine.rule({ kind: 'merge', from: flood, into: vote })
    expect(engine.size().coldNarratives).toBe(1)
    expect(put(engine, FLOOD_AGAIN, 20).narrativeId).toBe(vote)
    expect(put(engine, VOTE_AGAIN, 20).narrativeId).toBe(vote)
  })

  test('of a living narrative and a cold one makes one that lives', () => {
    const { engine, flood } = afterAWeek()
    const otherItem = `i${counted.items}`
    const other = engine.findNarrativeOf(otherItem) ?? ''
    engine.rule({ kind: 'merge', from: other, into: flood })
    expect(engine.size()).toMatchObject({ narratives: 1, coldNarratives: 1 })
    expect(engine.findNarrativeOf(otherItem)).toBe(flood)
    expect(put(engine, FLOOD_AGAIN, 9)).toMatchObject({ narrativeId: flood, isNew: false })
  })

  test('and took back leaves neither under the name of the other', () => {
    const { engine, flood, vote } = afterAWeek()
    engine.rule({ kind: 'merge', from: flood, into: vote })
    const stands = [flood, vote].map((id) => ({ id, isConfirmed: false, isClosed: false, apart: [] }))
    engine.rule({ kind: 'place', itemIds: [], into: flood, stands })
    expect(put(engine, FLOOD_AGAIN, 20).isNew).toBe(true)
    expect(put(engine, VOTE_AGAIN, 20).isNew).toBe(true)
  })

  test('of an item that a story came back with sends it into the cold again', () => {
    const { engine } = afterAWeek()
    const { itemId } = put(engine, FLOOD_AGAIN, 20)
    engine.rule({ kind: 'move', itemId, into: 'elsewhere' })
    expect(engine.findNarrativeOf(itemId)).toBe('elsewhere')
    expect(engine.size().coldNarratives).toBe(2)
    expect(restoreEngine(engine.snapshot()).stateHash()).toBe(engine.stateHash())
  })

  test('to be apart stays apart through the cold: both come back, and neither merges with the other', () => {
    const { engine, flood } = telling()
    const moved = `i${counted.items - VOTE.length}`
    engine.rule({ kind: 'split', narrativeId: flood, itemIds: [moved], into: 'apart' })
    expect(engine.findNarrativeOf(moved)).toBe('apart')
    put(engine, OTHER, 8)
    expect(engine.size()).toMatchObject({ items: 1, narratives: 1, coldNarratives: 3 })
    for (const [text, narrativeId, left] of [
      [FLOOD_AGAIN, flood, 2],
      [ARMY_AGAIN, 'apart', 1],
    ] as const) {
      const decision = put(engine, text, 20)
      expect(decision).toMatchObject({ narrativeId, isNew: false, isCopyOf: null, neighbours: [], events: [] })
      expect(decision.parts.keptTermsShared).toBeGreaterThanOrEqual(3)
      expect(engine.size().coldNarratives).toBe(left)
    }
    for (let day = 21; day < 24; day += 1)
      for (const text of [...FLOOD, FLOOD_AGAIN, ARMY_AGAIN]) {
        const decision = put(engine, `${text} ${day}`, day)
        expect(decision).toMatchObject({ isNew: false, events: [] })
        expect([flood, 'apart']).toContain(decision.narrativeId)
      }
    expect(engine.size()).toMatchObject({ narratives: 2, coldNarratives: 1 })
  })

  test('dismissed noise stays dismissed: it takes its continuation in, and merges with nothing open', () => {
    const { engine, flood } = telling()
    engine.rule({ kind: 'dismiss', narrativeId: flood })
    put(engine, OTHER, 8)
    expect(put(engine, FLOOD_AGAIN, 40)).toMatchObject({ narrativeId: flood, events: [] })
  })
})
