import './states.css'

import { t } from '../i18n/t.ts'
import { Skeleton } from './Skeleton.tsx'
import { useDelay } from './use-delay.ts'

const WIDTHS = ['46%', '62%', '38%', '55%', '49%', '33%', '58%', '41%']

/** A list to come. Shown after 200 ms only, so that quick answers do not flicker. */
export function SkeletonRows({ rows = 6 }: { rows?: number }) {
  const isShown = useDelay(200)
  if (!isShown) return null
  return (
    <div className="SkeletonRows" role="status" aria-label={t('ui.loading')}>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index}>
          <Skeleton width={12} height={12} />
          <Skeleton width={WIDTHS[index % WIDTHS.length] ?? '50%'} />
          <Skeleton width={72} height={18} />
        </div>
      ))}
    </div>
  )
}
