import { type ImportView, importViewSchema, refusedPageSchema } from '@hub/core/source/import-view.ts'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'

import { getJson, sendJson, withQuery } from '../api.ts'

const ASK_AGAIN_MS = 2_000

/** Hands an OPML file in; a worker carries it out. */
export function importOpml(input: { name: string; opml: string; profileId?: string }): Promise<ImportView> {
  return sendJson('POST', '/sources/import', input, importViewSchema)
}

export function isOpen({ state }: Pick<ImportView, 'state'>): boolean {
  return state === 'waiting' || state === 'running'
}

/** The newest imports. */
export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: ({ signal }) => getJson('/sources/imports', z.object({ rows: z.array(importViewSchema) }), signal),
  meta: { nouns: ['source_import'] },
})

/** One import, asked for again while it runs, also where no live change arrives. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['import', id],
    queryFn: ({ signal }) => getJson(`/sources/imports/${id}`, importViewSchema, signal),
    refetchInterval: ({ state }) => (state.data && isOpen(state.data) ? ASK_AGAIN_MS : false),
    meta: { nouns: ['source_import'] },
  })

/** The entries that an import refused, a page at a time. */
export const refusedQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['import', id, 'refused'],
    queryFn: ({ signal, pageParam }) =>
      getJson(
        withQuery(`/sources/imports/${id}/refused`, { cursor: pageParam, limit: 100 }),
        refusedPageSchema,
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    meta: { nouns: ['source_import'] },
  })

/** Where every refused entry can be fetched as CSV. */
export function refusedCsvAddress(id: string): string {
  return `/api/v1/sources/imports/${id}/refused.csv`
}
