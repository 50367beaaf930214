import { createHmac, timingSafeEqual } from 'node:crypto'

const METHODS = ['sha256', 'sha384', 'sha512']

/** `weak` is a true signature by SHA-1: it is the hub that speaks, but what it signs so is not taken. */
export type SignatureVerdict = 'right' | 'weak' | 'wrong'

/**
 * Judges `X-Hub-Signature`, the HMAC of a body under a subscription's secret (W3C WebSub §7.1), in constant time. The
 * recommendation lists sha1, sha256, sha384 and sha512, lets the subscriber say which it recognises, and warns of SHA-1 (§8.3);
 * this hub recognises all but SHA-1.
 */
export function judgeSignature(header: string | undefined, body: Uint8Array, secret: string): SignatureVerdict {
  const [written = '', digest = ''] = (header ?? '').split('=', 2)
  const method = written.toLowerCase()
  const isWeak = method === 'sha1'
  if ((!isWeak && !METHODS.includes(method)) || !/^[\da-f]+$/i.test(digest)) return 'wrong'
  const expected = createHmac(method, secret).update(body).digest()
  const given = Buffer.from(digest, 'hex')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'wrong'
  return isWeak ? 'weak' : 'right'
}
