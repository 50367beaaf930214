import { draftAnswerViewSchema, type DraftView } from '@hub/core/model/draft-view.ts'
import { queryOptions } from '@tanstack/react-query'

import { getJson, sendJson } from '../api.ts'

const ASK_AGAIN_MS = 3_000

/** The newest draft of a narrative, or null; asked for again while it waits, also where no live change arrives. */
export const draftQuery = (narrativeId: string) =>
  queryOptions({
    queryKey: ['draft', narrativeId],
    queryFn: async ({ signal }): Promise<DraftView | null> => {
      const { draft } = await getJson(`/narratives/${narrativeId}/draft`, draftAnswerViewSchema, signal)
      return draft
    },
    refetchInterval: ({ state }) => (state.data?.state === 'waiting' ? ASK_AGAIN_MS : false),
    meta: { nouns: ['narrative_draft'] },
  })

/** Has a language model draft a title and a summary. */
export async function orderDraft(narrativeId: string): Promise<DraftView | null> {
  return (await sendJson('POST', `/narratives/${narrativeId}/draft`, {}, draftAnswerViewSchema)).draft
}

/** Renames the narrative as the drafted title says. */
export async function takeDraftTitle(draftId: string, expectedVersion: number): Promise<void> {
  await sendJson('POST', `/drafts/${draftId}/take-title`, { expectedVersion }, draftAnswerViewSchema)
}

export async function discardDraft(draftId: string): Promise<void> {
  await sendJson('POST', `/drafts/${draftId}/discard`, {}, draftAnswerViewSchema)
}
