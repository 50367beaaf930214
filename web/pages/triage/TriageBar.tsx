import { DISMISSAL_REASONS } from '@hub/core/case/case-state.ts'
import { SEVERITIES } from '@hub/core/resist/assessment.ts'

import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Severity } from '../narrative/Severity.tsx'
import type { TriageActs } from './use-triage-acts.ts'
import type { Triage } from './use-triage.ts'

/** The decisions, each with its key; while dismissing, the five reasons by number. */
export function TriageBar({ triage, acts }: { triage: Triage; acts: TriageActs }) {
  if (acts.isDismissing) return <DismissalBar acts={acts} />
  return (
    <div className="Triage-bar" role="group" aria-label={t('triage.decide')}>
      <div className="Triage-choices">
        <div className="FormActions">
          {SEVERITIES.map((severity, index) => (
            <Button key={severity} keyHint={String(index + 1)} onPress={() => acts.press(index)}>
              <Severity value={severity} isShort />
            </Button>
          ))}
        </div>
        <div className="FormActions">
          <Button keyHint="d" onPress={acts.startDismissing}>
            {t('triage.dismiss')}
          </Button>
          <Button keyHint="m" onPress={() => acts.open('link')}>
            {t('triage.link')}
          </Button>
          <Button keyHint="e" onPress={() => acts.open('case')}>
            {t('triage.openCase')}
          </Button>
          <Button variant="quiet" keyHint="z" onPress={triage.undo} isDisabled={!triage.canUndo}>
            {t('ui.undo')}
          </Button>
        </div>
      </div>
    </div>
  )
}

function DismissalBar({ acts }: { acts: TriageActs }) {
  return (
    <div className="Triage-bar" role="group" aria-label={t('triage.whyDismiss')}>
      <p role="status" className="Triage-ask">
        {t('triage.whyDismiss')}
      </p>
      <div className="FormActions">
        {DISMISSAL_REASONS.map((reason, index) => (
          <Button key={reason} keyHint={String(index + 1)} onPress={() => acts.press(index)} autoFocus={index === 0}>
            {t(`terms.dismissal.${reason}`)}
          </Button>
        ))}
        <Button variant="quiet" keyHint="Esc" onPress={acts.stopDismissing}>
          {t('ui.cancel')}
        </Button>
      </div>
    </div>
  )
}
