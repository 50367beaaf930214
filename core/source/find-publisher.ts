import { getDomain } from 'tldts'

import { canonicalUrl } from '../item/canonical-url.ts'
import { type AllowList, findAllowedHost } from './allow-list.ts'

/** Who publishes a source by default: its key among publishers, and a first name for it. */
export type DefaultPublisher = { domain: string; name: string; kind: 'site' | 'source' }

/**
 * The publisher of a new source: the site's registrable domain. On hosts that an operator allow-listed, and where there
 * is no registrable domain (addresses, names of a local network), each source is a publisher of its own.
 */
export function findPublisher(source: { url: string; title: string }, allowList: AllowList): DefaultPublisher {
  const canonical = canonicalUrl(source.url) ?? source.url
  const { hostname, host, pathname, search } = new URL(canonical)
  // Blogs and pages under a shared host are published by whoever has the name below it.
  const domain = findAllowedHost(allowList, hostname) ? null : getDomain(hostname, { allowPrivateDomains: true })
  if (domain !== null) return { domain, name: domain, kind: 'site' }
  return { domain: `${host}${pathname}${search}`, name: source.title, kind: 'source' }
}
