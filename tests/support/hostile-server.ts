import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { brotliCompressSync, constants, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const MEGABYTE = 1024 * 1024
const item = (id: string, title: string, date: string) =>
  `<item><guid isPermaLink="false">${id}</guid><title>${title}</title><link>https://paper.example/${id}</link><pubDate>${date}</pubDate><description>The council met on Monday, says ${id}.</description></item>`
const rss = (title: string, ...items: string[]) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>${title}</title><link>https://paper.example/</link><description>News</description>${items.join('')}</channel></rss>`
const send =
  (status: number, type: string, body: string | Buffer, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': type, ...headers }).end(body)
const feed = (body: string) => send(200, 'application/rss+xml', body)
const redirect =
  (to: string): Answer =>
  (_, response) =>
    void response.writeHead(302, { location: to }).end()

const ZEROS = Buffer.alloc(64 * MEGABYTE)
const bomb = (body: Buffer, encoding: string) =>
  send(200, 'application/rss+xml', body, { 'content-encoding': encoding })

const MONDAY = 'Mon, 23 Nov 2026 08:00:00 GMT'

/** Everything a site may do to a collector, by path; each is an answer seen in the wild or built to hurt. */
const ANSWERS = {
  healthy: feed(
    rss(
      'The Paper',
      item('p1', 'The bridge opens on Friday', MONDAY),
      item('p2', 'Schools close for the holidays', MONDAY),
    ),
  ),
  alsoHealthy: feed(rss('The Other Paper', item('o1', 'A new park in the north', MONDAY))),
  webPage: send(
    200,
    'text/html',
    '<!doctype html><html><head><title>Welcome</title></head><body><p>News</p></body></html>',
  ),
  missing: send(404, 'text/html', '<h1>Not found</h1>'),
  brokenXml: feed(
    rss(
      'Rock & Roll',
      item('b1', 'Salt & vinegar <b>again', MONDAY),
      item('b2', 'Caf\u00e9 & bar\u0007 opens', MONDAY),
    ).replace('</channel></rss>', '<item><guid>b3</guid><title>Cut off'),
  ),
  unreadable: feed('<rss version="2.0"><channel'),
  emptyBody: feed(''),
  dated2099: feed(
    rss(
      'The Future',
      item('f1', 'Written tomorrow', 'Thu, 01 Jan 2099 00:00:00 GMT'),
      item('f2', 'Written today', MONDAY),
    ),
  ),
  large: (_, response) => {
    response.writeHead(200, { 'content-type': 'application/rss+xml' })
    const chunk = Buffer.alloc(MEGABYTE, ' ')
    let left = 50
    const write = () => {
      while (left > 0 && !response.destroyed) {
        left -= 1
        if (!response.write(chunk)) return void response.once('drain', write)
      }
      response.end()
    }
    write()
  },
  gzipBomb: bomb(gzipSync(ZEROS), 'gzip'),
  nestedBomb: bomb(gzipSync(gzipSync(ZEROS)), 'gzip, gzip'),
  deflateBomb: bomb(deflateSync(ZEROS), 'deflate'),
  brotliBomb: bomb(brotliCompressSync(ZEROS, { params: { [constants.BROTLI_PARAM_QUALITY]: 2 } }), 'br'),
  zstdBomb: bomb(zstdCompressSync(ZEROS), 'zstd'),
  endlessHeaders: ({ socket }) => {
    socket.on('error', () => undefined).write('HTTP/1.1 200 OK\r\n')
    const writing = setInterval(() => socket.write(`x-more: ${'y'.repeat(8000)}\r\n`), 1)
    socket.once('close', () => clearInterval(writing))
  },
  /** Takes the connection and the question, and never answers. */
  halfOpen: () => undefined,
  deepXml: feed(
    rss(
      'Deep',
      item('d1', 'Shallow', MONDAY),
      `<item><guid>d2</guid><title>Deep</title><description>${'<b>'.repeat(10_000)}`,
    ),
  ),
  slowDownUntil: send(429, 'text/plain', 'Slow down.', { 'retry-after': 'Mon, 23 Nov 2026 15:00:00 GMT' }),
  drip: (_, response) => {
    response.writeHead(200, { 'content-type': 'application/rss+xml' })
    const dripping = setInterval(() => response.write(' '), 20)
    response.once('close', () => clearInterval(dripping))
  },
  refused: send(403, 'text/plain', 'No.'),
  gone: send(410, 'text/plain', 'Gone.'),
  slowDown: send(429, 'text/plain', 'Slow down.', { 'retry-after': '7200' }),
  inTrouble: send(503, 'text/plain', 'Maintenance.'),
  hangsUp: (request) => void request.socket.destroy(),
  circle: redirect('/circle'),
  toLoopback: (_, response) => redirect(`http://127.0.0.2:${portOf(response)}/secret`)(_, response),
  toPrivate: redirect('http://10.1.2.3/feed.xml'),
  toMetadata: redirect('http://169.254.169.254/latest/meta-data/'),
} satisfies Record<string, Answer>

export type HostileAnswer = keyof typeof ANSWERS
export const HOSTILE_ANSWERS = Object.keys(ANSWERS).filter(isHostileAnswer)

const SLOW: ReadonlySet<HostileAnswer> = new Set<HostileAnswer>(['drip', 'halfOpen'])

export type HostileServer = {
  urlOf(answer: HostileAnswer): string
  /** Requests so far, by answer. */
  requestsOf(answer: HostileAnswer): number
  /** Connections to the address that nobody allowed: must stay 0. */
  forbiddenConnections(): number
  close(): Promise<void>
}

/** Serves every answer on 127.0.0.1, and listens on 127.0.0.2 for whoever is led astray. */
export async function startHostileServer(): Promise<HostileServer> {
  const counts = new Map<string, number>()
  let forbidden = 0
  const answerByPath = (request: IncomingMessage, response: ServerResponse) => {
    const name = (request.url ?? '').slice(1)
    counts.set(name, (counts.get(name) ?? 0) + 1)
    if (isHostileAnswer(name)) ANSWERS[name](request, response)
    else response.writeHead(404).end()
  }
  const server = createServer(answerByPath)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  // Two connections to a site are the most: those that never end hold none that others wait for.
  const slow = createServer(answerByPath)
  await new Promise<void>((listening) => slow.listen(0, '127.0.0.1', listening))
  const slowAddress = slow.address()
  const slowPort = typeof slowAddress === 'object' && slowAddress ? slowAddress.port : 0
  const trap = createServer((_, response) => void response.end('secret')).on('connection', () => (forbidden += 1))
  await new Promise<void>((listening) => trap.listen(port, '127.0.0.2', listening))
  return {
    urlOf: (answer) => `http://127.0.0.1:${SLOW.has(answer) ? slowPort : port}/${answer}`,
    requestsOf: (answer) => counts.get(answer) ?? 0,
    forbiddenConnections: () => forbidden,
    async close() {
      for (const listener of [server, slow, trap]) {
        listener.closeAllConnections()
        await new Promise<void>((closed) => listener.close(() => closed()))
      }
    },
  }
}

function isHostileAnswer(name: string): name is HostileAnswer {
  return Object.hasOwn(ANSWERS, name)
}

function portOf(response: ServerResponse): number {
  return response.socket?.localPort ?? 0
}
