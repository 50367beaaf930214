import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  createBrotliCompress,
  brotliCompressSync,
  createGzip,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib'
import { Readable } from 'node:stream'
import { afterEach, describe, expect, test } from 'vitest'
import { parseAllowList } from '@hub/core/source/allow-list.ts'
import { createFeedFetcher, type FeedFetcher, type FeedFetcherConfig } from './fetch-feed.ts'
import type { HostResolver } from './resolve-host.ts'

const FEED = '<rss version="2.0"><channel><title>F</title></channel></rss>'
const NOW = Date.UTC(2026, 10, 22, 12)
const LOOPBACK = parseAllowList('127.0.0.1').allowList
const open: { server: Server; fetcher: FeedFetcher }[] = []

afterEach(async () => {
  for (const { server, fetcher } of open.splice(0)) {
    await fetcher.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

/** A loopback server and a fetcher that may reach it. */
async function serve(listener: RequestListener, change: Partial<FeedFetcherConfig> = {}) {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    listener(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const fetcher = createFeedFetcher({
    userAgent: 'Hub/1.0 (+mailto:desk@hub.example)',
    allowList: LOOPBACK,
    nowMs: () => NOW,
    ...change,
  })
  open.push({ server, fetcher })
  const { port } = server.address() as AddressInfo
  const url = (path = '/', host = '127.0.0.1') => `http://${host}:${port}${path}`
  return { url, requests, fetchFeed: fetcher.fetchFeed }
}

describe('fetchFeed', () => {
  test('brings the body with what the next fetch needs', async () => {
    const { url, requests, fetchFeed } = await serve((_request, response) => {
      response
        .writeHead(200, {
          'content-type': 'application/rss+xml; charset=utf-8',
          etag: 'W/"a"',
          'last-modified': 'Sun, 22 Nov 2026 10:00:00 GMT',
          'cache-control': 'public, max-age=600',
        })
        .end(FEED)
    })
    const outcome = await fetchFeed(url('/feed'))
    expect(outcome).toMatchObject({
      kind: 'fetched',
      status: 200,
      contentType: 'application/rss+xml; charset=utf-8',
      etag: 'W/"a"',
      lastModified: 'Sun, 22 Nov 2026 10:00:00 GMT',
      maxAgeMs: 600_000,
      finalUrl: url('/feed'),
      hops: [],
    })
    expect(outcome.kind === 'fetched' && Buffer.from(outcome.body).toString()).toBe(FEED)
    expect(requests[0]?.headers).toMatchObject({ 'user-agent': 'Hub/1.0 (+mailto:desk@hub.example)' })
    expect(requests[0]?.headers['if-none-match']).toBeUndefined()
  })

  test('sends validators back verbatim and understands 304', async () => {
    const { url, requests, fetchFeed } = await serve((request, response) => {
      response
        .writeHead(request.headers['if-none-match'] === 'W/"odd, one"' ? 304 : 200, { etag: 'W/"odd, one"' })
        .end()
    })
    const outcome = await fetchFeed(url(), { etag: 'W/"odd, one"', lastModified: 'yesterday-ish', finalUrl: url() })
    expect(outcome).toMatchObject({ kind: 'not_modified', etag: 'W/"odd, one"' })
    expect(requests[0]?.headers['if-modified-since']).toBe('yesterday-ish')
  })

  test('validators of one address are not sent to another', async () => {
    const { url, requests, fetchFeed } = await serve((_request, response) => response.end(FEED))
    await fetchFeed(url('/new'), { etag: '"1"', lastModified: null, finalUrl: url('/old') })
    expect(requests[0]?.headers['if-none-match']).toBeUndefined()
  })

  test.each([
    ['gzip', gzipSync(FEED)],
    ['x-gzip', gzipSync(FEED)],
    ['br', brotliCompressSync(FEED)],
    ['deflate', deflateSync(FEED)],
    ['deflate', deflateRawSync(FEED)],
    ['zstd', zstdCompressSync(FEED)],
    ['gzip, br', brotliCompressSync(gzipSync(FEED))],
    ['identity', Buffer.from(FEED)],
  ])('reads %s', async (encoding, bytes) => {
    const { url, fetchFeed } = await serve((_request, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(bytes),
    )
    const outcome = await fetchFeed(url())
    expect(outcome.kind === 'fetched' && Buffer.from(outcome.body).toString()).toBe(FEED)
  })

  test.each([
    ['klingon', Buffer.from(FEED)],
    ['gzip', Buffer.from('this is not gzip')],
    ['gzip', gzipSync(FEED).subarray(0, 20)],
    ['gzip, gzip, gzip', Buffer.from(FEED)],
  ])('a body that cannot be decompressed (%s) is said so', async (encoding, bytes) => {
    const { url, fetchFeed } = await serve((_request, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(bytes),
    )
    expect(await fetchFeed(url())).toMatchObject({ kind: 'failed', code: 'bad_encoding' })
  })

  test.each([
    [404, {}, null],
    [410, {}, null],
    [403, {}, null],
    [429, { 'retry-after': '120' }, 120_000],
    [503, { 'retry-after': new Date(NOW + 3_600_000).toUTCString() }, 3_600_000],
    [503, { 'retry-after': 'later' }, null],
    [500, {}, null],
  ])('status %i', async (status, headers, retryAfterMs) => {
    const { url, fetchFeed } = await serve((_request, response) => response.writeHead(status, headers).end('sorry'))
    expect(await fetchFeed(url())).toMatchObject({
      kind: 'failed',
      code: 'http_error',
      status,
      retryAfterMs,
      message: `127.0.0.1 answered ${status}.`,
    })
  })
})

test('a kept connection that dies just then is not held against the site', async () => {
  let count = 0
  const { url, fetchFeed } = await serve((request, response) => {
    count += 1
    if (count === 2) request.socket.destroy()
    else response.end(FEED)
  })
  expect((await fetchFeed(url())).kind).toBe('fetched')
  expect((await fetchFeed(url())).kind).toBe('fetched')
  expect(count).toBe(3)
})

describe('fetchFeed follows redirects', () => {
  test('and remembers each hop and whether it is permanent', async () => {
    const { url, fetchFeed } = await serve((request, response) => {
      if (request.url === '/old') response.writeHead(301, { location: '/newer' }).end()
      else if (request.url === '/newer') response.writeHead(302, { location: '/newest' }).end('moved')
      else response.end(FEED)
    })
    const outcome = await fetchFeed(url('/old'))
    expect(outcome).toMatchObject({
      kind: 'fetched',
      finalUrl: url('/newest'),
      hops: [
        { from: url('/old'), to: url('/newer'), status: 301, permanent: true },
        { to: url('/newest'), permanent: false },
      ],
    })
  })

  test('but not for ever', async () => {
    const { url, requests, fetchFeed } = await serve((request, response) =>
      response.writeHead(302, { location: `/${Number(request.url?.slice(1) ?? 0) + 1}` }).end(),
    )
    expect(await fetchFeed(url('/0'))).toMatchObject({ kind: 'failed', code: 'too_many_redirects' })
    expect(requests).toHaveLength(6)
  })

  test.each([undefined, 'http://[bad'])('nor to nowhere (%s)', async (location) => {
    const { url, fetchFeed } = await serve((_request, response) =>
      response.writeHead(302, location === undefined ? {} : { location }).end(),
    )
    expect(await fetchFeed(url())).toMatchObject({ kind: 'failed', code: 'bad_redirect' })
  })

  test.each([
    'http://10.0.0.1/',
    'http://169.254.169.254/latest/',
    'http://[::ffff:10.0.0.1]/',
    'http://167772161/',
    'http://localhost/',
    '//192.168.1.1/feed',
  ])('nor into a private network (%s)', async (location) => {
    const { url, fetchFeed } = await serve((_request, response) => response.writeHead(302, { location }).end())
    const outcome = await fetchFeed(url())
    expect(outcome).toMatchObject({ kind: 'failed', code: 'refused_address' })
    expect(outcome.kind === 'failed' && outcome.message).toMatch(/^It redirects to /)
  })

  test('nor to another scheme', async () => {
    const { url, fetchFeed } = await serve((_request, response) =>
      response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    )
    expect(await fetchFeed(url())).toMatchObject({ kind: 'failed', code: 'bad_url' })
  })
})

const resolvesTo = (...addresses: string[]): HostResolver => ({
  resolve: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
})

describe('fetchFeed stays out of private networks', () => {
  test('a literal address is refused without the allow-list, and never connected to', async () => {
    const { url, requests, fetchFeed } = await serve((_request, response) => response.end(FEED), {
      allowList: { entries: [] },
    })
    expect(await fetchFeed(url())).toMatchObject({ kind: 'failed', code: 'refused_address' })
    expect(requests).toHaveLength(0)
  })

  test('so is a name that leads there', async () => {
    const { url, requests, fetchFeed } = await serve((_request, response) => response.end(FEED), {
      allowList: { entries: [] },
      resolver: resolvesTo('127.0.0.1', '::1'),
    })
    expect(await fetchFeed(url('/', 'news.example'))).toMatchObject({
      kind: 'failed',
      code: 'refused_address',
      message: 'news.example leads to 127.0.0.1, a private or reserved address (loopback).',
    })
    expect(requests).toHaveLength(0)
  })

  test('a name is judged at every connection, so an answer that changes is caught', async () => {
    const answers = ['127.0.0.1', '10.0.0.1']
    const resolver: HostResolver = { resolve: async () => [{ address: answers.shift() ?? '10.0.0.1', family: 4 }] }
    const { url, fetchFeed } = await serve(
      (_request, response) => response.writeHead(200, { connection: 'close' }).end(FEED),
      { resolver },
    )
    expect((await fetchFeed(url('/', 'rebind.example'))).kind).toBe('fetched')
    expect(await fetchFeed(url('/', 'rebind.example'))).toMatchObject({ code: 'refused_address' })
  })

  test('an operator can list the host name', async () => {
    const { url, fetchFeed } = await serve((_request, response) => response.end(FEED), {
      allowList: parseAllowList('news.example').allowList,
      resolver: resolvesTo('127.0.0.1'),
    })
    expect((await fetchFeed(url('/', 'news.example'))).kind).toBe('fetched')
  })
})

describe('fetchFeed gives up in time', () => {
  const endless = () =>
    Readable.from(
      (function* () {
        for (;;) yield Buffer.alloc(64 * 1024, 'x')
      })(),
    )

  test('on a body past the limit, however it comes', async () => {
    const { url, fetchFeed } = await serve((request, response) => {
      if (request.url === '/declared') response.writeHead(200, { 'content-length': 50 * 1024 * 1024 })
      endless().pipe(response)
    })
    for (const path of ['/endless', '/declared']) {
      expect(await fetchFeed(url(path))).toMatchObject({
        kind: 'failed',
        code: 'too_large',
        message: 'The document is larger than 15 MB; the fetch was stopped there.',
      })
    }
  })

  test.each(['gzip', 'br'])('on a %s bomb, without unpacking it', async (encoding) => {
    const { url, fetchFeed } = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': encoding })
      endless()
        .pipe(encoding === 'gzip' ? createGzip() : createBrotliCompress())
        .pipe(response)
    })
    const before = process.memoryUsage().arrayBuffers
    expect(await fetchFeed(url())).toMatchObject({ kind: 'failed', code: 'too_large' })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024)
  })

  test('on a drip, by the deadline of the whole fetch', async () => {
    const timers: NodeJS.Timeout[] = []
    const { url, fetchFeed } = await serve(
      (_request, response) => void timers.push(setInterval(() => response.write('<'), 20)),
      { deadlineMs: 200 },
    )
    expect(await fetchFeed(url())).toMatchObject({
      kind: 'failed',
      code: 'timed_out',
      message: '127.0.0.1 did not finish within 0.2 s.',
    })
    timers.forEach(clearInterval)
  })

  test('on a server that says nothing', async () => {
    const { url, fetchFeed } = await serve(() => undefined, { deadlineMs: 150 })
    expect(await fetchFeed(url())).toMatchObject({ kind: 'failed', code: 'timed_out' })
  })

  test('when the hub shuts down', async () => {
    const stop = new AbortController()
    const { url, fetchFeed } = await serve(() => stop.abort(new Error('stopping')))
    expect(await fetchFeed(url(), null, stop.signal)).toMatchObject({ kind: 'failed' })
  })

  test('on connections that fail, addresses that are none and names that do not exist', async () => {
    const notFound: HostResolver = {
      resolve: async () => Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })),
    }
    const { url, fetchFeed } = await serve((request) => request.socket.destroy(), { resolver: notFound })
    expect(await fetchFeed(url())).toMatchObject({ kind: 'failed', code: 'connection_failed' })
    expect(await fetchFeed('http://127.0.0.1:1/')).toMatchObject({
      code: 'connection_failed',
      message: '127.0.0.1 cannot be reached (ECONNREFUSED).',
    })
    expect(await fetchFeed('https://127.0.0.1:1/')).toMatchObject({ code: 'connection_failed' })
    expect(await fetchFeed('nonsense')).toMatchObject({ code: 'bad_url' })
    expect(await fetchFeed('http://gone.example/')).toMatchObject({
      code: 'dns_failed',
      message: 'The name gone.example cannot be found.',
    })
  })
})
