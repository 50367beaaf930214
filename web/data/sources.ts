import { fetchDaySchema, fetchViewSchema } from '@hub/core/source/fetch-view.ts'
import { type SourceFilter, type SourceSort, sourceOverviewSchema } from '@hub/core/source/source-filter.ts'
import { sourceBackgroundSchema } from '@hub/core/source/source-page-view.ts'
import { sourceViewSchema } from '@hub/core/source/source-view.ts'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'

import { getJson, withQuery } from '../api.ts'
import type { Noun } from '../live/nouns.ts'

const sourcePageSchema = z.object({
  rows: z.array(sourceViewSchema),
  total: z.number().int(),
  nextCursor: z.string().nullable(),
})
const fetchPageSchema = z.object({ rows: z.array(fetchViewSchema), nextCursor: z.string().nullable() })

export type SourceListing = SourceFilter & { sort?: SourceSort | undefined; descending?: boolean | undefined }

const NOUNS: readonly Noun[] = ['source', 'profile']

/** The first two hundred sources a filter means: for places that show some of them. */
export const sourcesQuery = (filter: Partial<Record<keyof SourceFilter, string | undefined>>) =>
  queryOptions({
    queryKey: ['sources', 'some', filter],
    queryFn: ({ signal }) => getJson(withQuery('/sources', { ...filter, limit: 200 }), sourcePageSchema, signal),
    placeholderData: keepPreviousData,
    meta: { nouns: NOUNS, isLongList: true },
  })

/** All sources a listing means, a page at a time. */
export const sourcePagesQuery = (listing: SourceListing) =>
  infiniteQueryOptions({
    queryKey: ['sources', 'pages', listing],
    queryFn: ({ signal, pageParam }) =>
      getJson(withQuery('/sources', { ...listing, cursor: pageParam, limit: 100 }), sourcePageSchema, signal),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    meta: { nouns: NOUNS, isLongList: true },
  })

/** Where the sources a filter means can be fetched as an outline file. */
export function exportAddress(filter: SourceFilter): string {
  return withQuery('/api/v1/sources/export.opml', filter)
}

/** How all sources are, and what the filters offer. */
export const sourceOverviewQuery = queryOptions({
  queryKey: ['sources', 'overview'],
  queryFn: ({ signal }) => getJson('/sources/overview', sourceOverviewSchema, signal),
  meta: { nouns: NOUNS, isLongList: true },
})

export const sourceQuery = (id: string) =>
  queryOptions({
    queryKey: ['source', id],
    queryFn: ({ signal }) => getJson(`/sources/${id}`, sourceViewSchema, signal),
    meta: { nouns: NOUNS },
  })

/** The fetches of one source, newest first, a page at a time. */
export const sourceFetchesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['source', id, 'fetches'],
    queryFn: ({ signal, pageParam }) =>
      getJson(withQuery(`/sources/${id}/fetches`, { cursor: pageParam, limit: 50 }), fetchPageSchema, signal),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    meta: { nouns: ['source'] },
  })

/** A source's newest items, what people did to it, what the collector knows of it. */
export const sourceBackgroundQuery = (id: string) =>
  queryOptions({
    queryKey: ['source', id, 'background'],
    queryFn: ({ signal }) => getJson(`/sources/${id}/background`, sourceBackgroundSchema, signal),
    meta: { nouns: NOUNS },
  })

/** Fetches, failures and new items of each of the last thirty days. */
export const fetchDaysQuery = (id: string) =>
  queryOptions({
    queryKey: ['source', id, 'fetch-days'],
    queryFn: ({ signal }) => getJson(`/sources/${id}/fetch-days`, z.object({ days: z.array(fetchDaySchema) }), signal),
    meta: { nouns: ['source'] },
  })
