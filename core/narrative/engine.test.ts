import { describe, expect, test } from 'vitest'

import { createEngine, restoreEngine } from './engine.ts'
import type { EngineItem } from './engine-types.ts'

const HOUR_MS = 3_600_000
const START_MS = Date.UTC(2026, 2, 2, 8)

function item(id: string, text: string, more: Partial<EngineItem> = {}): EngineItem {
  return {
    id,
    title: '',
    text,
    language: 'en',
    eventAtMs: START_MS + Number(id.replace(/\D/g, '') || 0) * 60_000,
    sourceId: 's',
    publisherId: 'p',
    url: null,
    ...more,
  }
}

/** A different five-letter word for each number. */
function inventedWord(number: number): string {
  let rest = (number * 7_368_787) % 26 ** 5
  let word = ''
  for (let place = 0; place < 5; place += 1) {
    word += String.fromCharCode(97 + (rest % 26))
    rest = Math.floor(rest / 26)
  }
  return word
}

const STORIES = {
  flood: [
    'River Aldova floods the old town of Brenk, hundreds evacuated overnight',
    'Hundreds evacuated in Brenk as the river Aldova floods the old town',
    'Brenk flood: evacuated families wait as Aldova river crests in old town',
    'Army sent to Brenk after Aldova river floods, evacuated families housed in schools',
  ],
  vote: [
    'Rumour says the election date was moved to Tuesday, electoral commission denies it',
    'No, the election date has not moved to Tuesday, says electoral commission',
    'Electoral commission: election date stays Sunday, rumour about Tuesday is wrong',
    'Voters confused by Tuesday election date rumour, commission repeats Sunday',
  ],
  vaccine: [
    'Clip claims measles vaccine contains microchips, doctors answer parents',
    'Doctors answer parents after measles vaccine microchips clip spreads',
    'Measles vaccine microchips clip: what doctors tell parents',
    'Parents ask doctors about microchips in measles vaccine after viral clip',
  ],
}

function interleaved(): EngineItem[] {
  const items: EngineItem[] = []
  for (let round = 0; round < 4; round += 1) {
    for (const [story, texts] of Object.entries(STORIES)) {
      items.push(item(`${story}${round}`, texts[round] ?? '', { eventAtMs: START_MS + round * HOUR_MS }))
    }
  }
  return items
}

function run(items: readonly EngineItem[]) {
  const engine = createEngine()
  const decisions = items.map((each, index) => engine.assign(each, each.eventAtMs, `n${index}`))
  return { engine, decisions }
}

