import { createServer, type Server } from 'node:http'

import { EMPTY_ALLOW_LIST, parseAllowList } from '@hub/core/source/allow-list.ts'
import { createFeedFetcher, type FeedFetcher } from '@hub/workers/collect/fetch-feed.ts'
import type { FetchOutcome } from '@hub/workers/collect/fetch-outcome.ts'
import { createParserThread } from '@hub/workers/collect/parse-in-thread.ts'
import type { ResolvedAddress } from '@hub/workers/collect/resolve-host.ts'
import { discoverFeeds } from '@hub/workers/pages/discover-feeds.ts'
import { createPageParser } from '@hub/workers/pages/page-parser.ts'
import type { PageTools } from '@hub/workers/pages/page-tools.ts'
import { readPage } from '@hub/workers/pages/read-page.ts'
import { createRobots } from '@hub/workers/pages/robots.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { spellInsideAddresses } from '../support/spell-address.ts'

/** The one address that the operator lists: where the hostile site stands. */
const OUTSIDE = '127.0.0.9'
const REFUSED = new Set(['refused_address', 'bad_url', 'bad_redirect', 'dns_failed'])

let site: Server
let canaries: Server[]
let touched = 0
let target = ''
let port = 0
let spellings: string[] = []
let fetcher: FeedFetcher
let tools: PageTools
const answers = new Map<string, ResolvedAddress[][]>()
const origin = () => `http://${OUTSIDE}:${port}`

async function listen(server: Server, address: string, at = 0): Promise<number> {
  await new Promise<void>((listening) => server.listen(at, address, listening))
  const bound = server.address()
  return typeof bound === 'object' && bound ? bound.port : 0
}

function createCanary(): Server {
  return createServer((_, response) => void response.end('secret')).on('connection', () => (touched += 1))
}

beforeAll(async () => {
  site = createServer((request, response) => {
    const path = request.url ?? '/'
    response.setHeader('connection', 'close')
    if (path === '/links')
      return void response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(
          `<title>Links</title><link rel="alternate" type="application/rss+xml" href="${target.replaceAll('"', '')}">`,
        )
    if (path === '/here') return void response.writeHead(200, { 'content-type': 'text/plain' }).end('here')
    // Header fields carry bytes: what is beyond them travels as UTF-8, as browsers read it.
    response.writeHead(302, { location: Buffer.from(target).toString('latin1') }).end()
  })
  port = await listen(site, OUTSIDE)
  canaries = [createCanary(), createCanary()]
  const [four, six] = canaries
  await listen(four!, '127.0.0.1', port)
  await listen(six!, '::1', port).catch(() => undefined)
  spellings = spellInsideAddresses(port)
  const { allowList } = parseAllowList(`${OUTSIDE};gap=0`)
  const resolver = {
    async resolve(host: string) {
      const planned = answers.get(host)
      const next = planned !== undefined && planned.length > 1 ? planned.shift() : planned?.[0]
      if (next === undefined) throw Object.assign(new Error('unknown'), { code: 'ENOTFOUND' })
      return next
    },
  }
  fetcher = createFeedFetcher({ userAgent: 'test', allowList, deadlineMs: 5000, resolver })
  tools = {
    fetcher,
    politeness: { run: (_, fetch) => fetch() },
    parser: createParserThread(),
    pages: createPageParser({ timeLimitMs: 5000, heapMb: 256 }),
    // Without the operator's list, so that the site's robots.txt is asked for.
    robots: createRobots({ fetcher, allowList: EMPTY_ALLOW_LIST }),
  }
})
afterAll(async () => {
  await Promise.all([fetcher?.close(), tools?.parser.close(), tools?.pages.close()])
  for (const server of [site, ...(canaries ?? [])]) {
    server?.closeAllConnections()
    server?.close()
  }
})

/** Every spelling, one after another; `lead` is handed the address that the site now leads to. */
async function leadAstray(lead: (address: string) => Promise<string>): Promise<string[]> {
  const wrong: string[] = []
  for (const address of spellings) {
    target = address
    const became = await lead(address)
    if (!REFUSED.has(became)) wrong.push(`${address}: ${became}`)
  }
  return wrong
}

const codeOf = (outcome: FetchOutcome) => (outcome.kind === 'failed' ? outcome.code : outcome.kind)

describe('an address inside the network, in more than 300 spellings', () => {
  test('is as many as it says', () => {
    expect(new Set(spellings).size).toBeGreaterThan(300)
  })

  test('is refused when a source names it', async () => {
    expect(await leadAstray(async (address) => codeOf(await fetcher.fetchFeed(address)))).toEqual([])
  })

  test('is refused when a feed redirects to it', async () => {
    expect(await leadAstray(async () => codeOf(await fetcher.fetchFeed(`${origin()}/feed`)))).toEqual([])
  })

  test('is refused when a hub that is told of a subscription is it, or redirects to it', async () => {
    const form = { 'hub.mode': 'subscribe' }
    expect(await leadAstray(async (address) => codeOf(await fetcher.fetch(address, { form })))).toEqual([])
    expect(await leadAstray(async () => codeOf(await fetcher.fetch(`${origin()}/hub`, { form })))).toEqual([])
  })

  test('is refused when a page or its robots.txt redirects to it', async () => {
    const read = async () => {
      const page = await readPage(
        { ...tools, robots: createRobots({ fetcher, allowList: EMPTY_ALLOW_LIST }) },
        `${origin()}/page`,
      )
      return page.ok ? 'read' : 'refused_address'
    }
    expect(await leadAstray(read)).toEqual([])
    const past = { ...tools, robots: { judge: async () => null, recall: async () => null } }
    const readPast = async () => {
      const page = await readPage(past, `${origin()}/page`)
      return page.ok ? 'read' : page.problem.code
    }
    expect(await leadAstray(readPast)).toEqual([])
  })

  test('is refused when a page names it as its feed, or is typed as a site', async () => {
    const past = { ...tools, robots: { judge: async () => null, recall: async () => null } }
    const find = async (typed: string) => {
      const found = await discoverFeeds(past, typed)
      return found.ok ? 'found' : 'refused_address'
    }
    expect(await leadAstray(() => find(`${origin()}/links`))).toEqual([])
    expect(await leadAstray(find)).toEqual([])
  })

  test('is never connected to', () => {
    expect(touched).toBe(0)
  })
})

describe('a name', () => {
  const at = (...addresses: string[]): ResolvedAddress[] =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
  const ask = async (host: string) => codeOf(await fetcher.fetchFeed(`http://${host}:${port}/here`))

  test('that leads inside is refused, whatever the kind of address', async () => {
    for (const address of [
      '127.0.0.1',
      '::1',
      '::ffff:127.0.0.1',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      'fe80::1%lo',
      '10.1.2.3',
    ]) {
      answers.set('inside.example', [at(address)])
      expect([address, await ask('inside.example')]).toEqual([address, 'refused_address'])
    }
  })

  test('that leads inside and outside at once is followed outside only', async () => {
    answers.set('mixed.example', [at('127.0.0.1', OUTSIDE, '::1')])
    expect(await ask('mixed.example')).toBe('fetched')
  })

  test('that leads inside from its second answer on is refused then: each connection goes to the address checked for it', async () => {
    answers.set('rebinding.example', [at(OUTSIDE), at('127.0.0.1')])
    expect([await ask('rebinding.example'), await ask('rebinding.example')]).toEqual(['fetched', 'refused_address'])
  })

  test('led nobody inside', () => {
    expect(touched).toBe(0)
  })
})
