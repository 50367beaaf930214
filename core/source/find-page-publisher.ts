import { getDomain } from 'tldts'

import { parseHttpUrl } from '../item/canonical-url.ts'
import { foldText } from '../item/fold-text.ts'
import { type AllowList, findAllowedHost } from './allow-list.ts'
import type { DefaultPublisher } from './find-publisher.ts'

/**
 * Who published a page that somebody handed in: the site's registrable domain (the host itself on allow-listed hosts and
 * local names), else the publisher they named. Null when they said neither.
 */
export function findPagePublisher(
  page: { url: string | null; publisher: string | null },
  allowList: AllowList,
): DefaultPublisher | null {
  const named = page.publisher?.trim() ?? ''
  const address = page.url === null ? null : parseHttpUrl(page.url)
  if (address !== null) {
    const { hostname } = address
    const domain = findAllowedHost(allowList, hostname) ? null : getDomain(hostname, { allowPrivateDomains: true })
    const site = domain ?? address.host
    return { domain: site, name: named === '' ? site : named, kind: 'site' }
  }
  if (named === '') return null
  return { domain: `name:${foldText(named).replaceAll(/\s+/gu, ' ')}`, name: named, kind: 'source' }
}
