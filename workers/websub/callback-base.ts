import { EMPTY_ALLOW_LIST } from '@hub/core/source/allow-list.ts'

import { guardUrl } from '../collect/guard-address.ts'

/** Where hubs reach us: null unless the public address is https: and could be reached from outside. */
export function callbackBase(publicUrl: string): string | null {
  const url = new URL(publicUrl)
  const isReachable =
    url.protocol === 'https:' && url.hostname.includes('.') && guardUrl(url, EMPTY_ALLOW_LIST).isAllowed
  return isReachable ? new URL('/hooks/websub/', url).href : null
}
