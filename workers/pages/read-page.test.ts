import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { PAGE_SITE, rssOf, WORDS } from '@hub/tests/support/page-site.ts'
import { openPageTools, type OpenPageTools } from '@hub/tests/support/open-page-tools.ts'
import { type SiteServer, startSiteServer } from '@hub/tests/support/site-server.ts'

import type { DiscoveryProgress } from '@hub/core/source/page-order.ts'

import { discoverFeeds } from './discover-feeds.ts'
import { rankFeeds } from './rank-feeds.ts'
import { readFeedLinks, readLinkHeader } from './read-feed-links.ts'
import { readPage } from './read-page.ts'

let site: SiteServer
let open: OpenPageTools
beforeAll(async () => {
  site = await startSiteServer(PAGE_SITE)
  open = openPageTools()
})
afterAll(async () => {
  await open?.close()
  await site?.close()
})

const find = async (path: string) => {
  const found = await discoverFeeds(open.tools, site.urlOf(path))
  return found.ok ? found.result.candidates : found.problem
}

describe('finding the feeds of a site', () => {
  test('takes an address that is a feed itself', async () => {
    expect(await find('/feeds/news.xml')).toMatchObject([
      {
        title: 'The Paper',
        kind: 'rss',
        itemCount: 3,
        newestAt: '2026-11-23T02:00:00.000Z',
        newest: [{ publishedAt: '2026-11-23T02:00:00.000Z' }, {}, {}],
        foundBy: 'given',
      },
    ])
  })

  test('reads the Link header, and ordinary links where nothing is declared', async () => {
    expect(await find('/by-header')).toMatchObject([{ url: site.urlOf('/feeds/news.xml'), foundBy: 'link_header' }])
    expect(await find('/by-anchor')).toMatchObject([{ title: 'Anchored', foundBy: 'link_element' }])
  })

  test('reads the whole document against its base, merges addresses, leaves out what is none, comments last', async () => {
    const found = await find('/many')
    expect(found).toMatchObject([
      { title: 'The Paper' },
      { title: 'JSON', kind: 'json' },
      { title: 'Nothing yet', itemCount: 0 },
      { title: 'Comments on The Paper' },
    ])
  })

  test("looks at the site's first page when the given one names none", async () => {
    expect(await find('/app')).toMatchObject([{ title: 'The Paper', foundBy: 'link_element' }])
  })

  test('asks a few usual paths, and stops at the first that answers', async () => {
    const plain = await startSiteServer({
      '/': '<html><title>Plain</title></html>',
      '/rss.xml': (_, response) => void response.end(rssOf('Hidden', 1)),
    })
    const found = await discoverFeeds(open.tools, plain.origin)
    expect(found).toMatchObject({ ok: true, result: { candidates: [{ title: 'Hidden', foundBy: 'common_path' }] } })
    expect(plain.requests.filter((path) => path !== '/robots.txt')).toEqual(['/', '/feed', '/rss.xml'])
    await plain.close()
  })

  test('says plainly when a site has none, and when the words are no address', async () => {
    const bare = await startSiteServer({ '/': '<html><title>Bare</title></html>' })
    const told: string[] = []
    const tell = ({ step, url, number, of }: DiscoveryProgress) =>
      void told.push(`${step} ${number}/${of} ${new URL(url).pathname}`)
    expect(await discoverFeeds(open.tools, bare.origin, undefined, tell)).toMatchObject({
      ok: false,
      problem: { code: 'no_feed', message: expect.stringContaining('offers no feed') },
    })
    expect(told).toEqual(['page 1/1 /', 'usual 1/3 /feed', 'usual 2/3 /rss.xml', 'usual 3/3 /rss'])
    expect(bare.requests).toHaveLength(4)
    await bare.close()
    expect(await discoverFeeds(open.tools, 'not an address')).toMatchObject({ problem: { code: 'bad_url' } })
  })

  test('tries a bare host by https: first, then by http:', async () => {
    const found = await discoverFeeds(open.tools, site.origin.replace('http://', ''))
    expect(found).toMatchObject({ ok: true, result: { pageUrl: `${site.origin}/` } })
  })

  test('takes JSON and XML types only with a hint, and needs rel=alternate', () => {
    const links = (html: string) => readFeedLinks(html, 'https://a.example/b/').links.map(({ url }) => url)
    expect(links('<link rel=alternate type=application/json href=/wp-json/x>')).toEqual([])
    expect(links('<link rel=stylesheet type=application/rss+xml href=/x>')).toEqual([])
    expect(links('<link rel="alternate home" type="text/xml" title="RSS" href="x">')).toEqual(['https://a.example/b/x'])
    expect(links('<a rel=feed href="//c.example/f">')).toEqual(['https://c.example/f'])
    expect(links('<link rel=alternate type=application/rss+xml href="javascript:x">')).toEqual([])
    expect(
      readLinkHeader('</a>; rel=alternate; type="application/atom+xml", </b>; rel="next"', 'https://a.example/'),
    ).toEqual([{ url: 'https://a.example/a', title: null, isDeclared: true }])
    expect(rankFeeds([])).toEqual([])
  })
})

describe('reading a page', () => {
  const read = async (path: string) => {
    const page = await readPage(open.tools, site.urlOf(path))
    return page.ok ? page.reading : page.problem
  }

  test('keeps the words in order, without scripts, pictures or names of authors', async () => {
    const reading = await read('/moved')
    expect(reading).toMatchObject({
      finalUrl: site.urlOf('/article'),
      siteName: 'The Paper',
      language: 'ro',
      publishedAt: '2026-11-20T06:00:00.000Z',
      text: expect.stringContaining(`${WORDS}Paragraph 5.`),
    })
    expect(JSON.stringify(reading)).not.toMatch(/steal|pixel|Jane|onclick/)
  })

  test.each([
    ['/subscribers', 'paywalled'],
    ['/app', 'nothing_to_read'],
    ['/report.pdf', 'not_a_page'],
    ['/nothing', 'not_found'],
  ])('says of %s that it is %s, and what to do', async (path, code) => {
    expect(await read(path)).toMatchObject({ code, message: expect.stringMatching(/^.{20,}\. .{10,}\.$/) })
  })

  test('brings claim reviews even where there are few words', async () => {
    expect(await read('/checked')).toMatchObject({ claimReviews: [{ claim: 'The bridge is closed', rating: 'False' }] })
  })

  test('gives a page up that takes too long, and reads the next', async () => {
    const hostile = await startSiteServer({ '/': '<div>'.repeat(400_000), '/deep': `${'<b>'.repeat(9_000)}x` })
    expect(await readPage(open.tools, hostile.urlOf('/'))).toMatchObject({ ok: false })
    await readPage(open.tools, hostile.urlOf('/deep'))
    expect(await read('/article')).toMatchObject({ siteName: 'The Paper' })
    await hostile.close()
  })
})
