import ipaddr from 'ipaddr.js'
import { findAllowedAddress, findAllowedHost, type AllowList } from '@hub/core/source/allow-list.ts'

export type AddressVerdict = { isAllowed: true } | { isAllowed: false; reason: string }

const ALLOWED: AddressVerdict = { isAllowed: true }
/** Addresses of the public internet in IPv6 all lie here; everything else is internal, historic or a tunnel. */
const GLOBAL_UNICAST_V6 = ipaddr.parseCIDR('2000::/3')

/**
 * Whether the collector may connect to an IP address: only public unicast ones, or what the operator lists. IPv4 inside
 * IPv6 is judged as IPv4.
 * @param host the name the address was found under, so that listing a host allows what it resolves to
 */
export function guardAddress(address: string, host: string, allowList: AllowList): AddressVerdict {
  const bare = address.replace(/^\[|\]$/g, '')
  if (!ipaddr.isValid(bare)) return { isAllowed: false, reason: `"${bare}" is no IP address.` }
  if (findAllowedAddress(allowList, bare) !== undefined || findAllowedHost(allowList, host) !== undefined)
    return ALLOWED
  const parsed = ipaddr.process(bare)
  const isPublic = parsed.range() === 'unicast' && (parsed.kind() === 'ipv4' || parsed.match(GLOBAL_UNICAST_V6))
  if (isPublic) return ALLOWED
  const name = host.replace(/^\[|\]$/g, '')
  const where = name === bare || name === parsed.toString() ? `${bare} is` : `${name} leads to ${bare},`
  return {
    isAllowed: false,
    reason: `${where} a private or reserved address (${parsed.range() === 'unicast' ? 'not global' : parsed.range()}).`,
  }
}

/**
 * Whether a URL may be fetched as far as the URL alone can tell: http(s), no user name, a literal address only if
 * `guardAddress` allows it, no names that always mean this machine. Names are judged again once resolved. This check is
 * needed beside the resolver's because a literal address is connected to without any look-up.
 */
export function guardUrl(url: URL, allowList: AllowList): AddressVerdict {
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return { isAllowed: false, reason: `"${url.protocol}" addresses are not fetched, only http: and https:.` }
  const host = url.hostname.replace(/\.$/, '')
  if (host === '') return { isAllowed: false, reason: 'The address names no host.' }
  const literal = host.replace(/^\[|\]$/g, '')
  if (ipaddr.isValid(literal)) return guardAddress(literal, literal, allowList)
  if (findAllowedHost(allowList, host) !== undefined) return ALLOWED
  if (/(?:^|\.)localhost$/i.test(host) || /\.(?:local|internal|localdomain|home\.arpa)$/i.test(host)) {
    return { isAllowed: false, reason: `${host} is a name inside this machine or network.` }
  }
  return ALLOWED
}
