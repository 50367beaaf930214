import { importReportSchema, sourceViewSchema } from '@hub/core/source/source-view.ts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'

import { getJson, withQuery } from '../api.ts'

const sourceListSchema = z.object({ rows: z.array(sourceViewSchema), total: z.number().int() })
const fetchSchema = z.object({
  at: z.iso.datetime(),
  outcome: z.string(),
  detail: z.string().nullable(),
  durationMs: z.number(),
  bytes: z.number(),
  itemsFound: z.number().int(),
  itemsNew: z.number().int(),
})
export type SourceFetch = z.infer<typeof fetchSchema>
const fetchListSchema = z.object({ rows: z.array(fetchSchema) })

export type SourceFilter = { q?: string | undefined; health?: string | undefined; profileId?: string | undefined }

export const sourcesQuery = (filter: SourceFilter) =>
  queryOptions({
    queryKey: ['sources', filter],
    queryFn: ({ signal }) => getJson(withQuery('/sources', { ...filter, limit: 2000 }), sourceListSchema, signal),
    placeholderData: keepPreviousData,
    meta: { nouns: ['source', 'profile'] },
  })

/** The latest fetches of one source, newest first. */
export const sourceFetchesQuery = (id: string) =>
  queryOptions({
    queryKey: ['source', id, 'fetches'],
    queryFn: ({ signal }) => getJson(`/sources/${id}/fetches`, fetchListSchema, signal),
    meta: { nouns: ['source'] },
  })

export const importReportQuery = (id: string) =>
  queryOptions({
    queryKey: ['import', id],
    queryFn: ({ signal }) => getJson(`/sources/imports/${id}`, importReportSchema, signal),
    refetchInterval: ({ state }) => (state.data?.finishedAt === null ? 1_000 : false),
    meta: { nouns: ['source'] },
  })
