import ipaddr from 'ipaddr.js'
import { findAllowedAddress, findAllowedHost, type AllowList } from '@hub/core/source/allow-list.ts'

/** `code` is there when the address itself is the fault, wherever it leads. */
export type AddressVerdict = { isAllowed: true } | { isAllowed: false; reason: string; code?: 'bad_url' }

const ALLOWED: AddressVerdict = { isAllowed: true }
const OTHER_SERVICE: AddressVerdict = {
  isAllowed: false,
  code: 'bad_url',
  reason: 'The port in the address belongs to another service than the web.',
}
/** Ports at which a request could be mistaken for words of another protocol: the Fetch standard's, and usual data stores'. */
const OTHER_SERVICES = new Set([
  1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
  111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532,
  540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3306, 3659, 4045, 4190, 5060,
  5061, 5432, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 9200, 10080, 11211, 27017,
])
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
    return {
      isAllowed: false,
      code: 'bad_url',
      reason: `"${url.protocol}" addresses are not fetched, only http: and https:.`,
    }
  if (url.username !== '' || url.password !== '')
    return {
      isAllowed: false,
      code: 'bad_url',
      reason: 'An address with a user name or password in it is not fetched. Leave out what stands before the @.',
    }
  const host = url.hostname.replace(/\.$/, '')
  if (host === '') return { isAllowed: false, reason: 'The address names no host.' }
  const isOtherService = OTHER_SERVICES.has(Number(url.port))
  const literal = host.replace(/^\[|\]$/g, '')
  if (ipaddr.isValid(literal)) {
    const verdict = guardAddress(literal, literal, allowList)
    const isListed = findAllowedAddress(allowList, literal) !== undefined
    return verdict.isAllowed && !isListed && isOtherService ? OTHER_SERVICE : verdict
  }
  if (findAllowedHost(allowList, host) !== undefined) return ALLOWED
  if (isOtherService) return OTHER_SERVICE
  if (/(?:^|\.)localhost$/i.test(host) || /\.(?:local|internal|localdomain|home\.arpa)$/i.test(host)) {
    return { isAllowed: false, reason: `${host} is a name inside this machine or network.` }
  }
  return ALLOWED
}
