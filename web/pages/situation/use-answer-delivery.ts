import type { DeliveryView } from '@hub/core/alert/delivery-view.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'

import { isConflict } from '../../api-problem.ts'
import { acknowledgeDelivery, declineDelivery } from '../../data/deliveries.ts'
import { t } from '../../i18n/t.ts'
import { announce } from '../../ui/announce.ts'
import { toast } from '../../ui/toasts.ts'
import type { DeliveryAnswer } from './AnsweredLine.tsx'

type DeclineInput = { reason: string; unitId: string | null }

/** Answers a delivery: null acknowledges it, a reason declines it. Says aloud what came of it. */
export function useAnswerDelivery(delivery: DeliveryView, onAnswered: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (input: DeclineInput | null): Promise<DeliveryAnswer> => {
      if (input) await declineDelivery(delivery.id, input.reason, input.unitId)
      else await acknowledgeDelivery(delivery.id)
      return input ? 'declined' : 'acknowledged'
    },
    onSuccess: (given) => {
      onAnswered()
      announce(t(`situation.${given}`, { unit: delivery.unitName }))
      void client.invalidateQueries({ queryKey: ['situation'] })
    },
    onError: (error) => {
      // The card itself may be gone with the alert it stood for.
      if (!isConflict(error)) return
      toast(t('situation.changedMeanwhile'))
      void client.invalidateQueries({ queryKey: ['situation'] })
    },
  })
}
