import { type ItemSort, itemCountSchema, itemSearchAnswerSchema } from '@hub/core/item/item-search.ts'
import { itemDetailSchema, itemRevisionSchema } from '@hub/core/item/item-view.ts'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'

import { getJson, withQuery } from '../api.ts'

/** What the address of the search page says; moments are resolved already. */
export type ItemSearch = {
  q?: string | undefined
  state?: string | undefined
  since?: string | undefined
  until?: string | undefined
  language?: string | undefined
  profileId?: string | undefined
  sourceId?: string | undefined
  publisherId?: string | undefined
  narrativeId?: string | undefined
  kind?: string | undefined
}

const PAGE = 30
const revisionListSchema = z.object({ rows: z.array(itemRevisionSchema) })
const languagesSchema = z.object({ languages: z.array(z.string()) })

export const itemSearchQuery = (search: ItemSearch, sort: ItemSort) =>
  infiniteQueryOptions({
    queryKey: ['items', search, sort],
    queryFn: ({ signal, pageParam }) =>
      getJson(withQuery('/items', { ...search, sort, cursor: pageParam, limit: PAGE }), itemSearchAnswerSchema, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    meta: { nouns: ['item'], isLongList: true },
  })

export const itemCountQuery = (search: ItemSearch) =>
  queryOptions({
    queryKey: ['items', 'count', search],
    queryFn: ({ signal }) => getJson(withQuery('/items/count', search), itemCountSchema, signal),
    meta: { nouns: ['item'], isLongList: true },
  })

export const itemLanguagesQuery = queryOptions({
  queryKey: ['items', 'languages'],
  queryFn: ({ signal }) => getJson('/items/languages', languagesSchema, signal),
  staleTime: 5 * 60_000,
})

export const itemQuery = (id: string) =>
  queryOptions({
    queryKey: ['item', id],
    queryFn: ({ signal }) => getJson(`/items/${id}`, itemDetailSchema, signal),
    meta: { nouns: ['item', 'narrative'] },
  })

export const itemRevisionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['item', id, 'revisions'],
    queryFn: ({ signal }) => getJson(`/items/${id}/revisions`, revisionListSchema, signal),
    meta: { nouns: ['item'] },
  })

/** Where a search is read as a CSV file that spreadsheets open as UTF-8. */
export function itemExportAddress(search: ItemSearch): string {
  return `/api/v1${withQuery('/items/export.csv', { ...search, bom: true })}`
}