describe('assign', () => {
  test('one narrative for each story, with the shared words named', () => {
    const { engine, decisions } = run(interleaved())
    const ids = Object.keys(STORIES).map(
      (story) => new Set([0, 1, 2, 3].map((round) => engine.findNarrativeOf(`${story}${round}`))),
    )
    expect(ids.map((set) => set.size)).toEqual([1, 1, 1])
    expect(new Set(ids.flatMap((set) => [...set])).size).toBe(3)
    const second = decisions.find(({ itemId }) => itemId === 'flood1')
    expect(second?.isNew).toBe(false)
    expect(second?.score).toBeGreaterThanOrEqual(second?.threshold ?? 1)
    expect(second?.neighbours[0]?.itemId).toBe('flood0')
    expect(second?.terms.some(({ term }) => term.includes('Brenk'))).toBe(true)
    expect(second?.terms.length).toBeLessThanOrEqual(8)
    expect(second?.terms.map(({ weight }) => weight)).toEqual(
      second?.terms.map(({ weight }) => weight).toSorted((a, b) => b - a),
    )
    expect(engine.keyTerms(second?.narrativeId ?? '', 5)).toHaveLength(5)
  })

  test('a story in French and one in Japanese hold together too', () => {
    const engine = createEngine()
    const place = (each: EngineItem, index: number) => engine.assign(each, each.eventAtMs, `n${index}`).narrativeId
    const french = [
      'Non, la vaccination des élèves ne sera pas obligatoire, répond le ministère de la Santé',
      'Vaccination obligatoire des élèves : le ministère de la Santé dément la rumeur',
      'Fermeture du pont de Brenk : la préfecture annonce trois mois de travaux',
    ].map((text, index) => place(item(`f${index}`, text, { language: 'fr' }), index))
    expect(french[1]).toBe(french[0])
    expect(french[2]).not.toBe(french[0])
    const japanese = [
      '東京湾で大地震の予言が拡散、気象庁が否定',
      '気象庁、東京湾の大地震の予言を否定',
      '新幹線の運賃改定を発表',
    ].map((text, index) => place(item(`j${index}`, text, { language: 'ja' }), 10 + index))
    expect(japanese[1]).toBe(japanese[0])
    expect(japanese[2]).not.toBe(japanese[0])
  })

  test('a copy inherits the narrative, names the first item and skips the search', () => {
    const engine = createEngine()
    const text = STORIES.flood[0] ?? ''
    const first = engine.assign(item('a1', text), START_MS, 'n1')
    const second = engine.assign(item('a2', `${text.toUpperCase()} https://example.org/x`), START_MS, 'n2')
    const third = engine.assign(item('a3', text), START_MS, 'n3')
    expect([second.isCopyOf, third.isCopyOf]).toEqual(['a1', 'a1'])
    expect([second.narrativeId, third.narrativeId]).toEqual([first.narrativeId, first.narrativeId])
    expect(third.isNew).toBe(false)
  })

  test('a long article with a changed word is a copy, another article on the subject is not', () => {
    const engine = createEngine()
    const article = Array.from(
      { length: 40 },
      (_, line) => `Paragraph ${line} tells about water level ${line * 7} in street ${line * 13}.`,
    ).join(' ')
    engine.assign(item('a1', article), START_MS, 'n1')
    const near = engine.assign(item('a2', article.replace('street 26', 'road 26')), START_MS, 'n2')
    expect(near.isCopyOf).toBe('a1')
    const other = engine.assign(item('a3', article.split('. ').slice(0, 22).join('. ')), START_MS, 'n3')
    expect(other.isCopyOf).toBeNull()
  })

  test('a shared handle speaks for a link, and is shown neither there nor among key terms', () => {
    const engine = createEngine()
    const place = (id: string, text: string) => engine.assign(item(id, text), START_MS, `n-${id}`)
    place('a1', '@BrenkFerries why is the morning crossing late again')
    const second = place('a2', '@BrenkFerries crossing late, nobody tells passengers')
    const without = createEngine()
    without.assign(item('a1', 'why is the morning crossing late again'), START_MS, 'n1')
    const plain = without.assign(item('a2', 'crossing late, nobody tells passengers'), START_MS, 'n2')
    expect(second.score).toBeGreaterThan(plain.score)
    const shown = [...second.terms, ...engine.keyTerms(second.narrativeId, 50)].map(({ term }) => term.toLowerCase())
    expect(shown.length).toBeGreaterThan(0)
    expect(shown.filter((term) => /brenk|ferri/.test(term) || term.trim() !== term)).toEqual([])
  })

  test('an item already held keeps its narrative and changes nothing', () => {
    const { engine } = run(interleaved())
    const before = engine.stateHash()
    const again = engine.assign(item('flood0', 'something else'), START_MS + 99 * HOUR_MS, 'fresh')
    expect(again.narrativeId).toBe(engine.findNarrativeOf('flood0'))
    expect(engine.stateHash()).toBe(before)
  })

  test('items without words stand alone and break nothing', () => {
    const engine = createEngine()
    const ids = ['', '🔥🔥', '@someone https://example.org', '&amp;&nbsp;'].map(
      (text, index) => engine.assign(item(`e${index}`, text), START_MS, `n${index}`).narrativeId,
    )
    expect(new Set(ids).size).toBe(4)
    expect(restoreEngine(engine.snapshot()).stateHash()).toBe(engine.stateHash())
  })
})

