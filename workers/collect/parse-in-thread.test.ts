import { mkdtempSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { parseFiles, type ParsedFile } from './parse-files.ts'
import { createParserThread, PARSER_THREAD_DEFAULTS } from './parse-in-thread.ts'

const OPTIONS = { contentType: null, baseUrl: null }
const GOOD = Buffer.from(
  '<rss version="2.0"><channel><title>Good</title><item><title>One</title><link>https://a.example/1</link></item></channel></rss>',
)
/** Honest but long: tens of thousands of entries, each with mark-up to clean. */
const SLOW = Buffer.from(
  `<rss version="2.0"><channel>${'<item><title>t</title><description><![CDATA[<table><tr><td><b>x</b></td></tr></table>]]></description></item>'.repeat(60_000)}</channel></rss>`,
)

/** Ten thousand entries whose words, cleaned, take more memory than a small thread has. */
const HUNGRY = Buffer.from(
  `<rss version="2.0"><channel>${`<item><title>t</title><description><![CDATA[${'<p>words</p>'.repeat(120)}]]></description></item>`.repeat(10_000)}</channel></rss>`,
)

const thread = createParserThread()
afterAll(() => thread.close())

describe('createParserThread', () => {
  test('answers each question with its own result, in parallel', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `Feed ${index}`)
    const results = await Promise.all(
      names.map((name) => thread.parseInThread(Buffer.from(GOOD.toString().replace('Good', name)), OPTIONS)),
    )
    expect(results.map((result) => result.ok && result.feed.title)).toEqual(names)
  })

  test('hands dates, languages and refusals across', async () => {
    const dated = Buffer.from(
      '<rss version="2.0"><channel><language>de</language><item><title>a</title><pubDate>Tue, 17 Nov 2026 09:30:00 GMT</pubDate></item></channel></rss>',
    )
    const result = await thread.parseInThread(dated, OPTIONS)
    expect(result.ok && result.feed.items[0]).toMatchObject({
      publishedAt: new Date('2026-11-17T09:30:00Z'),
      language: 'de',
    })
    expect(await thread.parseInThread(Buffer.from('<html></html>'), OPTIONS)).toMatchObject({
      ok: false,
      error: { code: 'web_page' },
    })
  })

  test('leaves the caller its bytes', async () => {
    const bytes = new Uint8Array(GOOD)
    await thread.parseInThread(bytes, OPTIONS)
    expect(bytes.byteLength).toBe(GOOD.byteLength)
  })

  test('a document over the time limit is given up, and the next one is read', async () => {
    const hasty = createParserThread({ ...PARSER_THREAD_DEFAULTS, timeLimitMs: 40 })
    const [slow, waiting] = await Promise.all([
      hasty.parseInThread(SLOW, OPTIONS),
      hasty.parseInThread(Buffer.from('<html></html>'), OPTIONS),
    ])
    expect(slow).toEqual({
      ok: false,
      error: { code: 'timed_out', message: 'Reading the document took longer than 0.04 s.' },
    })
    expect(waiting.ok || waiting.error.code === 'web_page' || waiting.error.code === 'timed_out').toBe(true)
    await hasty.close()
  })

  test('a document over the memory limit ends only its own thread', async () => {
    const small = createParserThread({ timeLimitMs: 30_000, heapMb: 16 })
    const hungry = await small.parseInThread(HUNGRY, OPTIONS)
    expect(hungry).toMatchObject({ ok: false, error: { code: 'crashed' } })
    expect(await small.parseInThread(Buffer.from('<html></html>'), OPTIONS)).toMatchObject({
      ok: false,
      error: { code: 'web_page' },
    })
    await small.close()
  })

  test('OPML of any size goes through the same thread', async () => {
    const lines = Array.from(
      { length: 10_000 },
      (_, index) => `<outline text="${index}" xmlUrl="https://s${index}.example/f"/>`,
    )
    const result = await thread.parseOpmlInThread(Buffer.from(`<opml><body>${lines.join('\n')}</body></opml>`))
    expect([result.entries.length, result.refused.length, result.error]).toEqual([10_000, 0, null])
  })

  test('after closing, every question is answered at once', async () => {
    const closed = createParserThread()
    const pending = closed.parseInThread(SLOW, OPTIONS)
    await closed.close()
    expect(await pending).toMatchObject({ ok: false, error: { code: 'crashed' } })
    expect(await closed.parseInThread(GOOD, OPTIONS)).toMatchObject({ ok: false })
  })
})

describe('parseFiles', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parse-files-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  test('reads files and folders in order and survives everything in them', async () => {
    mkdirSync(join(folder, 'sub'))
    writeFileSync(join(folder, 'a.xml'), GOOD)
    writeFileSync(join(folder, 'b.html'), '<html><body>no feed</body></html>')
    writeFileSync(join(folder, 'c.xml'), '')
    writeFileSync(join(folder, 'd.xml'), 'x')
    truncateSync(join(folder, 'd.xml'), 40 * 1024 * 1024)
    writeFileSync(
      join(folder, 'sub', 'e.json'),
      '{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":"1","title":"t","content_text":"x","date_published":"2026-11-17T09:30:00+01:00"}]}',
    )
    const found: ParsedFile[] = []
    for await (const file of parseFiles(
      [folder, join(folder, 'missing.xml')],
      { contentType: null, baseUrl: 'https://base.example/' },
      thread,
    ))
      found.push(file)
    expect(found.map((file) => [file.file.slice(folder.length + 1), file.error ?? 'ok'])).toEqual([
      ['a.xml', 'ok'],
      ['b.html', 'The address shows a web page, not a feed.'],
      ['c.xml', 'The document is empty.'],
      ['d.xml', 'The document is larger than 15 MB.'],
      [join('sub', 'e.json'), 'ok'],
      ['missing.xml', 'There is no such file.'],
    ])
    expect(found[4]).toMatchObject({
      title: 'J',
      items: [
        { id: '1', url: null, title: 't', published: '2026-11-17T08:30:00.000Z', text: 'x', html: 'x', language: null },
      ],
    })
  })
})
