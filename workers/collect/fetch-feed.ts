import { createHash } from 'node:crypto'
import type { LookupFunction } from 'node:net'
import { createSecureContext, type SecureContext } from 'node:tls'
import { Agent, request, type Dispatcher } from 'undici'
import { EMPTY_ALLOW_LIST, type AllowList } from '@hub/core/source/allow-list.ts'
import type { SourceValidators } from '@hub/core/source/source.ts'
import { classifyFetchError, RefusedAddressError } from './classify-fetch-error.ts'
import type { FetchFailed, FetchFailureCode, FetchOutcome, RedirectHop } from './fetch-outcome.ts'
import { guardAddress, guardUrl } from './guard-address.ts'
import { readBody } from './read-body.ts'
import { createHostResolver, type HostResolver } from './resolve-host.ts'
import { parseMaxAgeMs, parseRateLimitResetMs, parseRetryAfterMs } from './retry-after.ts'

export type FeedFetcherConfig = {
  allowList: AllowList
  /** Names the hub and a contact address, as good manners ask. */
  userAgent: string
  nowMs: () => number
  /** For a whole fetch, redirects and body included; a time-out per read would let a drip run for ever. */
  deadlineMs: number
  maxBytes: number
  maxRedirects: number
  resolver: HostResolver
  /** Whom to trust instead of the system's authorities; a measurement's own. */
  secureContext?: SecureContext
}

/** What one request differs in from the fetch of a feed. */
export type FetchRequest = {
  validators?: SourceValidators | null
  accept?: string
  /** Never more than the fetcher's own limit. */
  maxBytes?: number
  /** Sent as a form by POST; only 307 and 308 may redirect it. */
  form?: Readonly<Record<string, string>>
  /** Sent as JSON by POST, once and to this address alone: no redirect is followed, and a lost connection is not tried again. */
  json?: unknown
  /** Proves who asks. Sent to this address alone: no redirect is followed. Never in a message or a log. */
  authorization?: string
  /** Asked before each redirect is followed; false ends the trip there. */
  mayFollow?: (target: URL) => Promise<boolean>
  signal?: AbortSignal | undefined
}

export type FeedFetcher = {
  /** Fetches one address with everything checked at every hop. Never rejects. `signal` ends it early on shutdown. */
  fetchFeed(url: string, validators?: SourceValidators | null, signal?: AbortSignal): Promise<FetchOutcome>
  /** The same door for everything else that is fetched: pages, robots.txt, hubs. */
  fetch(url: string, request?: FetchRequest): Promise<FetchOutcome>
  close(): Promise<void>
}

const ACCEPT =
  'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5'
/**
 * A redirect within a site follows at once, the site's next feed after its polite gap or much later. A connection kept for
 * that costs some 70 KB; a new one resumes the TLS session.
 */
const KEEP_ALIVE_MS = 250
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/**
 * Opens the one door to the outside network. Connections are kept alive between fetches and go only where `guardUrl` and
 * `guardAddress` let them: to the very address that was checked, so a name that answers differently a moment later leads
 * nowhere else. Proxies named in the environment are not used.
 */
export function createFeedFetcher(
  options: Partial<FeedFetcherConfig> & Pick<FeedFetcherConfig, 'userAgent'>,
): FeedFetcher {
  const nowMs = options.nowMs ?? Date.now
  const config: FeedFetcherConfig = {
    allowList: EMPTY_ALLOW_LIST,
    deadlineMs: 30_000,
    maxBytes: 15 * 1024 * 1024,
    maxRedirects: 5,
    resolver: createHostResolver(nowMs),
    ...options,
    nowMs,
  }
  const agent = new Agent({
    connections: 2,
    pipelining: 1,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    headersTimeout: config.deadlineMs,
    bodyTimeout: config.deadlineMs,
    maxHeaderSize: 64 * 1024,
    connect: {
      lookup: guardedLookup(config),
      timeout: Math.min(10_000, config.deadlineMs),
      // One for all: each connection would make its own.
      secureContext: config.secureContext ?? createSecureContext(),
    },
  })
  return {
    fetchFeed: (url, validators = null, signal) => followRedirects(url, { validators, signal }, agent, config),
    fetch: (url, request = {}) => followRedirects(url, request, agent, config),
    close: () => agent.destroy(),
  }
}

