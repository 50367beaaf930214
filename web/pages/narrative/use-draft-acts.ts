import type { DraftView } from '@hub/core/model/draft-view.ts'
import type { NarrativeDetail } from '@hub/core/narrative/narrative-view.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'

import { discardDraft, draftQuery, orderDraft, takeDraftTitle } from '../../data/drafts.ts'
import { t } from '../../i18n/t.ts'
import { toast } from '../../ui/toasts.ts'

type Act = { send: () => Promise<DraftView | null | void>; said?: string; after?: () => void }

/** What a person does about the draft of a narrative: one act at a time. */
export function useDraftActs(narrative: NarrativeDetail) {
  const client = useQueryClient()
  const { queryKey } = draftQuery(narrative.id)
  const act = useMutation({
    mutationFn: ({ send }: Act) => send(),
    onSuccess: async (_, { said, after }) => {
      await client.invalidateQueries({ queryKey })
      after?.()
      if (said) toast(said)
    },
    // Somebody may have been quicker: what stands now is shown beside the fault.
    onError: () => void client.invalidateQueries({ queryKey: ['narrative', narrative.id] }),
  })
  const refreshTitles = () => {
    for (const key of ['narratives', 'triage', 'situation']) void client.invalidateQueries({ queryKey: [key] })
    void client.invalidateQueries({ queryKey: ['narrative', narrative.id] })
  }
  return {
    order: () => act.mutate({ send: () => orderDraft(narrative.id) }),
    takeTitle: (draftId: string) =>
      act.mutate({
        send: () => takeDraftTitle(draftId, narrative.rowVersion),
        said: t('drafts.titleUsedToast'),
        after: refreshTitles,
      }),
    discard: (draftId: string, after: () => void) =>
      act.mutate({ send: () => discardDraft(draftId), said: t('drafts.discarded'), after }),
    isPending: act.isPending,
    error: act.error,
  }
}
