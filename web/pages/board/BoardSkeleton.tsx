import './board.css'

import { BOARD_STATES } from '@hub/core/case/case-state.ts'

import { t } from '../../i18n/t.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { useDelay } from '../../ui/use-delay.ts'

/** Columns and cards in grey. */
export function BoardSkeleton() {
  const isShown = useDelay(200)
  if (!isShown) return null
  return (
    <div className="Board" role="status" aria-label={t('ui.loading')}>
      <div className="Board-columns">
        {BOARD_STATES.map((state, index) => (
          <div key={state} className="BoardColumn">
            {Array.from({ length: Math.max(1, 3 - index) }, (_, card) => (
              <div key={card} className="BoardColumn-item CaseCard">
                <Skeleton width="40%" />
                <Skeleton height={32} />
                <Skeleton width="60%" />
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}
