import { type PageOrderView, pageOrderViewSchema } from '@hub/core/source/page-order.ts'
import { queryOptions } from '@tanstack/react-query'

import { getJson, sendJson } from '../api.ts'

/** Has a worker read a page of the web outside. */
export function orderPage(url: string): Promise<PageOrderView> {
  return sendJson('POST', '/page-orders', { kind: 'read_page', url }, pageOrderViewSchema)
}

/** An order as it stands; nothing without an id. */
export const pageReadingQuery = (id: string | null) =>
  queryOptions({
    queryKey: ['page-order', id],
    queryFn: ({ signal }) => getJson(`/page-orders/${id}`, pageOrderViewSchema, signal),
    enabled: id !== null,
    retry: false,
    // The live change says so at once; this is for a stream that was lost.
    refetchInterval: ({ state }) => (state.data?.state === 'waiting' ? 2_000 : false),
    meta: { nouns: ['page_order'] },
  })
