import { TIP_DECLINE_REASONS, type TipDeclineReason } from '@hub/core/tip/tip.ts'

import { t } from '../../i18n/t.ts'
import { usePageKeys } from '../../ui/page-keys.ts'

type TipKeys = {
  move: (step: 1 | -1) => void
  accept: () => void
  decline: (reason: TipDeclineReason) => void
  undo: () => void
}

/** Every decision on a tip by key. */
export function useTipKeys({ move, accept, decline, undo }: TipKeys): void {
  usePageKeys([
    { key: 'j', does: t('tips.keyNext'), act: () => move(1) },
    { key: 'k', does: t('tips.keyBefore'), act: () => move(-1) },
    { key: 'a', does: t('tips.keyAccept'), act: accept },
    ...TIP_DECLINE_REASONS.map((reason, index) => ({
      key: String(index + 1),
      does: t('tips.keyDecline', { reason: t(`tips.reason.${reason}`) }),
      act: () => decline(reason),
    })),
    { key: 'z', does: t('tips.keyUndo'), act: undo },
  ])
}
