import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { recogniseAddress } from './recognise-address.ts'

const API = 'https://public.api.bsky.app/xrpc/app.bsky.feed'
const DID = 'did:plc:aaaabbbbccccddddeeeeffff'

describe('an address a person pasted', () => {
  test.each([
    [
      'https://mastodon.social/tags/water',
      'https://mastodon.social/api/v1/timelines/tag/water?limit=40',
      '#water · mastodon.social',
    ],
    [
      'https://mastodon.social/tags/water.rss',
      'https://mastodon.social/api/v1/timelines/tag/water?limit=40',
      '#water · mastodon.social',
    ],
    [
      'https://chaos.social/tags/Qualit%C3%A4t/',
      'https://chaos.social/api/v1/timelines/tag/Qualit%C3%A4t?limit=40',
      '#Qualität · chaos.social',
    ],
    [
      'https://town.example/api/v1/timelines/tag/water',
      'https://town.example/api/v1/timelines/tag/water?limit=40',
      '#water · town.example',
    ],
    [
      'https://mastodon.social/search?q=%23water',
      'https://mastodon.social/api/v1/timelines/tag/water?limit=40',
      '#water · mastodon.social',
    ],
    [
      'https://mastodon.social/search?q=tap+water',
      'https://mastodon.social/api/v2/search?limit=40&q=tap+water&type=statuses',
      '“tap water” · mastodon.social',
    ],
  ])('%s is Mastodon', (written, url, title) => {
    expect(recogniseAddress(written)).toMatchObject({ kind: 'mastodon', url, title, platform: 'mastodon' })
  })

  test.each([
    ['https://bsky.app/search?q=tap+water', `${API}.searchPosts?limit=100&q=tap+water&sort=latest`],
    ['https://bsky.app/hashtag/water', `${API}.searchPosts?limit=100&q=%23water&sort=latest`],
    [
      `https://bsky.app/profile/${DID}/lists/3kabc`,
      `${API}.getListFeed?limit=100&list=at%3A%2F%2F${encodeURIComponent(DID)}%2Fapp.bsky.graph.list%2F3kabc`,
    ],
    [
      'https://bsky.app/profile/outlet.example/feed/news',
      `${API}.getFeed?feed=at%3A%2F%2Foutlet.example%2Fapp.bsky.feed.generator%2Fnews&limit=100`,
    ],
    [
      `at://${DID}/app.bsky.feed.generator/news`,
      `${API}.getFeed?feed=at%3A%2F%2F${encodeURIComponent(DID)}%2Fapp.bsky.feed.generator%2Fnews&limit=100`,
    ],
  ])('%s is Bluesky', (written, url) => {
    expect(recogniseAddress(written)).toMatchObject({ kind: 'bluesky', url, platform: 'bluesky' })
  })

  test.each([
    ['https://bsky.app/profile/somebody.example', 'never persons'],
    ['https://bsky.app/profile/somebody.example/post/3k', 'never persons'],
    [`${API}.getAuthorFeed?actor=somebody.example`, 'never persons'],
    ['https://bsky.app/search?q=from:somebody.example+water', 'never persons'],
    ['https://mastodon.social/@somebody', 'never persons'],
    ['https://mastodon.social/@somebody.rss', 'never persons'],
    ['https://mastodon.social/users/somebody/statuses/1', 'never persons'],
    ['https://mastodon.social/search?q=from:somebody', 'never persons'],
    ['https://mastodon.social/lists/12', 'owner alone'],
    ['https://bsky.app/settings', 'cannot be collected'],
    ['https://bsky.app/search', 'search is empty'],
  ])('%s is refused in words', (written, words) => {
    const found = recogniseAddress(written)
    expect(found.kind === 'refused' ? found.message : found.kind).toContain(words)
  })

  test.each([
    'https://blog.example/tags/water',
    'https://news.example/feed.xml',
    'https://www.youtube.com/@outlet',
    'https://news.example/search?q=water',
  ])('%s stays an ordinary address', (written) =>
    expect(recogniseAddress(written)).toMatchObject({ kind: 'feed', url: written }),
  )

  test('what it gives is recognised as the same again, and nothing throws', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 30 })
    fc.assert(
      fc.property(
        words,
        fc.constantFrom(
          'https://mastodon.social/tags/',
          'https://bsky.app/search?q=',
          'https://bsky.app/profile/a.example/lists/',
          '',
        ),
        (text, start) => {
          const found = recogniseAddress(start + encodeURIComponent(text.toWellFormed()))
          if (found.kind === 'refused' || found.kind === 'feed') return
          expect(recogniseAddress(found.url)).toMatchObject({ kind: found.kind, url: found.url })
        },
      ),
    )
  })
})
