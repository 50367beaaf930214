import type { TipDeclineReason } from '@hub/core/tip/tip.ts'
import { useState } from 'react'

import { acceptTip, declineTip, undoTip } from '../../data/tips.ts'
import { useAct } from '../../data/use-act.ts'
import { t } from '../../i18n/t.ts'
import { toast } from '../../ui/toasts.ts'

const STALE = [['tips'], ['items'], ['sources']] as const

type Acceptance = { id: string; profileId: string; title?: string }

/** Decisions on tips, and the last ones of this sitting to be taken back. `onDecided` runs after each. */
export function useTipActs(onDecided: () => void) {
  const [decided, setDecided] = useState<readonly string[]>([])
  const undo = useAct((id: string) => undoTip(id), STALE)
  const accept = useAct(({ id, ...input }: Acceptance) => acceptTip(id, input), STALE)
  const decline = useAct(({ id, reason }: { id: string; reason: TipDeclineReason }) => declineTip(id, reason), STALE)

  const takeBack = (id: string) =>
    undo.mutate(id, {
      onSuccess: () => {
        setDecided((before) => before.filter((each) => each !== id))
        toast(t('tips.undone'))
      },
    })
  const settle = (id: string, said: string) => {
    setDecided((before) => [...before, id])
    toast(said, { label: t('ui.undo'), onPress: () => takeBack(id), key: 'z' })
    onDecided()
  }
  return {
    error: decline.error ?? undo.error,
    acceptError: accept.error,
    isBusy: accept.isPending || decline.isPending || undo.isPending,
    accept: (input: Acceptance) => accept.mutate(input, { onSuccess: () => settle(input.id, t('tips.accepted')) }),
    decline: (id: string, reason: TipDeclineReason) =>
      decline.mutate(
        { id, reason },
        { onSuccess: () => settle(id, t('tips.declined', { reason: t(`tips.reason.${reason}`) })) },
      ),
    undoLast: () => {
      const last = decided.at(-1)
      if (last !== undefined && !undo.isPending) takeBack(last)
    },
  }
}

export type TipActs = ReturnType<typeof useTipActs>
