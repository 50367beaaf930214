import type { RefusalReason } from '@hub/core/match/decide-match.ts'
import type { ClaimMatchView } from '@hub/core/match/match-view.ts'
import { useState } from 'react'

import { acceptMatch, MATCH_KEYS, refuseMatch, reopenMatch } from '../../data/claim-matches.ts'
import { useAct } from '../../data/use-act.ts'
import { t } from '../../i18n/t.ts'
import { toast } from '../../ui/toasts.ts'

/**
 * Decisions on suggested fact-checks, and the last ones of this sitting to be taken back. `onDecided` runs after each; `ask`
 * makes a suggestion of what was withheld.
 */
export function useMatchActs(onDecided: () => void = () => {}) {
  const [decided, setDecided] = useState<readonly string[]>([])
  const undo = useAct((id: string) => reopenMatch(id), MATCH_KEYS)
  const accept = useAct((match: ClaimMatchView) => acceptMatch(match), MATCH_KEYS)
  const refuse = useAct(
    ({ match, reason }: { match: ClaimMatchView; reason: RefusalReason }) => refuseMatch(match, reason),
    MATCH_KEYS,
  )
  const takeBack = (id: string) =>
    undo.mutate(id, {
      onSuccess: () => {
        setDecided((before) => before.filter((each) => each !== id))
        toast(t('factChecks.undone'))
      },
    })
  const ask = (id: string) => undo.mutate(id, { onSuccess: () => toast(t('factChecks.asked')) })
  const settle = (id: string, said: string) => {
    setDecided((before) => [...before, id])
    toast(said, { label: t('ui.undo'), onPress: () => takeBack(id), key: 'z' })
    onDecided()
  }
  return {
    error: accept.error ?? refuse.error ?? undo.error,
    isBusy: accept.isPending || refuse.isPending || undo.isPending,
    accept: (match: ClaimMatchView) =>
      accept.mutate(match, { onSuccess: () => settle(match.id, t('factChecks.acceptedSaid')) }),
    refuse: (match: ClaimMatchView, reason: RefusalReason) =>
      refuse.mutate({ match, reason }, { onSuccess: () => settle(match.id, t('factChecks.refusedSaid')) }),
    takeBack,
    ask,
    undoLast: () => {
      const last = decided.at(-1)
      if (last !== undefined && !undo.isPending) takeBack(last)
    },
  }
}
