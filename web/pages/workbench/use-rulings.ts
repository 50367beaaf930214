import type { Ruled } from '@hub/core/narrative/ruling-view.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'

import { undoRuling } from '../../data/rulings.ts'
import { t } from '../../i18n/t.ts'
import { announce } from '../../ui/announce.ts'
import { toast } from '../../ui/toasts.ts'
import { forgetRuling, noteRuling } from './made-rulings.ts'

/** Where a ruling is taken back from: the workbench goes on there, the page shows the narrative. */
export type UndoFrom = 'workbench' | 'page'

/** Everything shown that a ruling may have changed is asked for again. */
export function useRefetchRuled() {
  const client = useQueryClient()
  return async () => {
    for (const key of ['narratives', 'triage', 'situation', 'cases', 'items'])
      void client.invalidateQueries({ queryKey: [key] })
    await client.invalidateQueries({ queryKey: ['narrative'] })
  }
}

/** Takes a ruling back by its id and goes to the narrative that it was about. */
export function useUndoRuling(from: UndoFrom) {
  const navigate = useNavigate()
  const refetch = useRefetchRuled()
  return useMutation({
    mutationFn: (rulingId: string) => undoRuling(rulingId),
    onSuccess: async ({ narrative }, rulingId) => {
      await refetch()
      forgetRuling(rulingId)
      toast(t('workbench.undone', { title: narrative.title }))
      const params = { narrativeId: narrative.id }
      if (from === 'page') await navigate({ to: '/narratives/$narrativeId', params, search: {} })
      else await navigate({ to: '/narratives/$narrativeId/workbench', params, search: {} })
    },
  })
}

/** Speaks what a ruling did, and remembers it: the bar shows it, and one key takes it back. */
export function useSayRuled() {
  const refetch = useRefetchRuled()
  return async (ruled: Ruled, said: string) => {
    await refetch()
    for (const id of ruled.rulingIds) noteRuling({ id, said })
    announce(said)
  }
}
