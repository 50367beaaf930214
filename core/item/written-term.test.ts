import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { readTerm } from './written-term.ts'

describe('readTerm', () => {
  test.each([
    ['es: agua potable', 'agua potable', 'es'],
    ['  es:   agua ', 'agua', 'es'],
    ['spa: agua', 'agua', 'es'],
    ['nb: vann', 'vann', 'no'],
    ['ar: الماء', 'الماء', 'ar'],
    ['es: "agua potable"', '"agua potable"', 'es'],
    ['es: en: agua', 'en: agua', 'es'],
    ['ES: agua', 'ES: agua', null],
    ['es:agua', 'es:agua', null],
    ['es:', 'es:', null],
    ['es: ', 'es:', null],
    ['who: guidance', 'who: guidance', null],
    ['re: water', 're: water', null],
    ['xx: water', 'xx: water', null],
    ['und: water', 'und: water', null],
    ['"it: outage"', '"it: outage"', null],
    ['water', 'water', null],
    ['', '', null],
  ])('%j → %j in %j', (written, text, language) => expect(readTerm(written)).toEqual({ text, language }))

  test('takes any string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (written) => {
        expect(written).toContain(readTerm(written).text)
      }),
      { numRuns: 50 },
    )
  })
})
