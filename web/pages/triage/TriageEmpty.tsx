import { Link } from '@tanstack/react-router'

import { t } from '../../i18n/t.ts'
import { buttonClass } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { TriageProgress } from './TriageProgress.tsx'
import type { Triage } from './use-triage.ts'

/** Nothing waits: all done, or nothing came. The last decision can still be taken back here. */
export function TriageEmpty({ triage, since }: { triage: Triage; since: string | undefined }) {
  const isDone = triage.counts.done > 0
  return (
    <div className="Triage-empty">
      <EmptyState
        title={t(isDone ? 'triage.allDone' : 'triage.nothing')}
        example={isDone ? null : t('triage.nothingExample')}
        action={
          since ? (
            <Link to="/triage" className={buttonClass()}>
              {t('triage.showEarlier')}
            </Link>
          ) : (
            <Link to="/narratives" className={buttonClass()}>
              {t('triage.toNarratives')}
            </Link>
          )
        }
      >
        {t(isDone ? 'triage.allDoneBody' : 'triage.nothingBody')}
      </EmptyState>
      {isDone ? <TriageProgress triage={triage} /> : null}
    </div>
  )
}
