import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseFeed } from './parse-feed.ts'

const FIXTURES = fileURLToPath(new URL('./fixtures', import.meta.url))
const inputs = readdirSync(FIXTURES).filter((name) => !name.endsWith('.expected.json'))
const parse = (text: string | Uint8Array, contentType: string | null = null) =>
  parseFeed(typeof text === 'string' ? Buffer.from(text) : text, { contentType, baseUrl: 'https://feeds.example/x' })

describe('fixtures', () => {
  test.each(inputs)('%s', (name) => {
    const result = parse(readFileSync(join(FIXTURES, name)))
    const expected: unknown = JSON.parse(readFileSync(join(FIXTURES, `${name}.expected.json`), 'utf8'))
    expect(JSON.parse(JSON.stringify(result.ok ? result.feed : result.error))).toEqual(expected)
  })
})

describe('parseFeed refuses what is no feed', () => {
  test.each([
    ['', 'empty'],
    ['   \n ', 'empty'],
    ['<!doctype html><html><head><title>Blog</title></head><body><p>Hello</p></body></html>', 'web_page'],
    ['Just some words', 'not_a_feed'],
    ['{"hello": 1}', 'not_a_feed'],
    ['{"items": [', 'not_a_feed'],
    ['<opml version="2.0"><body><outline text="a"/></body></opml>', 'not_a_feed'],
    ['<svg xmlns="http://www.w3.org/2000/svg"></svg>', 'not_a_feed'],
    ['\u0089PNG\r\n\u001a\n\u0000\u0000', 'not_a_feed'],
  ])('%j → %s', (text, code) => {
    const result = parse(text)
    expect(result.ok ? 'ok' : result.error.code).toBe(code)
    expect(result.ok ? '' : result.error.message).toMatch(/^[A-Z].*\.$/)
  })

  test('bytes beyond 15 MB are not looked at', () => {
    const result = parse(new Uint8Array(15 * 1024 * 1024 + 1))
    expect(result.ok ? '' : result.error.code).toBe('too_large')
  })

  test('nesting built to be slow is turned away', () => {
    const result = parse(
      `<rss version="2.0"><channel><item><title>a</title>${'<a>'.repeat(50_000)}</item></channel></rss>`,
    )
    expect(result.ok ? '' : result.error.code).toBe('too_deep')
  })
})

describe('parseFeed on hostile documents', () => {
  test('entities neither multiply nor reach files', () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY ok "fine">]>
      <rss version="2.0"><channel><title>&ok;</title><item><title>x</title><description>&b; &f;</description></item></channel></rss>`
    const result = parse(bomb)
    expect(result.ok && result.feed.title).toBe('fine')
    expect(result.ok && result.feed.items[0]?.text).toBe('&b; &f;')
  })

  test('an entry cannot change what objects are', () => {
    const result = parse(
      '<rss version="2.0"><channel><title>T</title><item><__proto__><polluted>yes</polluted></__proto__><title>a</title></item></channel></rss>',
    )
    expect(result.ok && result.feed.items[0]?.title).toBe('a')
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  test('any bytes give a result', () => {
    const start = fc.constantFrom(
      '<rss version="2.0"><channel>',
      '<feed xmlns="http://www.w3.org/2005/Atom">',
      '<rdf:RDF>',
      '{"items":[',
      '',
    )
    const piece = fc.constantFrom(
      '<item>',
      '</item>',
      '<entry>',
      '<title>',
      '</title>',
      '<![CDATA[',
      ']]>',
      '<link href="',
      '"/>',
      '&amp;',
      '&',
      '<',
      '>',
      '<!--',
      '-->',
      '<?',
      'words ',
      '<description>',
      '\u0000',
      '<b',
    )
    fc.assert(
      fc.property(start, fc.array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 40 }), (head, pieces) => {
        const result = parse(head + pieces.join(''))
        expect(result.ok || result.error.code !== 'crashed').toBe(true)
      }),
      { numRuns: 300 },
    )
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void parse(bytes)))
  })
})

/** Damage real feeds suffer, each done to a whole feed of twenty entries. */
const FAULTS: Record<string, (xml: string) => string> = {
  'a server warning before the document': (xml) =>
    `<br />\n<b>Notice</b>: Undefined index in <b>/feed.php</b><br />\n${xml}`,
  'bare ampersands': (xml) => xml.replaceAll('</title>', ' A & B</title>'),
  'unclosed br': (xml) => xml.replaceAll('</description>', '<br></description>'),
  'a bad date': (xml) => xml.replace(/<pubDate>[^<]*/g, '<pubDate>the day after'),
  'an unclosed CDATA section': (xml) => xml.replace(']]>', ''),
  'forgotten ends of links': (xml) => xml.replaceAll('</link>', ''),
  'forgotten ends of entries': (xml) => xml.replaceAll('</item>', ''),
  'a control character': (xml) => xml.replaceAll('words', 'wo\u0008rds'),
}
const entry = (index: number) =>
  `<item><title>Entry ${index}</title><link>https://a.example/${index}</link><pubDate>Sun, 15 Nov 2026 10:00:00 GMT</pubDate><description><![CDATA[<p>words ${index}</p>]]></description></item>`
const FEED = `<?xml version="1.0"?><rss version="2.0"><channel><title>F</title><link>https://a.example/</link>${Array.from({ length: 20 }, (_, index) => entry(index)).join('\n')}</channel></rss>`

describe('parseFeed keeps every entry of a damaged feed', () => {
  test.each(Object.keys(FAULTS))('%s', (name) => {
    const result = parse(FAULTS[name]?.(FEED) ?? '')
    expect(result.ok && result.feed.items.map((item) => item.url)).toEqual(
      Array.from({ length: 20 }, (_, index) => `https://a.example/${index}`),
    )
    expect(result.ok && result.feed.items.every((item, index) => item.text.startsWith(`words ${index}`))).toBe(true)
  })

  test('cut at 60 %', () => {
    const result = parse(FEED.slice(0, Math.floor(FEED.length * 0.6)))
    expect(result.ok && result.feed.items.length).toBeGreaterThanOrEqual(11)
  })
})
