import { ONE_PERSON } from '@hub/core/source/recognised-address.ts'
import { describe, expect, test } from 'vitest'
import { parseOpml } from './parse-opml.ts'
import { writeOpml } from '@hub/core/source/write-opml.ts'

const parse = (text: string) => parseOpml(Buffer.from(text))
const wrap = (body: string) =>
  `<?xml version="1.0"?>\n<opml version="2.0">\n<head><title>Mine &amp; yours</title></head>\n<body>\n${body}\n</body></opml>`

describe('parseOpml', () => {
  test('reads feeds with their folders and lines', () => {
    const result = parse(
      wrap(
        '<outline text="News">\n<outline title="Local" text="x">\n<outline type="rss" text="A" title="Paper A" xmlUrl="https://a.example/feed" htmlUrl="https://a.example/"/>\n</outline>\n</outline>\n<outline text="B" xmlurl="http://b.example/rss"/>',
      ),
    )
    expect(result.title).toBe('Mine & yours')
    expect(result.refused).toEqual([])
    expect(result.entries).toEqual([
      {
        url: 'https://a.example/feed',
        title: 'Paper A',
        siteUrl: 'https://a.example/',
        folder: ['News', 'Local'],
        line: 7,
      },
      { url: 'http://b.example/rss', title: 'B', siteUrl: null, folder: [], line: 10 },
    ])
  })

  test('10,000 outlines of which three are wrong: three lines with reasons, the others untouched', () => {
    const lines = Array.from(
      { length: 10_000 },
      (_, index) => `<outline type="rss" text="Feed ${index}" xmlUrl="https://site${index}.example/feed?x=1&y=2"/>`,
    )
    lines[17] = '<outline type="rss" text="No address"/>'
    lines[4999] = '<outline type="rss" text="Broken quote xmlUrl="https://broken.example/feed"/>'
    lines[9998] = '<outline type="rss" text="Wrong scheme" xmlUrl="ftp://files.example/feed"/>'
    const { entries, refused, error } = parse(wrap(lines.join('\n')))
    expect(error).toBeNull()
    expect(entries).toHaveLength(9997)
    expect(refused.map(({ todo: _todo, ...refusal }) => refusal)).toEqual([
      { line: 22, text: 'No address', reason: 'It has no xmlUrl, so there is no feed address to collect.' },
      {
        line: 5004,
        text: expect.stringContaining('Broken quote'),
        reason: 'A quotation mark is missing, so the line cannot be read.',
      },
      { line: 10_003, text: 'Wrong scheme', reason: '"ftp:" addresses are not collected, only https:// and http://.' },
    ])
    expect(entries[0]).toMatchObject({ url: 'https://site0.example/feed?x=1&y=2', line: 5 })
    expect(entries.at(-1)).toMatchObject({ url: 'https://site9999.example/feed?x=1&y=2', line: 10_004 })
  })

  test.each([
    ['site.example/feed', '"site.example/feed" is no full web address; it must start with https:// or http://.'],
    ['https://', '"https://" cannot be read as a web address.'],
    ['https://[::1', '"https://[::1" cannot be read as a web address.'],
    ['javascript:alert(1)', '"javascript:" addresses are not collected, only https:// and http://.'],
    ['feed://a.example/x', '"feed:" addresses are not collected, only https:// and http://.'],
    ['https://mastodon.social/@somebody.rss', ONE_PERSON],
  ])('refuses %s', (address, reason) => {
    expect(parse(wrap(`<outline text="t" xmlUrl="${address}"/>`)).refused).toEqual([
      { line: 5, text: 't', reason, todo: expect.stringMatching(/^\S.+\.$/) },
    ])
  })

  test('names the line a repeated address first stood in', () => {
    const result = parse(
      wrap(
        '<outline text="A" xmlUrl="https://a.example/feed"/>\n<outline text="A again" xmlUrl="http://www.a.example/feed/?utm_source=x"/>',
      ),
    )
    expect(result.entries).toHaveLength(1)
    expect(result.refused).toEqual([
      {
        line: 6,
        text: 'A again',
        reason: 'The same address already stands in line 5.',
        todo: 'Nothing to do: that line was taken.',
      },
    ])
  })

  test('slightly broken files are read: unclosed outlines, bare ampersands, no end', () => {
    const result = parse(
      '<opml><body><outline text="R&D" xmlUrl="https://a.example/1">\n<outline text="B" xmlUrl="https://b.example/2">\n<outline text="C" xmlUrl="https://c.example/3"',
    )
    expect(result.entries.map((entry) => [entry.title, entry.folder])).toEqual([
      ['R&D', []],
      ['B', []],
    ])
  })

  test.each([
    ['', 'The file is empty.'],
    ['<html><body>hello</body></html>', 'This is a web page, not an OPML file.'],
    ['just words', 'This is not an OPML file: it has no outlines.'],
    ['<rss version="2.0"><channel/></rss>', 'This is not an OPML file: it has no outlines.'],
  ])('%j is no OPML', (text, error) => expect(parse(text)).toMatchObject({ entries: [], error }))
})

describe('writeOpml', () => {
  test('what is written is read back the same', () => {
    const entries = [
      {
        url: 'https://a.example/feed?x=1&y=2',
        title: 'A "quoted" <title> & more',
        siteUrl: 'https://a.example/',
        folder: ['News', 'Local & near'],
      },
      { url: 'https://b.example/feed', title: 'B', siteUrl: null, folder: [] },
      { url: 'https://c.example/feed', title: 'C', siteUrl: null, folder: ['News'] },
    ]
    const text = writeOpml({ title: 'Hub sources', createdAt: new Date(0), entries })
    const read = parse(text)
    expect(read.refused).toEqual([])
    expect(read.title).toBe('Hub sources')
    const byUrl = (list: readonly { url: string }[]) =>
      [...list].sort((left, right) => left.url.localeCompare(right.url))
    expect(byUrl(read.entries.map(({ line: _line, ...entry }) => entry))).toEqual(byUrl(entries))
  })
})
