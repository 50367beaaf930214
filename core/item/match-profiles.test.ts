import { describe, expect, test } from 'vitest'

import { compileProfiles, type ProfileFilter } from './match-profiles.ts'

const any: ProfileFilter = { terms: [], exclusions: [], languages: [] }
const item = { title: 'Flood warning in the valley', text: 'Rivers rise after rain.', language: 'en' }

describe('compileProfiles', () => {
  test.each<[string, ProfileFilter[], boolean, string[]]>([
    ['no profile wants nothing', [], false, []],
    ['empty terms want everything', [any], true, []],
    ['a term that occurs', [{ ...any, terms: ['flood', 'vaccine'] }], true, ['flood']],
    ['no term occurs', [{ ...any, terms: ['vaccine'] }], false, []],
    ['an exclusion wins', [{ ...any, exclusions: ['valley'] }], false, []],
    [
      'another profile still wants it',
      [
        { ...any, exclusions: ['valley'] },
        { ...any, terms: ['rain'] },
      ],
      true,
      ['rain'],
    ],
    ['a profile with empty terms beside one with terms', [{ ...any, terms: ['vaccine'] }, any], true, []],
    ['a language that is not listed', [{ ...any, languages: ['fr'] }], false, []],
    ['a language that is listed', [{ ...any, languages: ['fr', 'en'] }], true, []],
  ])('%s', (_name, profiles, isWanted, matchedTerms) => {
    expect(compileProfiles(profiles)(item)).toEqual({ isWanted, matchedTerms })
  })

  test('an item of unknown language passes a language list', () => {
    expect(compileProfiles([{ ...any, languages: ['fr'] }])({ ...item, language: 'und' }).isWanted).toBe(true)
  })
})
