import { describe, expect, it } from 'vitest'

import { hasPrefix } from './search-title.ts'

describe('hasPrefix', () => {
  it.each([
    [`( 'water' | 'wat':* )`, true],
    [`'it''s':*`, true],
    [`'water' & !'tap'`, false],
    [`'water' <-> 'tap'`, false],
    [`'a'':*b'`, false],
  ])('%s: %s', (tsquery, expected) => {
    expect(hasPrefix(tsquery)).toBe(expected)
  })
})
