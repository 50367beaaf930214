import { describe, expect, test } from 'vitest'

import { shardOf } from './shard.ts'

describe('shardOf', () => {
  test.each<[string, string, [string, number][], string]>([
    ['a known language', 'ro', [['en', 9]], 'ro'],
    ['unknown joins the majority', 'und', [['en', 2], ['ro', 5]], 'ro'],
    ['unknown items do not count themselves', 'und', [['und', 50], ['en', 1]], 'en'],
    ['a tie goes to the first in the alphabet', 'und', [['ro', 3], ['en', 3]], 'en'],
    ['nothing known', 'und', [['und', 4]], 'und'],
    ['a new source', 'und', [], 'und'],
  ])('%s', (_name, language, counts, shard) => {
    expect(shardOf(language, new Map(counts))).toBe(shard)
  })
})
