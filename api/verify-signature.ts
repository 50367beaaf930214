import { createHmac, timingSafeEqual } from 'node:crypto'

const METHODS = ['sha256', 'sha384', 'sha512', 'sha1']

/**
 * Whether `X-Hub-Signature` is the HMAC of a body under a subscription's secret (W3C WebSub §7.1), compared in constant time. A
 * hub chooses the method; large ones still use SHA-1, which as an HMAC holds.
 */
export function verifySignature(header: string | undefined, body: Uint8Array, secret: string): boolean {
  const [method = '', written = ''] = (header ?? '').split('=', 2)
  if (!METHODS.includes(method.toLowerCase()) || !/^[\da-f]+$/i.test(written)) return false
  const expected = createHmac(method.toLowerCase(), secret).update(body).digest()
  const given = Buffer.from(written, 'hex')
  return given.length === expected.length && timingSafeEqual(given, expected)
}
