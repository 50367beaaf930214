import {
  DAY_MS,
  FLOOD,
  FLOOD_AGAIN,
  OTHER,
  START_MS,
  VOTE,
  VOTE_AGAIN,
  put,
  counted,
} from '@hub/tests/support/cold-stories.ts'
import { describe, expect, test } from 'vitest'

import { createEngine, restoreEngine } from './engine.ts'
import type { EngineOptions } from './engine-options.ts'
import type { EngineRuling, NarrativeEngine, NarrativeRemains, NarrativeStand } from './engine-types.ts'
import { tellTerms } from './tell-terms.ts'

/** A memory of one day, so that a part of a story is gone while the rest is still fresh. */
const SHORT = { windowMs: DAY_MS }

/** Both stories put together by a person on the first day; `both` is their narrative. */
function toldAsOne(options: Partial<EngineOptions> = {}) {
  const engine = createEngine(options)
  const tell = (texts: readonly string[], day: number) => {
    const decided = texts.map((text) => put(engine, text, day))
    return { id: decided.at(-1)?.narrativeId ?? '', itemIds: decided.map(({ itemId }) => itemId) }
  }
  const [flood, vote] = [tell(FLOOD, 0), tell(VOTE, 0)]
  engine.rule({ kind: 'merge', from: vote.id, into: flood.id })
  return { engine, both: flood.id, flood, vote }
}

/** The same when a week has passed and nothing of it is left in memory. */
function cold(options: Partial<EngineOptions> = {}) {
  const told = toldAsOne(options)
  put(told.engine, OTHER, 8)
  return told
}

/** Words of five letters that have nothing in common. */
const wordsFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) =>
    [0, 1, 2, 3, 4]
      .map((place) => String.fromCharCode(97 + (Math.floor(((first + index) * 7_919) / 25 ** place) % 25)))
      .join(''),
  ).join(' ')

const stand = (id: string, apart: string[] = []): NarrativeStand => ({ id, isConfirmed: false, isClosed: false, apart })

function remainsOf(id: string, texts: readonly string[], formerIds: string[] = []): NarrativeRemains {
  const terms = tellTerms(texts.map((text) => ({ title: '', text, language: 'en' })))
  return { id, formerIds, items: texts.length, firstAtMs: START_MS, lastAtMs: START_MS, terms }
}

/** A person's split of items out of `both`, as the engine is told of it with what the two are made of then. */
const splitOff = (both: string, itemIds: string[], remains: NarrativeRemains[]): EngineRuling => ({
  kind: 'place',
  itemIds,
  into: 'part',
  stands: [stand(both, ['part']), stand('part', [both])],
  remains,
})
const splitVote = (both: string, { id: vote, itemIds }: { id: string; itemIds: string[] }) =>
  splitOff(both, itemIds, [remainsOf(both, FLOOD, [vote]), remainsOf('part', VOTE)])

/** Both stories told again and again: each item in the narrative of its own story, and the two never one. */
function expectApart(engine: NarrativeEngine, flood: string, vote: string, day: number, step = 1) {
  for (const again of [0, 1, 2])
    for (const [text, narrativeId] of [
      [VOTE_AGAIN, vote],
      [FLOOD_AGAIN, flood],
      [VOTE[again] ?? '', vote],
      [FLOOD[again] ?? '', flood],
    ] as const)
      expect(put(engine, `${text} ${again}`, day + again * step)).toMatchObject({
        narrativeId,
        isNew: false,
        events: [],
      })
}

