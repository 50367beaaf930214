// A web of its own for `npm run bench:collect`, in a process of its own: one TLS server for all hosts, each with a feed.
// Argument: CollectServerOrders as JSON. Tells its parent the port and the certificate to trust.
import { createServer, type Server } from 'node:https'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createSecureContext, type SecureContext } from 'node:tls'
import { generate } from 'selfsigned'

import { benchHost, benchIndex, renderBenchFeed } from './collect-news.ts'

export type CollectServerOrders = { latencyMs: number; unchangedShare: number; badShare: number }
export type CollectServerReady = { port: number; ca: string }

const orders: CollectServerOrders = JSON.parse(process.argv[2] ?? '{}')
const HOSTS_PER_CERTIFICATE = 50
const EC = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const
const ca = await generate([{ name: 'commonName', value: 'Bench' }], {
  ...EC,
  extensions: [
    { name: 'basicConstraints', cA: true },
    { name: 'keyUsage', keyCertSign: true },
  ],
})
const contexts = new Map<number, Promise<SecureContext>>()
const asked = new Map<number, number>()

const server: Server = createServer(
  { SNICallback: (host, done) => void contextFor(benchIndex(host)).then((context) => done(null, context), done) },
  (request, response) => void setTimeout(() => answer(request, response), orders.latencyMs),
)
server.keepAliveTimeout = 10_000
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const ready: CollectServerReady = { port: typeof address === 'object' && address ? address.port : 0, ca: ca.cert }
  process.send?.(ready)
})
process.on('disconnect', () => process.exit(0))

function contextFor(index: number): Promise<SecureContext> {
  const group = Math.floor(index / HOSTS_PER_CERTIFICATE)
  const known = contexts.get(group)
  if (known !== undefined) return known
  const names = Array.from({ length: HOSTS_PER_CERTIFICATE }, (_, nth) =>
    benchHost(group * HOSTS_PER_CERTIFICATE + nth),
  )
  const made = generate([{ name: 'commonName', value: 'Bench leaf' }], {
    ...EC,
    ca: { key: ca.private, cert: ca.cert },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) },
    ],
  }).then(({ private: key, cert }) => createSecureContext({ key, cert }))
  contexts.set(group, made)
  return made
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const index = benchIndex(request.headers.host ?? '')
  const nth = (asked.get(index) ?? 0) + 1
  asked.set(index, nth)
  // Spread by a fixed rule, so that two runs meet the same web.
  const draw = ((index * 7919 + nth * 104_729) % 1_000) / 1_000
  if (index % Math.round(1 / orders.badShare) === 0) return misbehave(index, response)
  if (request.headers['if-none-match'] !== undefined && draw < orders.unchangedShare)
    return void response.writeHead(304).end()
  const body = renderBenchFeed(index, nth)
  response.writeHead(200, { 'content-type': 'application/rss+xml', etag: `"${index}-${nth}"` }).end(body)
}

const MISDEEDS: readonly ((response: ServerResponse) => void)[] = [
  // A byte a second, for ever.
  (response) => {
    const drip = setInterval(() => response.write(' '), 1_000)
    response.on('close', () => clearInterval(drip))
  },
  // Says nothing.
  () => {},
  // Never ends.
  (response) => {
    const chunk = Buffer.alloc(256 * 1024, ' ')
    const pour = () => {
      while (!response.destroyed && response.write(chunk));
    }
    response.on('drain', pour)
    pour()
  },
  (response) => void response.writeHead(200).end(Buffer.alloc(20_000, '\u0001<%&')),
  (response) => void response.writeHead(500).end('Trouble'),
  (response) => void response.writeHead(429, { 'retry-after': '120' }).end(),
]

function misbehave(index: number, response: ServerResponse): void {
  const kind = Math.floor(index * orders.badShare) % MISDEEDS.length
  response.on('error', () => undefined)
  MISDEEDS[kind]?.(response)
}
