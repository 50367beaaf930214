import ipaddr from 'ipaddr.js'

const INSIDE_RANGES = ['loopback', 'private', 'uniqueLocal', 'linkLocal']

/**
 * Whether a server stands on this machine or in its private network, as far as its address tells: a private or loopback
 * address, a name without a dot, or a name that networks keep for themselves. An address that cannot be read is outside.
 */
export function staysInside(address: string): boolean {
  if (!URL.canParse(address)) return false
  const host = new URL(address).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  if (host === '') return false
  if (ipaddr.isValid(host)) return INSIDE_RANGES.includes(ipaddr.process(host).range())
  return !host.includes('.') || /\.(?:localhost|local|internal|localdomain|home\.arpa)$/i.test(host)
}