function guardedLookup(config: FeedFetcherConfig): LookupFunction {
  return (host, options, callback) => {
    config.resolver.resolve(host).then(
      (addresses) => {
        const verdicts = addresses.map((found) => ({
          found,
          verdict: guardAddress(found.address, host, config.allowList),
        }))
        const allowed = verdicts.filter(({ verdict }) => verdict.isAllowed).map(({ found }) => found)
        const first = allowed[0]
        if (first === undefined) {
          const refused = verdicts[0]?.verdict
          const reason =
            refused !== undefined && !refused.isAllowed ? refused.reason : `The name ${host} has no address.`
          callback(new RefusedAddressError(reason), [])
        } else if (options.all === true) callback(null, allowed)
        else callback(null, first.address, first.family)
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error('look-up failed'), []),
    )
  }
}

type Trip = {
  hops: RedirectHop[]
  signal: AbortSignal
  agent: Dispatcher
  config: FeedFetcherConfig
  request: FetchRequest
  maxBytes: number
}

async function followRedirects(
  address: string,
  request: FetchRequest,
  agent: Dispatcher,
  config: FeedFetcherConfig,
): Promise<FetchOutcome> {
  const deadline = AbortSignal.timeout(config.deadlineMs)
  const trip: Trip = {
    hops: [],
    signal: request.signal === undefined ? deadline : AbortSignal.any([deadline, request.signal]),
    agent,
    config,
    request,
    maxBytes: Math.min(config.maxBytes, request.maxBytes ?? config.maxBytes),
  }
  if (!URL.canParse(address)) return fail(trip, address, 'bad_url', 'This is no web address.')
  let url = new URL(address)
  for (;;) {
    const verdict = guardUrl(url, config.allowList)
    if (!verdict.isAllowed)
      return fail(trip, url.href, verdict.code ?? 'refused_address', viaRedirect(trip, verdict.reason))
    const step = await fetchOnce(url, trip)
    if (!(step instanceof URL)) return step
    if (request.mayFollow !== undefined && !(await request.mayFollow(step)))
      return fail(trip, url.href, 'bad_redirect', `It redirects to ${step.href}, which is not read.`)
    url = step
  }
}

function viaRedirect(trip: Trip, reason: string): string {
  return trip.hops.length === 0 ? reason : `It redirects to ${trip.hops.at(-1)?.to}: ${reason}`
}

/** One request: either an outcome, or the address to go on to. */
async function fetchOnce(url: URL, trip: Trip): Promise<FetchOutcome | URL> {
  const { config } = trip
  try {
    const response = await ask(url, trip)
    // A body that is dropped half-way reports its own end; without a listener that would end the process.
    response.body.on('error', () => undefined)
    if (REDIRECTS.has(response.statusCode)) {
      await response.body.dump({ limit: 64 * 1024, signal: trip.signal })
      return nextHop(url, response, trip)
    }
    return await readResponse(url, response, trip)
  } catch (error) {
    const { code, message } = classifyFetchError(error, {
      host: url.hostname,
      maxBytes: trip.maxBytes,
      deadlineMs: config.deadlineMs,
    })
    return fail(trip, url.href, code, code === 'refused_address' ? viaRedirect(trip, message) : message)
  }
}

/** A kept connection may be closed by the other side just as it is used again; that is no fault of the site. */
async function ask(url: URL, trip: Trip): Promise<Dispatcher.ResponseData> {
  const options = {
    dispatcher: trip.agent,
    headers: requestHeaders(url, trip),
    ...bodyOf(trip.request),
    signal: trip.signal,
  }
  try {
    return await request(url, options)
  } catch (error) {
    if (trip.request.json !== undefined) throw error
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code !== 'UND_ERR_SOCKET' && code !== 'ECONNRESET') throw error
    return await request(url, options)
  }
}

function bodyOf({ form, json }: FetchRequest): { method: 'GET' } | { method: 'POST'; body: string } {
  if (json !== undefined) return { method: 'POST', body: JSON.stringify(json) }
  return form === undefined ? { method: 'GET' } : { method: 'POST', body: new URLSearchParams(form).toString() }
}

