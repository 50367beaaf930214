import { describe, expect, test } from 'vitest'

import type { FeedItem } from './feed-item.ts'
import { prepareEntries } from './prepare-item.ts'

const NOW = new Date('2026-11-23T12:00:00Z')
const facts = {
  world: 'live',
  language: null,
  languageCounts: {},
  profiles: [{ terms: ['river'], exclusions: [], languages: [] }],
}

const entry = (row: number, more: Partial<FeedItem> = {}) => ({
  row,
  externalId: null,
  url: `https://news.example/${row}`,
  title: 'The river rises in the valley',
  publishedAt: NOW,
  publishedRaw: 'now',
  text: 'People of the valley were told that the river rises.',
  html: '',
  language: null,
  ...more,
})

describe('prepareEntries', () => {
  test('says of every entry whether a profile wants it, and hands back what came with it', () => {
    const prepared = prepareEntries([entry(1), entry(2, { title: 'Sports', text: 'They won on Sunday.' })], facts, NOW)
    expect(prepared.map(({ entry: { row }, isWanted }) => [row, isWanted])).toEqual([
      [1, true],
      [2, false],
    ])
    expect(prepared[0]?.item).toMatchObject({ language: 'en', matchedTerms: ['river'], shard: 'live/en' })
  })

  test('leaves out a true repeat and tells why a date was not used', () => {
    const late = entry(3, { publishedAt: new Date('2099-01-01') })
    const prepared = prepareEntries([entry(1), entry(1), late], facts, NOW)
    expect(prepared.map(({ entry: { row }, dateNote }) => [row, dateNote])).toEqual([
      [1, null],
      [3, 'future'],
    ])
  })
})
