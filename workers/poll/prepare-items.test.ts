import type { FeedItem, ParsedFeed } from '@hub/core/item/feed-item.ts'
import { describe, expect, test } from 'vitest'

import { prepareItems } from './prepare-items.ts'

const NOW = new Date('2026-11-23T12:00:00Z')
const everything = { terms: [], exclusions: [], languages: [] }
const source = { world: 'live', language: null, languageCounts: {}, profiles: [everything] }

function feedOf(items: Partial<FeedItem>[], language: string | null = null): ParsedFeed {
  return {
    kind: 'rss',
    title: 'A feed',
    siteUrl: null,
    language,
    ttlMs: null,
    skipHours: [],
    items: items.map((item, index) => ({
      externalId: `id-${index}`,
      url: `https://news.example/${index}?utm_source=rss`,
      title: 'The river rises in the valley',
      publishedAt: NOW,
      publishedRaw: 'now',
      text: 'People of the valley were told that the river rises.',
      html: '',
      language: null,
      ...item,
    })),
  }
}

describe('prepareItems', () => {
  test('takes what no database stores out of the words, and a tracking mark out of the address', async () => {
    const { items } = await prepareItems(
      feedOf([{ title: 'A \u0000 broken \uD83D title', externalId: 'a\u0000b' }]),
      source,
      NOW,
    )
    expect(items[0]).toMatchObject({
      title: 'A  broken \uFFFD title',
      externalId: 'ab',
      canonicalUrl: 'https://news.example/0',
      shard: 'live/en',
      language: 'en',
    })
  })

  test('an item counts from its publication, but never later than when it was first seen', async () => {
    const early = new Date('2026-11-22T08:00:00Z')
    const { items, datesMessage } = await prepareItems(
      feedOf([
        { publishedAt: early },
        { publishedAt: new Date('2099-01-01') },
        { publishedAt: null, publishedRaw: 'yesterdayish' },
      ]),
      source,
      NOW,
    )
    expect(items.map(({ eventAt, publishedAt }) => [eventAt, publishedAt])).toEqual([
      [early, early],
      [NOW, null],
      [NOW, null],
    ])
    expect(datesMessage).toContain('1 dated in the future')
  })

  test('keeps only what a profile wants, with the terms it was wanted for', async () => {
    const profiles = [{ ...everything, terms: ['river', 'bridge'] }]
    const { items } = await prepareItems(
      feedOf([{}, { title: 'Sports', text: 'The team won the match on Sunday.' }]),
      { ...source, profiles },
      NOW,
    )
    expect(items.map(({ matchedTerms }) => matchedTerms)).toEqual([['river']])
  })

  test("a headline too short to tell joins its source's language, a declared one keeps its own", async () => {
    const known = { ...source, languageCounts: { ro: 40 } }
    const { items } = await prepareItems(
      feedOf([
        { title: 'OK', text: '' },
        { title: 'OK', text: '', language: 'de' },
      ]),
      known,
      NOW,
    )
    expect(items.map(({ language, shard }) => [language, shard])).toEqual([
      ['und', 'live/ro'],
      ['de', 'live/de'],
    ])
  })
})
