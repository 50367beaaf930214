import type { DiscoveryProgress } from '@hub/core/source/page-order.ts'

import { t } from '../../i18n/t.ts'
import { ProgressBar } from '../../ui/ProgressBar.tsx'

type Props = { address: string; progress: DiscoveryProgress | null }

/** Which address a search for feeds asks for at present, in words. */
export function DiscoveryProgressWords({ address, progress }: Props) {
  const words = progress
    ? t(`sources.step.${progress.step}`, { url: progress.url, number: progress.number, of: progress.of })
    : t('sources.addLookingAt', { url: address })
  return (
    <div role="status">
      <ProgressBar label={t('sources.addLooking')} words={words} share={null} />
      <p className="secondary">{t('sources.addLeave')}</p>
    </div>
  )
}
