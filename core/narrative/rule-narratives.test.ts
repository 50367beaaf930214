import { describe, expect, test } from 'vitest'

import { createEngine, restoreEngine } from './engine.ts'
import type { EngineItem, NarrativeEngine } from './engine-types.ts'

const START_MS = Date.UTC(2026, 2, 2, 8)
let counter = 0

function put(engine: NarrativeEngine, id: string, text: string) {
  const item: EngineItem = {
    id,
    title: '',
    text,
    language: 'en',
    eventAtMs: START_MS,
    sourceId: 's',
    publisherId: 'p',
    url: null,
  }
  counter += 1
  return engine.assign(item, START_MS, `fresh-${id}-${counter}`)
}

const FLOOD = 'River Aldova floods the old town of Brenk, hundreds evacuated overnight'
const FLOOD_AGAIN = 'Hundreds evacuated in Brenk as the river Aldova floods the old town centre'
const FLOOD_MORE = 'Brenk old town evacuated: hundreds flee as Aldova river floods streets'
const VOTE = 'Rumour says the election date was moved to Tuesday, electoral commission denies it'
const VOTE_AGAIN = 'Electoral commission denies the rumour that the election date moved to Tuesday'

describe('rulings bind later decisions', () => {
  test('merge: the old id redirects and both stories continue under the new one', () => {
    const engine = createEngine()
    const flood = put(engine, 'a', FLOOD).narrativeId
    const vote = put(engine, 'b', VOTE).narrativeId
    engine.rule({ kind: 'merge', from: flood, into: vote })
    expect(engine.findNarrativeOf('a')).toBe(vote)
    expect(put(engine, 'c', FLOOD_AGAIN).narrativeId).toBe(vote)
    expect(engine.keyTerms(flood, 3)).toEqual(engine.keyTerms(vote, 3))
    engine.rule({ kind: 'confirm', narrativeId: flood })
    expect(put(engine, 'd', VOTE_AGAIN).narrativeId).toBe(vote)
  })

  test('split: the listed items and their copies leave and never return by themselves', () => {
    const engine = createEngine()
    const first = put(engine, 'a', FLOOD).narrativeId
    put(engine, 'b', FLOOD_AGAIN)
    put(engine, 'b-copy', FLOOD_AGAIN)
    engine.rule({ kind: 'split', narrativeId: first, itemIds: ['b', 'unknown'], into: 'apart' })
    expect(['a', 'b', 'b-copy'].map((id) => engine.findNarrativeOf(id))).toEqual([first, 'apart', 'apart'])
    for (let index = 0; index < 5; index += 1) {
      expect(put(engine, `more${index}`, `${FLOOD_MORE} ${index}${index}`).events).toEqual([])
    }
    expect(engine.findNarrativeOf('a')).toBe(first)
    expect(engine.findNarrativeOf('b')).toBe('apart')
  })

  test('merge after split undoes it', () => {
    const engine = createEngine()
    const first = put(engine, 'a', FLOOD).narrativeId
    put(engine, 'b', FLOOD_AGAIN)
    engine.rule({ kind: 'split', narrativeId: first, itemIds: ['b'], into: 'apart' })
    engine.rule({ kind: 'merge', from: 'apart', into: first })
    expect(engine.findNarrativeOf('b')).toBe(first)
    expect(put(engine, 'c', FLOOD_MORE).narrativeId).toBe(first)
  })

  test('move: an item and its later copies stand in the other narrative; an emptied one leaves', () => {
    const engine = createEngine()
    const flood = put(engine, 'a', FLOOD).narrativeId
    const vote = put(engine, 'b', VOTE).narrativeId
    engine.rule({ kind: 'move', itemId: 'b', into: flood })
    expect(engine.findNarrativeOf('b')).toBe(flood)
    expect(put(engine, 'b2', VOTE)).toMatchObject({ narrativeId: flood, isCopyOf: 'b' })
    expect(engine.keyTerms(vote, 3)).toEqual([])
    expect(engine.size().narratives).toBe(1)
  })

  test('must-link joins two items’ narratives, cannot-link parts them', () => {
    const engine = createEngine()
    const flood = put(engine, 'a', FLOOD).narrativeId
    put(engine, 'b', VOTE)
    engine.rule({ kind: 'must_link', itemIds: ['a', 'b'] })
    expect(engine.findNarrativeOf('b')).toBe(flood)
    engine.rule({ kind: 'cannot_link', itemIds: ['a', 'b'], into: 'parted' })
    expect([engine.findNarrativeOf('a'), engine.findNarrativeOf('b')]).toEqual([flood, 'parted'])
  })

  test('a dismissed narrative absorbs its continuation but merges with no live one; reopening ends that', () => {
    const options = { mergeShare: 0, mergeCosine: 0, mergeSizeGuard: 0, thresholdBase: 0.3 }
    const engine = createEngine(options)
    const flood = put(engine, 'a', FLOOD).narrativeId
    const pump = put(engine, 'b', 'Pump station cost overrun angers Brenk council before summer').narrativeId
    expect(pump).not.toBe(flood)
    engine.rule({ kind: 'dismiss', narrativeId: flood })
    const continuation = put(engine, 'c', FLOOD_AGAIN)
    expect(continuation).toMatchObject({ narrativeId: flood, events: [] })
    engine.rule({ kind: 'reopen', narrativeId: flood })
    expect(put(engine, 'd', FLOOD_MORE).events).toMatchObject([{ kind: 'merged', from: pump, into: flood }])
  })

  test('a confirmed narrative keeps its id when the engine merges', () => {
    const options = { mergeShare: 0, mergeCosine: 0, mergeSizeGuard: 0, thresholdBase: 0.3 }
    const engine = createEngine(options)
    put(engine, 'a', FLOOD)
    const pump = put(engine, 'b', 'Pump station cost overrun angers Brenk council before summer').narrativeId
    engine.rule({ kind: 'confirm', narrativeId: pump })
    expect(put(engine, 'c', FLOOD_AGAIN)).toMatchObject({ narrativeId: pump, events: [{ into: pump }] })
  })

  test('place: taken back, a merge leaves both as they were, under their own ids', () => {
    const engine = createEngine()
    const flood = put(engine, 'a', FLOOD).narrativeId
    const vote = put(engine, 'b', VOTE).narrativeId
    engine.rule({ kind: 'merge', from: flood, into: vote })
    engine.rule({
      kind: 'place',
      itemIds: ['a'],
      into: flood,
      stands: [
        { id: flood, isConfirmed: true, isClosed: false, apart: [] },
        { id: vote, isConfirmed: false, isClosed: false, apart: [] },
      ],
    })
    expect(['a', 'b'].map((id) => engine.findNarrativeOf(id))).toEqual([flood, vote])
    expect(put(engine, 'c', FLOOD_AGAIN).narrativeId).toBe(flood)
    expect(put(engine, 'd', VOTE_AGAIN).narrativeId).toBe(vote)
    expect(restoreEngine(engine.snapshot()).stateHash()).toBe(engine.stateHash())
  })

  test('place: copies come along, what is given as apart stays apart, and an empty list lifts it', () => {
    const options = { mergeShare: 0, mergeCosine: 0, mergeSizeGuard: 0, thresholdBase: 0.3 }
    const stand = { isConfirmed: false, isClosed: false }
    const run = (apart: boolean) => {
      const engine = createEngine(options)
      const flood = put(engine, 'a', FLOOD).narrativeId
      put(engine, 'b', FLOOD_AGAIN)
      put(engine, 'b-copy', FLOOD_AGAIN)
      engine.rule({
        kind: 'place',
        itemIds: ['b'],
        into: 'apart',
        stands: [
          { id: flood, ...stand, apart: apart ? ['apart'] : [] },
          { id: 'apart', ...stand, apart: apart ? [flood] : [] },
        ],
      })
      expect(engine.findNarrativeOf('b-copy')).toBe('apart')
      return put(engine, 'c', FLOOD_MORE).events
    }
    expect(run(true)).toEqual([])
    expect(run(false)).toHaveLength(1)
  })

  test('rulings survive a restart', () => {
    const engine = createEngine()
    const flood = put(engine, 'a', FLOOD).narrativeId
    put(engine, 'b', FLOOD_AGAIN)
    engine.rule({ kind: 'split', narrativeId: flood, itemIds: ['b'], into: 'apart' })
    engine.rule({ kind: 'confirm', narrativeId: flood })
    engine.rule({ kind: 'dismiss', narrativeId: 'apart' })
    const restored = restoreEngine(engine.snapshot())
    expect(restored.stateHash()).toBe(engine.stateHash())
    expect(put(restored, 'c', FLOOD_MORE).narrativeId).toBe(put(engine, 'c', FLOOD_MORE).narrativeId)
  })

  test('rulings about what has left memory change nothing', () => {
    const engine = createEngine()
    put(engine, 'a', FLOOD)
    const before = engine.stateHash()
    engine.rule({ kind: 'merge', from: 'gone', into: 'also-gone' })
    engine.rule({ kind: 'move', itemId: 'gone', into: 'x' })
    engine.rule({ kind: 'split', narrativeId: 'gone', itemIds: ['a'], into: 'x' })
    engine.rule({ kind: 'confirm', narrativeId: 'gone' })
    const stands = [{ id: 'gone', isConfirmed: true, isClosed: true, apart: ['x'] }]
    engine.rule({ kind: 'place', itemIds: ['gone'], into: 'x', stands })
    expect(engine.stateHash()).toBe(before)
  })
})
