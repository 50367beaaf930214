import { getDomain } from 'tldts'

import { type AllowList, type AllowedHost, findAllowedHost } from './allow-list.ts'

/** Between two requests to one site, from the end of the first to the start of the second. */
export const POLITE_GAP_MS = 2_000

/** Where an address leads: its host, and the registrable domain that stands for whoever carries the load. */
export type Site = { host: string; site: string }

/** Whose turn a request takes, and the gap after it. A gap of zero means that no turns are taken. */
export type SiteTurn = { key: string; gapMs: number }

/**
 * The site of an address: its registrable domain, with the private part of the public suffix list, so that each blog of a
 * hosting service is a site of its own, as it is a publisher of its own. Addresses and names without a registrable domain
 * stand for themselves. What is no address is its own site too, so that it keeps nobody else waiting.
 */
export function findSite(url: string): Site {
  const host = URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '') : ''
  if (host === '') return { host: url, site: url }
  return { host, site: getDomain(host, { allowPrivateDomains: true }) ?? host }
}

/** The turn of an address. A host that an operator gave a gap has turns of its own, with that gap. */
export function findSiteTurn(url: string, allowList: AllowList): SiteTurn {
  const { host, site } = findSite(url)
  const gapMs = findAllowedHost(allowList, host)?.gapMs ?? null
  return gapMs === null ? { key: site, gapMs: POLITE_GAP_MS } : { key: host, gapMs }
}

/** What an operator asks for the host of an address; null when nothing. */
export function findOverride(url: string, allowList: AllowList): AllowedHost | null {
  return findAllowedHost(allowList, findSite(url).host) ?? null
}
