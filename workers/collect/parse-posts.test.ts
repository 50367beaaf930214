import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { parseFeed } from './parse-feed.ts'
import { parsePosts, type Platform } from './parse-posts.ts'

const FIXTURES = fileURLToPath(new URL('./fixtures-posts', import.meta.url))
const inputs = readdirSync(FIXTURES).filter((name) => /^[a-z-]+\.json$/.test(name))
const platformFor = (name: string): Platform => (name.startsWith('mastodon') ? 'mastodon' : 'bluesky')
const textOf = (name: string) => readFileSync(join(FIXTURES, name), 'utf8')
const REQUEST = 'https://town.example/api/v1/timelines/tag/water?limit=40'

describe('documented answers', () => {
  test.each(inputs)('%s', (name) => {
    const options = { contentType: 'application/json', baseUrl: REQUEST, platform: platformFor(name) }
    const result = parseFeed(Buffer.from(textOf(name)), options)
    const expected: unknown = JSON.parse(textOf(`${name}.expected.json`))
    expect(JSON.parse(JSON.stringify(result.ok ? result.feed : result.error))).toEqual(expected)
  })

  test.each(inputs)('%s leaves no trace of whoever wrote or is mentioned', (name) => {
    const kept = JSON.stringify(parsePosts(textOf(name), platformFor(name), REQUEST))
    const traces = [
      'first',
      'second',
      'neighbour',
      'Private',
      'plain',
      'mail.example',
      'did:plc',
      'at://',
      '/@',
      'avatar',
    ]
    for (const trace of traces) expect(kept).not.toContain(trace)
  })
})

test('the same post has the same identity on every server, another one another', () => {
  const read = (base: string) => parsePosts(textOf('mastodon-tag.json'), 'mastodon', base)
  const [here, there] = [read(REQUEST), read('https://mstdn.example/api/v1/timelines/tag/water')]
  expect(here.ok && here.feed.items.map(({ sharedKey }) => sharedKey)).toEqual(
    there.ok && there.feed.items.map(({ sharedKey }) => sharedKey),
  )
  const keys = here.ok ? here.feed.items.map(({ externalId }) => externalId) : []
  expect(new Set(keys).size).toBe(3)
})

test('a search of Bluesky asks to be polled once an hour', () => {
  const read = (method: string) =>
    parsePosts(textOf('bluesky-search.json'), 'bluesky', `https://public.api.bsky.app/xrpc/${method}`)
  expect(read('app.bsky.feed.searchPosts?q=water')).toMatchObject({ feed: { ttlMs: 3_600_000 } })
  expect(read('app.bsky.feed.getFeed?feed=x')).toMatchObject({ feed: { ttlMs: null } })
})

test('a web page and broken JSON are told apart', () => {
  expect(parsePosts('<!doctype html>', 'mastodon', REQUEST)).toMatchObject({ ok: false, error: { code: 'web_page' } })
  expect(parsePosts('[{', 'bluesky', REQUEST)).toMatchObject({ ok: false, error: { code: 'not_a_feed' } })
})

test('no answer breaks the reader', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom<Platform>('mastodon', 'bluesky'), (text, platform) => {
      const wrapped = [text, `[${text}]`, `{"posts":[${text}]}`, `{"feed":[{"post":${text}}]}`]
      for (const answer of wrapped) expect(parsePosts(answer, platform, REQUEST)).toHaveProperty('ok')
    }),
  )
})