describe('a split of a cold narrative', () => {
  test('makes two, and an item that returns revives the one whose story it tells', () => {
    const { engine, both, vote } = cold()
    expect(engine.size()).toMatchObject({ items: 1, coldNarratives: 1 })
    engine.rule(splitVote(both, vote))
    expect(engine.size()).toMatchObject({ narratives: 1, coldNarratives: 2 })
    const decision = put(engine, VOTE_AGAIN, 30)
    expect(decision).toMatchObject({ narrativeId: 'part', isNew: false, neighbours: [], events: [] })
    expect(decision.parts).toMatchObject({ gapHours: 30 * 24, narrativeItems: 3 })
    expect(decision.parts.keptTermsShared).toBeGreaterThanOrEqual(3)
    expect(put(engine, FLOOD_AGAIN, 30)).toMatchObject({ narrativeId: both, isNew: false, events: [] })
    expectApart(engine, both, 'part', 31)
  })

  test('goes on identically replayed and from a snapshot', () => {
    const { engine, both, vote } = cold()
    engine.rule(splitVote(both, vote))
    const restored = restoreEngine(engine.snapshot())
    expect(restored.stateHash()).toBe(engine.stateHash())
    const [live, again] = [engine, restored].map((each) => {
      counted.items = 1_000
      return [VOTE_AGAIN, FLOOD_AGAIN].map((text) => put(each, text, 20))
    })
    expect(again).toEqual(live)
    expect(restored.stateHash()).toBe(engine.stateHash())
  })

  test('taken back makes one of them again', () => {
    const { engine, both, vote } = cold()
    engine.rule(splitVote(both, vote))
    engine.rule({
      kind: 'place',
      itemIds: vote.itemIds,
      into: both,
      stands: [stand(both)],
      remains: [remainsOf(both, [...FLOOD, ...VOTE], [vote.id, 'part'])],
    })
    expect(engine.size()).toMatchObject({ narratives: 1, coldNarratives: 1 })
    for (const text of [VOTE_AGAIN, FLOOD_AGAIN]) expect(put(engine, text, 20)).toMatchObject({ narrativeId: both })
  })

  test('keeps of each the words that are rare to the engine', () => {
    const { engine, both, vote } = cold()
    const common = wordsFrom(0, 40)
    const rare = wordsFrom(500, 8)
    for (let told = 0; told < 2_000; told += 1) engine.learn({ title: '', text: common, language: 'en' })
    engine.rule(
      splitOff(both, vote.itemIds, [remainsOf(both, FLOOD, [vote.id]), remainsOf('part', [`${common} ${rare}`])]),
    )
    expect(put(engine, rare, 9)).toMatchObject({ narrativeId: 'part', isNew: false })
  })

  test('keeps no more of them than there is room for', () => {
    const { engine, both, vote } = cold({ maxCold: 1 })
    engine.rule(splitVote(both, vote))
    expect(engine.size().coldNarratives).toBe(1)
  })

  test('is not told anew to an engine that has forgotten it', () => {
    const { engine, both, vote } = cold()
    put(engine, OTHER, 100)
    engine.rule(splitVote(both, vote))
    expect(engine.size().coldNarratives).toBe(0)
    expect(put(engine, VOTE_AGAIN, 101).isNew).toBe(true)
  })
})

describe('a split of a narrative that is in memory in part', () => {
  test('takes the words along of what is in memory no more', () => {
    const { engine, both, vote } = toldAsOne(SHORT)
    const late = put(engine, FLOOD_AGAIN, 0.9)
    expect(late.narrativeId).toBe(both)
    put(engine, OTHER, 1.5)
    engine.rule(
      splitOff(both, vote.itemIds, [remainsOf(both, [...FLOOD, FLOOD_AGAIN], [vote.id]), remainsOf('part', VOTE)]),
    )
    expect(engine.findNarrativeOf(late.itemId)).toBe(both)
    const words = engine.keyTerms(both, 50).map(({ term }) => term.toLowerCase())
    expect(words).toContain('aldova')
    expect(words).not.toContain('election')
    expect(engine.size()).toMatchObject({ narratives: 2, coldNarratives: 1 })
    expectApart(engine, both, 'part', 1.6, 0.1)
  })

  test('leaves what is left of it in the cold when all that is in memory goes', () => {
    const { engine, both, vote } = toldAsOne(SHORT)
    const late = put(engine, VOTE_AGAIN, 0.9)
    expect(late.narrativeId).toBe(both)
    put(engine, OTHER, 1.5)
    engine.rule(
      splitOff(
        both,
        [...vote.itemIds, late.itemId],
        [remainsOf(both, FLOOD, [vote.id]), remainsOf('part', [...VOTE, VOTE_AGAIN])],
      ),
    )
    expect(engine.size()).toMatchObject({ narratives: 2, coldNarratives: 1 })
    expectApart(engine, both, 'part', 1.6, 0.1)
  })

  test('of one that came back from the cold parts what was kept of it too', () => {
    const { engine, both, vote } = cold()
    const { itemId } = put(engine, FLOOD_AGAIN, 20)
    expect(engine.findNarrativeOf(itemId)).toBe(both)
    engine.rule(
      splitOff(both, vote.itemIds, [remainsOf(both, [...FLOOD, FLOOD_AGAIN], [vote.id]), remainsOf('part', VOTE)]),
    )
    expectApart(engine, both, 'part', 21)
  })

  test('of one that came back leaves it none of the words of what left', () => {
    const { engine, both, vote } = cold()
    put(engine, FLOOD_AGAIN, 20)
    const wordless = { ...remainsOf('part', VOTE), terms: [] }
    engine.rule(splitOff(both, vote.itemIds, [remainsOf(both, [...FLOOD, FLOOD_AGAIN], [vote.id]), wordless]))
    expect(put(engine, VOTE_AGAIN, 21).isNew).toBe(true)
  })
})

test('a merge taken back in the cold leaves both in it, each by its own words', () => {
  const { engine, both, vote } = cold()
  engine.rule({
    kind: 'place',
    itemIds: vote.itemIds,
    into: vote.id,
    stands: [stand(vote.id), stand(both)],
    remains: [remainsOf(vote.id, VOTE), remainsOf(both, FLOOD)],
  })
  expect(engine.size().coldNarratives).toBe(2)
  expectApart(engine, both, vote.id, 20)
})
