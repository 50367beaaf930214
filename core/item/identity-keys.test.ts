import { describe, expect, test } from 'vitest'
import { contentHash, hash128 } from './content-hash.ts'
import { identifyItems } from './identity-keys.ts'

const item = (externalId: string | null, url: string | null, title: string, day: number | null = 1) => ({
  externalId,
  url,
  title,
  text: title,
  publishedAt: day === null ? null : new Date(Date.UTC(2026, 10, day)),
})

describe('identifyItems', () => {
  test('guid first, then link, then title and date', () => {
    const keys = identifyItems([
      item('g1', 'https://a.example/1', 'One'),
      item(null, 'https://a.example/2?utm_source=x', 'Two'),
      item(null, null, 'Three'),
    ])
    expect(keys.map((found) => found.sourceKey.split(':')[0])).toEqual(['guid', 'link', 'text'])
    expect(keys.map((found) => found.urlKey)).toEqual(['url:a.example/1', 'url:a.example/2', null])
  })

  test('a guid that several pages share gives way to the link', () => {
    const keys = identifyItems([item('same', 'https://a.example/1', 'One'), item('same', 'https://a.example/2', 'Two')])
    expect(keys.map((found) => found.sourceKey)).toEqual(['link:url:a.example/1', 'link:url:a.example/2'])
  })

  test('a link that several entries share gives way to title and date and unites nothing across sources', () => {
    const keys = identifyItems([
      item('same', 'https://a.example/live', 'One'),
      item('same', 'https://a.example/live', 'Two'),
    ])
    expect(new Set(keys.map((found) => found.sourceKey)).size).toBe(2)
    expect(keys.every((found) => found.sourceKey.startsWith('text:') && found.urlKey === null)).toBe(true)
  })

  test('drops true repeats and keeps the order', () => {
    const keys = identifyItems([
      item('g', 'https://a.example/1', 'One'),
      item('h', 'https://a.example/2', 'Two'),
      item('g', 'https://a.example/1', 'One'),
    ])
    expect(keys.map((found) => found.item.title)).toEqual(['One', 'Two'])
  })

  test('is stable when the guid is an address with volatile parameters', () => {
    const [first] = identifyItems([item('https://a.example/1?utm_source=a', null, 'One')])
    const [second] = identifyItems([item('https://a.example/1?utm_source=b', null, 'One')])
    expect(first?.sourceKey).toBe(second?.sourceKey)
  })

  test.each([
    'http://news.example/water',
    'https://www.news.example/water',
    'https://news.example/water/',
    'https://news.example/water?utm_source=feed&fbclid=abc',
    'https://news.example/water/amp',
    'https://amp.news.example/water',
    'https://news.example/water#comments',
  ])('%s is the page https://news.example/water, whatever its guid', (url) => {
    const [plain] = identifyItems([item('one', 'https://news.example/water', 'Water')])
    expect(identifyItems([item('another', url, 'Water')])[0]?.urlKey).toBe(plain?.urlKey)
  })

  test('a link to the home page unites nothing', () => {
    expect(identifyItems([item('g', 'https://a.example/', 'One')])[0]?.urlKey).toBeNull()
  })
})

describe('contentHash', () => {
  test('ignores spacing and composition, sees words and case', () => {
    const base = contentHash('Title', 'Café  is\nopen')
    expect(contentHash(' Title ', 'Cafe\u0301 is open')).toBe(base)
    expect(contentHash('Title', 'Café is closed')).not.toBe(base)
    expect(contentHash('title', 'Café is open')).not.toBe(base)
    expect(base).toMatch(/^[0-9a-f]{32}$/)
  })

  test('does not confuse where the title ends, and spreads', () => {
    expect(contentHash('a b', 'c')).not.toBe(contentHash('a', 'b c'))
    const hashes = new Set(Array.from({ length: 50_000 }, (_, index) => hash128(`item ${index}`)))
    expect(hashes.size).toBe(50_000)
  })
})
