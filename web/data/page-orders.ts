import { type PageOrderView, pageOrderViewSchema } from '@hub/core/source/page-order.ts'
import { queryOptions } from '@tanstack/react-query'

import { getJson, sendJson } from '../api.ts'

const ASK_AGAIN_MS = 1_000

/** Has a worker look for the feeds of a site. */
export function orderDiscovery(url: string): Promise<PageOrderView> {
  return sendJson('POST', '/page-orders', { kind: 'discover_feeds', url }, pageOrderViewSchema)
}

/** An order, asked for again while it waits, also where no live change arrives. */
export const pageOrderQuery = (id: string) =>
  queryOptions({
    queryKey: ['page-order', id],
    queryFn: ({ signal }) => getJson(`/page-orders/${id}`, pageOrderViewSchema, signal),
    refetchInterval: ({ state }) => (state.data && state.data.state !== 'waiting' ? false : ASK_AGAIN_MS),
  })

/** Has the page of an item read, so that its full text is kept beside what the feed gave. */
export function orderFullText(itemId: string): Promise<PageOrderView> {
  return sendJson('POST', `/items/${itemId}/full-text`, {}, pageOrderViewSchema)
}
