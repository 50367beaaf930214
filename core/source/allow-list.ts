import ipaddr from 'ipaddr.js'
import { parseDurationMs } from './parse-duration.ts'

/** What an operator allows the collector to reach although private. `null` keeps the hub's own interval or gap. */
export type AllowedHost = { pattern: string; intervalMs: number | null; gapMs: number | null }

type Entry = AllowedHost &
  ({ kind: 'host'; host: string } | { kind: 'range'; range: [ipaddr.IPv4 | ipaddr.IPv6, number] })
export type AllowList = { entries: readonly Entry[] }

export const EMPTY_ALLOW_LIST: AllowList = { entries: [] }

/**
 * Reads `HUB_ALLOW_HOSTS`: comma-separated hosts, addresses or CIDR ranges, each with optional `;interval=5s` and `;gap=0`.
 * All faults are returned at once, in plain words; faulty entries are left out of the list.
 */
export function parseAllowList(text: string): { allowList: AllowList; faults: string[] } {
  const entries: Entry[] = []
  const faults: string[] = []
  for (const raw of text.split(',')) {
    const written = raw.trim()
    if (written === '') continue
    const parsed = parseEntry(written)
    if (typeof parsed === 'string') faults.push(`"${written}": ${parsed}`)
    else entries.push(parsed)
  }
  return { allowList: { entries }, faults }
}

function parseEntry(written: string): Entry | string {
  const [target = '', ...options] = written.split(';').map((part) => part.trim())
  const allowed: AllowedHost = { pattern: target, intervalMs: null, gapMs: null }
  for (const option of options) {
    const [name = '', value = ''] = option.split('=').map((part) => part.trim())
    const durationMs = parseDurationMs(value)
    if (name !== 'interval' && name !== 'gap') return `"${option}" is not known; write ;interval=5s or ;gap=0.`
    if (durationMs === null) return `"${value}" is no duration; write it like 500ms, 5s, 2m, 1h or 0.`
    if (name === 'interval' && durationMs < 1000) return 'the interval must be at least 1s.'
    if (name === 'interval') allowed.intervalMs = durationMs
    else allowed.gapMs = durationMs
  }
  return parseTarget(target, allowed)
}

function parseTarget(target: string, allowed: AllowedHost): Entry | string {
  if (target === '') return 'the host is missing.'
  const bare = target.replace(/^\[|\]$/g, '')
  if (target.includes('/')) {
    if (!ipaddr.isValidCIDR(target)) return 'this is no address range; write it like 10.0.0.0/8.'
    return { ...allowed, kind: 'range', range: ipaddr.parseCIDR(target) }
  }
  if (ipaddr.IPv4.isValidFourPartDecimal(bare) || ipaddr.IPv6.isValid(bare)) {
    const address = ipaddr.process(bare)
    return { ...allowed, kind: 'range', range: [address, address.kind() === 'ipv4' ? 32 : 128] }
  }
  const host = bare.toLowerCase().replace(/\.$/, '')
  if (
    !/^(?:[\p{L}\p{N}_](?:[\p{L}\p{N}_-]*[\p{L}\p{N}_])?\.)*[\p{L}\p{N}_](?:[\p{L}\p{N}_-]*[\p{L}\p{N}_])?$/u.test(host)
  ) {
    return 'this is no host name, address or range (leave out http:// and the port).'
  }
  return { ...allowed, kind: 'host', host }
}

/** The entry that names this host (name or literal address, as in a URL), or undefined. */
export function findAllowedHost(allowList: AllowList, host: string): AllowedHost | undefined {
  const bare = host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
  if (ipaddr.isValid(bare)) return findAllowedAddress(allowList, bare)
  return allowList.entries.find((entry) => entry.kind === 'host' && entry.host === bare)
}

/** The entry whose range holds this IP address, or undefined. IPv4 written inside IPv6 is looked up as IPv4. */
export function findAllowedAddress(allowList: AllowList, address: string): AllowedHost | undefined {
  if (!ipaddr.isValid(address)) return undefined
  const parsed = ipaddr.process(address)
  return allowList.entries.find(
    (entry) => entry.kind === 'range' && entry.range[0].kind() === parsed.kind() && parsed.match(entry.range),
  )
}

/** The gaps an operator set, by host name and by address range (`10.0.0.0/8`), in the order of the list; null keeps ours. */
export type AllowedGaps = {
  hosts: { host: string; gapMs: number | null }[]
  ranges: { range: string; gapMs: number | null }[]
}

export const NO_ALLOWED_GAPS: AllowedGaps = { hosts: [], ranges: [] }

/** Lists the gaps of an allow-list, so that the database can choose by them as `findAllowedHost` does. */
export function listAllowedGaps(allowList: AllowList): AllowedGaps {
  const hosts = new Map<string, number | null>()
  const ranges: AllowedGaps['ranges'] = []
  for (const entry of allowList.entries) {
    const { gapMs } = entry
    if (entry.kind === 'range') ranges.push({ range: `${entry.range[0].toString()}/${entry.range[1]}`, gapMs })
    else if (!hosts.has(entry.host)) hosts.set(entry.host, gapMs)
  }
  return { hosts: [...hosts].map(([host, gapMs]) => ({ host, gapMs })), ranges }
}
