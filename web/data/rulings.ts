import type { PreviewRulingInput } from '@hub/core/narrative/ruling-input.ts'
import { type Ruled, ruledSchema, rulingPreviewSchema, rulingViewSchema } from '@hub/core/narrative/ruling-view.ts'
import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'

import { getJson, sendJson } from '../api.ts'

const rulingListSchema = z.object({ rows: z.array(rulingViewSchema) })

/** What people and the engine ruled on a narrative, newest first. */
export const rulingsQuery = (narrativeId: string) =>
  queryOptions({
    queryKey: ['narrative', narrativeId, 'rulings'],
    queryFn: ({ signal }) => getJson(`/narratives/${narrativeId}/rulings`, rulingListSchema, signal),
    meta: { nouns: ['narrative'] },
  })

/** What a ruling would move, as things stand now. */
export const rulingPreviewQuery = (narrativeId: string, input: PreviewRulingInput) =>
  queryOptions({
    queryKey: ['narrative', narrativeId, 'preview', input],
    queryFn: ({ signal }) =>
      sendJson('POST', `/narratives/${narrativeId}/preview-ruling`, input, rulingPreviewSchema, signal),
    gcTime: 0,
  })

type Version = { id: string; version: number }

export function mergeNarratives(
  intoId: string,
  input: { from: readonly string[]; reason?: string | undefined; expectedVersions: readonly Version[] },
): Promise<Ruled> {
  return sendJson('POST', `/narratives/${intoId}/merge`, input, ruledSchema)
}

export function splitNarrative(
  narrativeId: string,
  input: {
    itemIds: readonly string[]
    into: { id: string } | { title?: string | undefined }
    reason?: string | undefined
  },
): Promise<Ruled> {
  return sendJson('POST', `/narratives/${narrativeId}/split`, input, ruledSchema)
}

export function undoRuling(rulingId: string): Promise<Ruled> {
  return sendJson('POST', `/rulings/${rulingId}/undo`, {}, ruledSchema)
}

export function confirmLink(itemId: string, isConfirmed: boolean): Promise<Ruled> {
  return sendJson('POST', `/items/${itemId}/confirm-link`, { isConfirmed }, ruledSchema)
}
