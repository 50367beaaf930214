import { once } from 'node:events'
import { createServer } from 'node:http'

/** Something a publisher puts into its feed; `hoursAgo` is when it says it was published, default now. */
export type Story = { title: string; text: string; hoursAgo?: number }

export type Publishers = {
  /** The outline that names every publisher's feed, as a person would import it. */
  opml: string
  feedUrl(name: string): string
  publish(name: string, story: Story): void
  stop(): Promise<void>
}

const HOUR_MS = 3_600_000

/** Real RSS feeds over HTTP on loopback, one per publisher, that carry what was published so far. */
export async function startPublishers(names: readonly string[]): Promise<Publishers> {
  const items = new Map<string, string[]>(names.map((name) => [pathOf(name), []]))
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    const published = items.get(path)
    if (!published) {
      response.writeHead(404).end()
      return
    }
    const etag = `"${published.length}"`
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, { etag }).end()
      return
    }
    const name = names.find((known) => pathOf(known) === path) ?? ''
    response.writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8', etag })
    response.end(channel(name, published.toReversed()))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The publishers have no port.')
  const base = `http://127.0.0.1:${address.port}`
  const outlines = names.map((name) => `<outline type="rss" text="${escape(name)}" xmlUrl="${base}${pathOf(name)}"/>`)
  return {
    opml: `<?xml version="1.0"?><opml version="2.0"><head><title>Press of Marenia</title></head><body>${outlines.join('')}</body></opml>`,
    feedUrl: (name) => `${base}${pathOf(name)}`,
    publish(name, { title, text, hoursAgo = 0 }) {
      const published = items.get(pathOf(name))
      if (!published) throw new Error(`${name} is not one of the publishers.`)
      const link = `${base}/articles${pathOf(name)}/${published.length + 1}`
      const date = new Date(Date.now() - hoursAgo * HOUR_MS).toUTCString()
      published.push(
        `<item><title>${escape(title)}</title><link>${link}</link><guid>${link}</guid><pubDate>${date}</pubDate><description>${escape(text)}</description></item>`,
      )
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function channel(name: string, items: readonly string[]): string {
  return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>${escape(name)}</title><link>http://127.0.0.1/</link><description>${escape(name)}</description>${items.join('')}</channel></rss>`
}

function pathOf(name: string): string {
  return `/${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.xml`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