describe('hostile input', () => {
  test('dates in 1970 and 2099 neither join by time nor break scores', () => {
    const engine = createEngine()
    const texts = STORIES.vote
    const dates = [START_MS, 0, Date.UTC(2099, 0, 1), START_MS + HOUR_MS]
    const decisions = texts.map((text, index) =>
      engine.assign(item(`d${index}`, text, { eventAtMs: dates[index] ?? 0 }), START_MS + index, `n${index}`),
    )
    for (const { score, parts } of decisions) {
      expect(Number.isFinite(score)).toBe(true)
      expect(parts.timeDecay).toBeGreaterThanOrEqual(0)
      expect(parts.timeDecay).toBeLessThanOrEqual(1)
    }
    expect(decisions[1]?.isNew).toBe(true)
  })

  test('five megabytes of text cost no more than an article', () => {
    const engine = createEngine()
    const huge = 'alpha bravo charlie delta '.repeat(200_000)
    const decision = engine.assign(item('h1', huge, { title: huge }), START_MS, 'n1')
    expect(decision.parts.itemTerms).toBeLessThan(10)
    expect(engine.snapshot().length).toBeLessThan(10_000)
  })

  test('fifty thousand identical items are one narrative and a bounded state', () => {
    const engine = createEngine({ maxItems: 5_000 })
    const text = STORIES.vaccine[0] ?? ''
    for (let index = 0; index < 50_000; index += 1)
      engine.assign(item(`c${index}`, text, { eventAtMs: START_MS }), START_MS, `n${index}`)
    expect(engine.size()).toMatchObject({ items: 5_000, narratives: 1, documentsSeen: 1 })
    expect(engine.findNarrativeOf('c49999')).toBe('n0')
  })

  test('a stream of unrelated items sharing one phrase does not become one giant narrative', () => {
    const engine = createEngine()
    const narratives = new Map<string, number>()
    for (let index = 0; index < 1_000; index += 1) {
      const words = Array.from({ length: 9 }, (_, place) => inventedWord(index * 9 + place)).join(' ')
      const id = engine.assign(
        item(`g${index}`, `breaking news ${words}`, { eventAtMs: START_MS }),
        START_MS,
        `n${index}`,
      ).narrativeId
      narratives.set(id, (narratives.get(id) ?? 0) + 1)
    }
    expect(Math.max(...narratives.values())).toBeLessThan(20)
  })
})

describe('memory', () => {
  test('items leave after the window, and a narrative with its last item', () => {
    const engine = createEngine({ windowMs: 24 * HOUR_MS })
    engine.assign(item('a1', STORIES.flood[0] ?? ''), START_MS, 'n1')
    engine.assign(item('a2', STORIES.vote[0] ?? ''), START_MS + 30 * HOUR_MS, 'n2')
    expect(engine.size()).toMatchObject({ items: 1, narratives: 1 })
    expect(engine.findNarrativeOf('a1')).toBeUndefined()
    expect(engine.keyTerms('n1', 5)).toEqual([])
  })

  test('a copy keeps its narrative alive after the original has left', () => {
    const engine = createEngine({ windowMs: 24 * HOUR_MS })
    const text = STORIES.flood[0] ?? ''
    engine.assign(item('a1', text), START_MS, 'n1')
    engine.assign(item('a2', text), START_MS + 20 * HOUR_MS, 'n2')
    const later = engine.assign(item('a3', text), START_MS + 30 * HOUR_MS, 'n3')
    expect(later).toMatchObject({ narrativeId: 'n1', isCopyOf: 'a1' })
    expect(engine.keyTerms('n1', 3)).toHaveLength(3)
  })

  test('a snapshot of other settings or another version is refused', () => {
    const bytes = createEngine().snapshot()
    expect(() => restoreEngine(bytes, { thresholdBase: 0.5 })).toThrow(/other settings/)
    const newer = bytes.slice()
    newer[4] = 99
    expect(() => restoreEngine(newer)).toThrow(/version 99/)
    expect(() => restoreEngine(bytes.slice(0, bytes.length - 2))).toThrow(RangeError)
  })
})