function requestHeaders(url: URL, trip: Trip): Record<string, string> {
  const headers: Record<string, string> = {
    'user-agent': trip.config.userAgent,
    accept: trip.request.accept ?? ACCEPT,
    'accept-encoding': 'gzip, deflate, br, zstd',
  }
  const { validators = null, form, json, authorization } = trip.request
  if (form !== undefined) headers['content-type'] = 'application/x-www-form-urlencoded'
  if (json !== undefined) headers['content-type'] = 'application/json'
  if (authorization !== undefined) headers['authorization'] = authorization
  const isTheirs = validators !== null && (validators.finalUrl ?? url.href) === url.href
  if (isTheirs && validators.etag !== null) headers['if-none-match'] = validators.etag
  if (isTheirs && validators.lastModified !== null) headers['if-modified-since'] = validators.lastModified
  return headers
}

function nextHop(url: URL, response: Dispatcher.ResponseData, trip: Trip): FetchOutcome | URL {
  const location = header(response, 'location')
  if (location === null || !URL.canParse(location, url.href)) {
    return fail(
      trip,
      url.href,
      'bad_redirect',
      `${url.hostname} redirects (${response.statusCode}) without saying where to.`,
    )
  }
  const target = new URL(location, url.href)
  if (trip.request.json !== undefined || trip.request.authorization !== undefined) {
    const words = `${url.hostname} redirects (${response.statusCode}); what is meant for it alone is sent nowhere else.`
    return fail(trip, url.href, 'bad_redirect', words)
  }
  if (trip.request.form !== undefined && response.statusCode !== 307 && response.statusCode !== 308) {
    const words = `${url.hostname} redirects (${response.statusCode}) what should be answered there.`
    return fail(trip, url.href, 'bad_redirect', words)
  }
  if (trip.hops.length >= trip.config.maxRedirects) {
    return fail(
      trip,
      url.href,
      'too_many_redirects',
      `${url.hostname} redirects more than ${trip.config.maxRedirects} times.`,
    )
  }
  trip.hops.push({
    from: url.href,
    to: target.href,
    status: response.statusCode,
    permanent: response.statusCode === 301 || response.statusCode === 308,
  })
  return target
}

async function readResponse(url: URL, response: Dispatcher.ResponseData, trip: Trip): Promise<FetchOutcome> {
  const { config, hops } = trip
  const status = response.statusCode
  const kept = {
    etag: header(response, 'etag'),
    lastModified: header(response, 'last-modified'),
    maxAgeMs: parseMaxAgeMs(header(response, 'cache-control')),
    finalUrl: url.href,
    hops,
  }
  if (status === 304) {
    await response.body.dump({ limit: 1024, signal: trip.signal })
    return { kind: 'not_modified', status, ...kept }
  }
  if (status < 200 || status > 299) {
    response.body.destroy()
    const reset = header(response, 'x-ratelimit-reset') ?? header(response, 'ratelimit-reset')
    const retryAfterMs =
      parseRetryAfterMs(header(response, 'retry-after'), config.nowMs()) ??
      (status === 429 ? parseRateLimitResetMs(reset, config.nowMs()) : null)
    return { ...fail(trip, url.href, 'http_error', `${url.hostname} answered ${status}.`), status, retryAfterMs }
  }
  const body = await readBody(response.body, header(response, 'content-encoding'), trip.maxBytes)
  return {
    kind: 'fetched',
    status,
    body,
    contentType: header(response, 'content-type'),
    linkHeader: allHeaders(response, 'link'),
    bodyHash: createHash('sha256').update(body).digest('hex'),
    ...kept,
  }
}

function header(response: Dispatcher.ResponseData, name: string): string | null {
  const value = response.headers[name]
  return (Array.isArray(value) ? value[0] : value) ?? null
}

/** A header that may be sent several times, joined as RFC 9110 §5.3 allows. */
function allHeaders(response: Dispatcher.ResponseData, name: string): string | null {
  const value = response.headers[name]
  return (Array.isArray(value) ? value.join(', ') : value) ?? null
}

function fail(trip: Trip, finalUrl: string, code: FetchFailureCode, message: string): FetchFailed {
  return { kind: 'failed', code, status: null, retryAfterMs: null, message, finalUrl, hops: trip.hops }
}
