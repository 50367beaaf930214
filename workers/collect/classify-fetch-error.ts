import type { FetchFailureCode } from './fetch-outcome.ts'
import { BodyEncodingError, BodyTooLargeError } from './read-body.ts'

/** Thrown by the guarded look-up when a name leads only to addresses the collector may not enter. */
export class RefusedAddressError extends Error {}

const DNS_CODES = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_NODATA',
  'ENODATA',
  'ESERVFAIL',
  'EREFUSED',
  'EBADNAME',
  'ETIMEOUT',
  'EFORMERR',
  'ENONAME',
  'EAI_FAIL',
])
const TIMEOUT_CODES = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
  'ABORT_ERR',
])

/** Says in one word and one sentence why a fetch threw. */
export function classifyFetchError(
  error: unknown,
  context: { host: string; maxBytes: number; deadlineMs: number },
): { code: FetchFailureCode; message: string } {
  const chain = flatten(error)
  const refused = chain.find((link) => link instanceof RefusedAddressError)
  if (refused !== undefined) return { code: 'refused_address', message: refused.message }
  if (chain.some((link) => link instanceof BodyTooLargeError)) {
    return {
      code: 'too_large',
      message: `The document is larger than ${Math.round(context.maxBytes / (1024 * 1024))} MB; the fetch was stopped there.`,
    }
  }
  if (chain.some((link) => codeOf(link) === 'UND_ERR_HEADERS_OVERFLOW'))
    return { code: 'too_large', message: `${context.host} sends more headers than any site needs.` }
  const encoding = chain.find((link) => link instanceof BodyEncodingError)
  if (encoding !== undefined)
    return {
      code: 'bad_encoding',
      message: `The answer is compressed in a way that cannot be undone (${encoding.message}).`,
    }
  const codes = chain.map(codeOf)
  const names = chain.map((link) => link.name)
  if (names.includes('TimeoutError') || codes.some((code) => TIMEOUT_CODES.has(code))) {
    return { code: 'timed_out', message: `${context.host} did not finish within ${context.deadlineMs / 1000} s.` }
  }
  if (codes.some((code) => DNS_CODES.has(code)))
    return { code: 'dns_failed', message: `The name ${context.host} cannot be found.` }
  const tls = codes.find((code) =>
    /^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|EPROTO|HOSTNAME_MISMATCH)/.test(code),
  )
  if (tls !== undefined) return { code: 'tls_failed', message: `${context.host} shows no valid certificate (${tls}).` }
  const code = codes.find((known) => known !== '')
  return {
    code: 'connection_failed',
    message: `${context.host} cannot be reached${code === undefined ? '' : ` (${code})`}.`,
  }
}

function flatten(error: unknown): Error[] {
  const chain: Error[] = []
  const queue: unknown[] = [error]
  while (queue.length > 0 && chain.length < 20) {
    const next = queue.shift()
    if (!(next instanceof Error) || chain.includes(next)) continue
    chain.push(next)
    if (next.cause !== undefined) queue.push(next.cause)
    if (next instanceof AggregateError) queue.push(...next.errors)
  }
  return chain
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}
