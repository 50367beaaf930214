import { describe, expect, test } from 'vitest'

import {
  NARRATIVE_DISMISSAL_REASONS,
  NARRATIVE_STATES,
  NARRATIVE_TRANSITIONS,
  moveNarrative,
} from './narrative-state.ts'
import { chooseNarrativeTitle } from './narrative-title.ts'
import { clusteringLanguage, shardOf } from './shard.ts'

describe('moveNarrative', () => {
  test.each([
    { from: 'emerging', to: 'confirmed', by: 'person', code: null },
    { from: 'emerging', to: 'confirmed', by: 'engine', code: 'narrative_needs_person' },
    { from: 'emerging', to: 'dismissed', by: 'person', code: 'reason_missing' },
    { from: 'emerging', to: 'dormant', by: 'engine', code: null },
    { from: 'confirmed', to: 'dormant', by: 'engine', code: 'narrative_needs_person' },
    { from: 'dormant', to: 'emerging', by: 'engine', code: null },
    { from: 'dismissed', to: 'dormant', by: 'engine', code: 'narrative_move_not_allowed' },
    { from: 'confirmed', to: 'merged', by: 'person', code: 'target_missing' },
    { from: 'merged', to: 'confirmed', by: 'person', code: 'narrative_move_not_allowed' },
  ] as const)('$from → $to by $by: $code', ({ from, to, by, code }) => {
    const verdict = moveNarrative(from, { to, by })
    expect(verdict.ok ? null : verdict.code).toBe(code)
  })

  test('with what it needs, every move of the table is allowed to those it names', () => {
    for (const from of NARRATIVE_STATES) {
      for (const { to, by } of NARRATIVE_TRANSITIONS[from]) {
        for (const mover of by)
          expect(moveNarrative(from, { to, by: mover, reason: 'opinion', mergedInto: 'x' })).toEqual({ ok: true })
      }
    }
    expect(NARRATIVE_DISMISSAL_REASONS).toHaveLength(5)
  })
})

describe('chooseNarrativeTitle', () => {
  const headline = (title: string, eventAtMs = 0, text = '') => ({ title, text, language: 'en', eventAtMs })

  test('the headline most others agree with, not the odd one', () => {
    const title = chooseNarrativeTitle([
      headline('You will not believe this clip', 0),
      headline('Electoral commission denies election date moved', 1),
      headline('Election date not moved, commission says', 2),
      headline('Commission: election date has not moved', 3),
    ])
    expect(title).toMatch(/election date/i)
  })

  test('an untitled post offers its first sentence, without links and names of accounts', () => {
    const text = '@someone The pump station of Brenk is closed until May. Read on https://example.org/a'
    expect(chooseNarrativeTitle([headline('', 0, text)])).toBe('The pump station of Brenk is closed until May.')
  })

  test('long headlines are cut at a word; nothing readable gives nothing', () => {
    const long = chooseNarrativeTitle([headline('word '.repeat(100))])
    expect(long.length).toBeLessThanOrEqual(120)
    expect(long.endsWith('word…')).toBe(true)
    expect(chooseNarrativeTitle([headline('', 0, 'https://example.org')])).toBe('')
    expect(chooseNarrativeTitle([])).toBe('')
  })
})

test.each([
  ['fr', { en: 9 }, 'fr'],
  ['und', { en: 9, fr: 10, und: 99 }, 'fr'],
  [null, { fr: 5, en: 5 }, 'en'],
  ['und', { und: 4 }, 'und'],
  ['', {}, 'und'],
])('language %s in a source of %j is clustered as %s', (language, source, expected) => {
  expect(clusteringLanguage(language, source)).toBe(expected)
})

test('a shard is named for its world and its language without region', () => {
  expect(shardOf('live', 'pt-BR')).toBe('live/pt')
  expect(shardOf('exercise-1', '')).toBe('exercise-1/und')
})
