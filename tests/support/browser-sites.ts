import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'

/** Sites on the loopback as the hub meets them: one that names its feed, and some in which something is wrong. */
export type Sites = {
  origin: string
  /** A site's home page, without its scheme, as a person would paste it. */
  home: string
  /** Feeds that are refused, gone missing, or no feeds at all. */
  broken: { refused: string; missing: string; page: string }
  stop(): Promise<void>
}

const HOME = `<!doctype html><html lang="en"><head><title>Harbour Herald</title>
<link rel="alternate" type="application/rss+xml" title="Harbour Herald: news" href="/news.xml"></head>
<body><h1>Harbour Herald</h1><p>News of the harbour.</p></body></html>`

export const HARBOUR_ITEMS = ['Ferry timetable changes on Monday', 'Harbour museum opens its new hall'] as const

/** Starts the sites on a port of their own. */
export async function startSites(): Promise<Sites> {
  const server = createServer((request, response) => answer(request.url ?? '/', response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The sites have no port.')
  const home = `127.0.0.1:${address.port}`
  const origin = `http://${home}`
  return {
    origin,
    home,
    broken: { refused: `${origin}/refused.xml`, missing: `${origin}/missing.xml`, page: `${origin}/about` },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function answer(path: string, response: ServerResponse): void {
  if (path === '/' || path === '/about') response.writeHead(200, { 'content-type': 'text/html' }).end(HOME)
  else if (path === '/news.xml') response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(feed())
  else if (path === '/refused.xml') response.writeHead(403).end('No.')
  else response.writeHead(404).end('Nothing here.')
}

function feed(): string {
  const items = HARBOUR_ITEMS.map(
    (title, index) =>
      `<item><title>${title}</title><link>http://127.0.0.1/harbour/${index}</link><guid>harbour-${index}</guid><pubDate>${new Date(Date.now() - index * 3_600_000).toUTCString()}</pubDate><description>${title}.</description></item>`,
  )
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Herald: news</title><link>http://127.0.0.1/</link><description>News</description>${items.join('')}</channel></rss>`
}
