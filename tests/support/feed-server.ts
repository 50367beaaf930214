import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export type FeedEntry = { id: string; url?: string; title: string; text: string; publishedAt: Date }
export type FeedFormat = 'rss' | 'atom' | 'json'

/** One publisher's feed on the server; `answer` replaces it by anything a site may do. */
export type TestFeed = {
  url: string
  publish(...entries: FeedEntry[]): void
  replace(entries: FeedEntry[]): void
  answer: ((request: IncomingMessage, response: ServerResponse) => void) | undefined
  requests: number
}

export type FeedServer = {
  origin: string
  feeds: TestFeed[]
  close(): Promise<void>
}

const TYPES: Record<FeedFormat, string> = {
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
  json: 'application/feed+json',
}
const FORMATS: readonly FeedFormat[] = ['rss', 'atom', 'json']

/** Serves feeds on the loopback over real HTTP, formats in turn, with ETags. Their content is what the test publishes. */
export async function startFeedServer(count: number): Promise<FeedServer> {
  const entries: FeedEntry[][] = Array.from({ length: count }, () => [])
  const feeds: TestFeed[] = []
  const server = createServer((request, response) => {
    const index = Number(/^\/feeds\/(\d+)/.exec(request.url ?? '')?.[1] ?? -1)
    const feed = feeds[index]
    if (!feed) return void response.writeHead(404).end('There is nothing here.')
    feed.requests += 1
    if (feed.answer) return feed.answer(request, response)
    const format = FORMATS[index % FORMATS.length] ?? 'rss'
    const body = render(format, origin, index, entries[index] ?? [])
    const etag = `"${createHash('sha1').update(body).digest('hex')}"`
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end()
    response.writeHead(200, { 'content-type': TYPES[format], etag }).end(body)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  for (let index = 0; index < count; index += 1) {
    feeds.push({
      url: `${origin}/feeds/${index}`,
      publish: (...fresh) => void entries[index]?.unshift(...fresh),
      replace: (all) => void (entries[index] = all),
      answer: undefined,
      requests: 0,
    })
  }
  const close = () =>
    new Promise<void>((closed) => {
      server.close(() => closed())
      server.closeAllConnections()
    })
  return { origin, feeds, close }
}

function render(format: FeedFormat, origin: string, index: number, entries: readonly FeedEntry[]): string {
  const linkOf = (entry: FeedEntry) => entry.url ?? `${origin}/items/${index}/${entry.id}`
  const title = `Publisher ${index}`
  if (format === 'json') {
    const items = entries.map((entry) => ({
      id: entry.id,
      url: linkOf(entry),
      title: entry.title,
      content_text: entry.text,
      date_published: entry.publishedAt.toISOString(),
    }))
    return JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title, language: 'en', items })
  }
  if (format === 'atom') {
    const items = entries.map(
      (entry) =>
        `<entry><id>${escape(entry.id)}</id><title>${escape(entry.title)}</title><link href="${escape(linkOf(entry))}"/><published>${entry.publishedAt.toISOString()}</published><updated>${entry.publishedAt.toISOString()}</updated><summary>${escape(entry.text)}</summary></entry>`,
    )
    return `<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>${origin}/feeds/${index}</id><title>${title}</title><updated>2026-01-01T00:00:00Z</updated>${items.join('')}</feed>`
  }
  const items = entries.map(
    (entry) =>
      `<item><guid isPermaLink="false">${escape(entry.id)}</guid><title>${escape(entry.title)}</title><link>${escape(linkOf(entry))}</link><pubDate>${entry.publishedAt.toUTCString()}</pubDate><description>${escape(entry.text)}</description></item>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>${title}</title><link>${origin}</link><description>Test</description><language>en</language>${items.join('')}</channel></rss>`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
