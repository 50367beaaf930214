import type { DismissalReason } from '@hub/core/case/case-state.ts'
import type { NarrativeDetail } from '@hub/core/narrative/narrative-view.ts'
import type { Severity } from '@hub/core/resist/assessment.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'

import { confirmNarrative, dismissNarrative, rateNarrative, undoNarrative } from '../../data/narrative-acts.ts'
import { t } from '../../i18n/t.ts'
import { toast } from '../../ui/toasts.ts'

type Act = { send: () => Promise<void>; said: string; canUndo: boolean }

/** Decides about one narrative and says so; what can be taken back is offered for that at once. */
export function useNarrativeActs(narrative: NarrativeDetail) {
  const client = useQueryClient()
  const act = useMutation({
    mutationFn: ({ send }: Act) => send(),
    onSuccess: async (_, { said, canUndo }) => {
      for (const key of ['narratives', 'triage', 'situation']) void client.invalidateQueries({ queryKey: [key] })
      await client.invalidateQueries({ queryKey: ['narrative', narrative.id] })
      if (canUndo) toast(said, { label: t('ui.undo'), onPress: undo })
      else toast(said)
    },
  })
  const undo = () =>
    act.mutate({ send: () => undoNarrative(narrative.id), said: t('narratives.undone'), canUndo: false })
  /** The first rating also confirms that the narrative is one. */
  const rate = (severity: Severity) =>
    narrative.state === 'emerging'
      ? act.mutate({
          send: () => confirmNarrative(narrative.id, severity, narrative.rowVersion),
          said: t('narratives.confirmed'),
          canUndo: true,
        })
      : act.mutate({ send: () => rateNarrative(narrative.id, severity), said: t('narratives.rated'), canUndo: true })
  const dismiss = (reason: DismissalReason) =>
    act.mutate({ send: () => dismissNarrative(narrative.id, reason), said: t('narratives.dismissed'), canUndo: true })
  return { rate, dismiss, undo, error: act.error }
}
