import {
  narrativeDetailSchema,
  narrativeItemViewSchema,
  narrativeRowSchema,
} from '@hub/core/narrative/narrative-view.ts'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'

import { getJson, withQuery } from '../api.ts'

const narrativeListSchema = z.object({ rows: z.array(narrativeRowSchema), nextCursor: z.string().nullish() })
const itemListSchema = z.object({ rows: z.array(narrativeItemViewSchema), nextCursor: z.string().nullish() })
const triageSchema = z.object({ rows: z.array(narrativeRowSchema), done: z.number().int(), left: z.number().int() })
export type TriageQueue = z.infer<typeof triageSchema>

export const NARRATIVE_SORTS = ['emergence', 'growth', 'reach', 'newest'] as const
export type NarrativeFilter = {
  state?: string | undefined
  sort?: string | undefined
  q?: string | undefined
  since?: string | undefined
  language?: string | undefined
}

export const narrativesQuery = (filter: NarrativeFilter) =>
  infiniteQueryOptions({
    queryKey: ['narratives', filter],
    queryFn: ({ signal, pageParam }) =>
      getJson(withQuery('/narratives', { ...filter, cursor: pageParam, limit: 50 }), narrativeListSchema, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    meta: { nouns: ['narrative', 'item', 'signal'] },
  })

/** A handful of narratives by their words: for the palette. */
export const narrativeSearchQuery = (q: string) =>
  queryOptions({
    queryKey: ['narratives', 'search', q],
    queryFn: ({ signal }) => getJson(withQuery('/narratives', { q, limit: 8 }), narrativeListSchema, signal),
    meta: { nouns: ['narrative'] },
  })

export const triageQuery = (since?: string) =>
  queryOptions({
    queryKey: ['triage', since ?? null],
    queryFn: ({ signal }) => getJson(withQuery('/triage', { since }), triageSchema, signal),
    meta: { nouns: ['narrative', 'signal', 'case'] },
  })

export const narrativeQuery = (id: string) =>
  queryOptions({
    queryKey: ['narrative', id],
    queryFn: ({ signal }) => getJson(`/narratives/${id}`, narrativeDetailSchema, signal),
    meta: { nouns: ['narrative', 'item', 'signal', 'case'] },
  })

export type ItemOrder = 'newest' | 'central' | 'outlying'

export const narrativeItemsQuery = (id: string, order: ItemOrder, limit?: number) =>
  infiniteQueryOptions({
    queryKey: ['narrative', id, 'items', order],
    queryFn: ({ signal, pageParam }) =>
      getJson(withQuery(`/narratives/${id}/items`, { order, cursor: pageParam, limit }), itemListSchema, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    meta: { nouns: ['narrative', 'item'] },
  })
