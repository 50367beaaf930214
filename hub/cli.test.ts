import { existsSync, readdirSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { runHubCommand } from '@hub/tests/support/hub-process.ts'

/** Recorded feeds of other readers' test suites; they stand beside the repository where it is developed. */
const SUITES = fileURLToPath(new URL('../../shared/data/feeds', import.meta.url))
const KEYS = ['file', 'title', 'siteUrl', 'items']
const ITEM_KEYS = ['id', 'url', 'title', 'published', 'text', 'html', 'language']
const FEED = `<rss version="2.0"><channel><title>The Paper</title><link>/</link>
  <item><guid>7</guid><title>One</title><link>/one</link><pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate><description>&lt;b&gt;Words&lt;/b&gt;</description></item>
</channel></rss>`

let folder: string
let settings: Record<string, string>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-cli-'))
  settings = { HUB_DATA_DIR: join(folder, 'data') }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const keep = async (name: string, content: string | Uint8Array) => {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

describe('feeds parse', () => {
  test('prints one line a file with exactly the agreed keys', async () => {
    const feeds = join(folder, 'feeds')
    await mkdir(join(feeds, 'deeper'), { recursive: true })
    await keep('feeds/a.xml', FEED)
    await keep('feeds/deeper/page.html', '<!doctype html><html><body>Hello</body></html>')
    const { code, stdout, stderr } = await runHubCommand(
      [
        'feeds',
        'parse',
        feeds,
        join(folder, 'missing.xml'),
        '--base',
        'https://paper.example/feed.xml',
        '--content-type',
        'text/xml',
        '--json',
      ],
      settings,
    )
    expect([code, stderr]).toEqual([0, ''])
    const [read, page, missing, ...rest] = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(rest).toEqual([])
    expect(Object.keys(read)).toEqual(KEYS)
    expect(Object.keys(read.items[0])).toEqual(ITEM_KEYS)
    expect(read).toMatchObject({ file: join(feeds, 'a.xml'), title: 'The Paper', siteUrl: 'https://paper.example/' })
    expect(read.items).toMatchObject([
      {
        id: '7',
        url: 'https://paper.example/one',
        title: 'One',
        published: '2026-11-20T10:00:00.000Z',
        text: 'Words',
        html: '<b>Words</b>',
      },
    ])
    expect(page).toEqual({
      file: join(feeds, 'deeper/page.html'),
      error: 'The address shows a web page, not a feed.',
      title: '',
      siteUrl: null,
      items: [],
    })
    expect(missing).toMatchObject({ error: 'There is no such file.', items: [] })
  })

  test.skipIf(!existsSync(SUITES))(
    'reads every file of the recorded suites (skipped where they are absent)',
    async () => {
      const files = readdirSync(SUITES, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
      const { code, stdout } = await runHubCommand(['feeds', 'parse', SUITES, '--json'], settings)
      expect(code).toBe(0)
      const lines = stdout
        .trimEnd()
        .split('\n')
        .map((line): Record<string, unknown> => JSON.parse(line))
      expect(lines).toHaveLength(files.length)
      for (const line of lines) expect(Object.keys(line).filter((key) => key !== 'error')).toEqual(KEYS)
      expect(lines.filter(({ error }) => error === undefined).length).toBeGreaterThan(lines.length / 2)
    },
  )
})

describe('what an operator can mend is said in words, with code 1 and without a stack', () => {
  const refusal = async (args: readonly string[], more: Record<string, string> = {}) => {
    const { code, stdout, stderr } = await runHubCommand(args, { ...settings, ...more })
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).not.toMatch(/^\s+at /m)
    return stderr.trim()
  }

  test('every fault of the settings at once', async () => {
    const said = await refusal(['items', 'count'], {
      PORT: 'abc',
      HUB_PUBLIC_URL: 'x',
      HUB_ALLOW_HOSTS: 'http://paper.example',
    })
    expect(
      said
        .split('\n')
        .slice(1)
        .map((line) => line.trim().split(/[ :]/)[1]),
    ).toEqual(['PORT', 'HUB_PUBLIC_URL', 'HUB_ALLOW_HOSTS'])
  })

  test('every fault of a watch profile at once', async () => {
    const path = await keep(
      'profile.json',
      JSON.stringify({
        title: 'X',
        purpose: 'short',
        terms: ['tap water', '@somebody'],
        endsAt: 'soon',
        colour: 'blue',
      }),
    )
    const said = await refusal(['profiles', 'create', '--file', path])
    expect(said).toContain('  - legalBasis: This is missing.')
    for (const at of ['title', 'purpose', 'necessity', 'proportionality', 'terms.1', 'endsAt', '“colour”'])
      expect(said).toContain(at)
    expect(await refusal(['profiles', 'create', '--file', await keep('broken.json', '{ "title": ')])).toMatch(
      /is not JSON.*--help/,
    )
  })

  test.each([
    [
      'a web page',
      'page.html',
      '<!doctype html><html><head><title>News</title></head></html>',
      /This is a web page, not an OPML file/,
    ],
    ['an empty file', 'empty.opml', '', /The file is empty/],
    ['prose', 'prose.txt', 'Dear colleagues, here are the feeds.', /not an OPML file: it has no outlines/],
    [
      'a file of 30 MB',
      'large.opml',
      `<opml><body>${'<outline xmlUrl="https://paper.example/feed"/>\n'.repeat(690_000)}</body></opml>`,
      /larger than 20 MB.*Split it/,
    ],
  ])('%s instead of an OPML file', async (_, name, content, words) => {
    expect(await refusal(['sources', 'import', await keep(name, content)])).toMatch(words)
  })

  test('a backup whose list is damaged', async () => {
    await mkdir(join(folder, 'damaged'))
    await keep('damaged/manifest.json', '{ "tables": [')
    expect(await refusal(['restore', join(folder, 'damaged')])).toMatch(/damaged or that this version cannot read/)
  })

  test('each faulty line of a file of names', async () => {
    const said = await refusal(['profiles', 'names', '--file', await keep('names.txt', 'Doe\n[partys]\n')])
    expect(said).toMatch(
      /cannot be used as it is:\n {2}- Line 1: “Doe” stands under no heading.*\n {2}- Line 2: \[partys\]/,
    )
  })

  test.each([
    [['sources', 'import', 'nowhere.opml'], /^There is no file nowhere.opml/],
    [['sources', 'import', '/'], /is a folder/],
    [['sources', 'import', 'http://127.0.0.1:1/opml.xml'], /^Nothing was imported .* private or reserved address/],
    [['profiles', 'approve', 'seven'], /“seven” is not a profile’s id/],
    [['users', 'invite', 'maria', '--role', 'analyst', '--unit', 'health'], /“maria” is not an e-mail address/],
    [
      ['users', 'invite', 'maria@health.example', '--role', 'king', '--unit', 'health'],
      /“king” is not a role. Use one of: analyst/,
    ],
    [['keys', 'revoke', 'seven', '--reason', 'It was lost'], /“seven” is not a key’s id/],
    [['keys', 'create', '--name', 'Desk', '--profile', 'seven'], /“seven” is not a profile’s id/],
    [['holds', 'lift', 'seven', '--reason', 'The court closed it'], /“seven” is not a hold’s id/],
    [['holds', 'lift', '019aa000-0000-7000-8000-000000000001', '--reason', 'no'], /--reason is too short/],
    [['narratives', 'list', '--limit', 'many'], /--limit takes a number/],
    [['restore', '/nowhere'], /no complete backup/],
  ])('%j', async (args, words) => {
    expect(await refusal(args)).toMatch(words)
    expect(existsSync(settings['HUB_DATA_DIR'] ?? '')).toBe(false)
  })
})
