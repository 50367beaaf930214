import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { canonicalUrl, urlKey } from './canonical-url.ts'

describe('canonicalUrl', () => {
  test.each([
    ['HTTPS://News.Example/Path?b=2&a=1#top', 'https://news.example/Path?a=1&b=2'],
    ['https://news.example/a?utm_source=rss&utm_medium=feed&id=7', 'https://news.example/a?id=7'],
    ['https://news.example/a?fbclid=x&gclid=y', 'https://news.example/a'],
    ['http://user:secret@news.example:80/a', 'http://news.example/a'],
    ['https://news.example./a', 'https://news.example/a'],
    ['https://news.example/a;jsessionid=0A1B2C?x=1', 'https://news.example/a?x=1'],
    ['https://news.example/a?PHPSESSID=abc', 'https://news.example/a'],
    ['https://news.example/#!/story/9', 'https://news.example/#!/story/9'],
    ['https://bücher.example/ä', 'https://xn--bcher-kva.example/%C3%A4'],
    ['  https://news.example/a  ', 'https://news.example/a'],
  ])('%s → %s', (raw, expected) => expect(canonicalUrl(raw)).toBe(expected))

  test.each([
    '',
    'news.example/a',
    '/a',
    'javascript:alert(1)',
    'ftp://news.example/a',
    'http://',
    'http://[::1',
    'mailto:a@b.example',
  ])('%j is no page', (raw) => expect(canonicalUrl(raw)).toBeNull())

  test('keeps parameters that name pages on some sites', () => {
    expect(canonicalUrl('https://forum.example/t?sid=9&ref=3&source=4&page=2')).toBe(
      'https://forum.example/t?page=2&ref=3&sid=9&source=4',
    )
  })

  test('is idempotent and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string()), (raw) => {
        const once = canonicalUrl(raw)
        expect(once === null ? null : canonicalUrl(once)).toBe(once)
      }),
      { numRuns: 50 },
    )
  })
})

describe('urlKey', () => {
  test('is the same for the ways one page is reached', () => {
    const ways = [
      'http://news.example/a/',
      'https://www.news.example/a',
      'https://m.news.example/a?utm_campaign=x',
      'https://amp.news.example/a/amp/',
      'https://news.example/a#part',
    ]
    expect(new Set(ways.map(urlKey))).toEqual(new Set(['url:news.example/a']))
  })

  test('keeps different pages and hosts apart', () => {
    const pages = [
      'https://news.example/a',
      'https://news.example/b',
      'https://news.example/a?page=2',
      'https://m.example/a',
      'https://blog.news.example/a',
    ]
    expect(new Set(pages.map(urlKey)).size).toBe(pages.length)
  })
})
