import { type AddedItem, addedItemSchema, type AddItem } from '@hub/core/intake/add-item.ts'
import { type BeginImport, type ItemImportView, itemImportViewSchema } from '@hub/core/intake/item-import.ts'
import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'

import { getJson, sendBytes, sendJson } from '../api.ts'

const importListSchema = z.object({ rows: z.array(itemImportViewSchema) })

export function addItem(input: AddItem): Promise<AddedItem> {
  return sendJson('POST', '/items', input, addedItemSchema)
}

export const importsQuery = queryOptions({
  queryKey: ['item-imports'],
  queryFn: ({ signal }) => getJson('/item-imports', importListSchema, signal),
  meta: { nouns: ['item_import'] },
})

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['item-import', id],
    queryFn: ({ signal }) => getJson(`/item-imports/${id}`, itemImportViewSchema, signal),
    // The live change says so at once; this is for a stream that was lost.
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 3_000 : false),
    meta: { nouns: ['item_import'] },
  })

export function beginImport(input: BeginImport): Promise<ItemImportView> {
  return sendJson('POST', '/item-imports', input, itemImportViewSchema)
}

export function sendImportPart(id: string, part: number, content: Uint8Array<ArrayBuffer>): Promise<void> {
  return sendBytes(`/item-imports/${id}/parts/${part}`, content)
}

export function startImport(id: string): Promise<ItemImportView> {
  return sendJson('POST', `/item-imports/${id}/start`, {}, itemImportViewSchema)
}

export function stopImport(id: string): Promise<ItemImportView> {
  return sendJson('POST', `/item-imports/${id}/stop`, {}, itemImportViewSchema)
}

/** Where every refused row of an import stands as CSV. */
export function refusalsAddress(id: string): string {
  return `/api/v1/item-imports/${id}/refusals`
}
