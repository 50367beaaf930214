import { DISMISSAL_REASONS } from '@hub/core/case/case-state.ts'
import { SEVERITIES } from '@hub/core/resist/assessment.ts'

import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Severity } from '../narrative/Severity.tsx'
import type { TriageMode } from './TriageDesk.tsx'
import type { Triage } from './use-triage.ts'

type Props = {
  mode: TriageMode
  triage: Triage
  onPress: (index: number) => void
  onDismiss: () => void
  onCancel: () => void
  onLink: () => void
  onCase: () => void
}

/** The decisions, each with its key; while dismissing, the five reasons by number. */
export function TriageBar({ mode, triage, onPress, onDismiss, onCancel, onLink, onCase }: Props) {
  if (mode === 'dismissing') {
    return (
      <div className="Triage-bar" role="group" aria-label={t('triage.whyDismiss')}>
        <p role="status" className="Triage-ask">
          {t('triage.whyDismiss')}
        </p>
        <div className="FormActions">
          {DISMISSAL_REASONS.map((reason, index) => (
            <Button key={reason} keyHint={String(index + 1)} onPress={() => onPress(index)} autoFocus={index === 0}>
              {t(`terms.dismissal.${reason}`)}
            </Button>
          ))}
          <Button variant="quiet" keyHint="Esc" onPress={onCancel}>
            {t('ui.cancel')}
          </Button>
        </div>
      </div>
    )
  }
  return (
    <div className="Triage-bar" role="group" aria-label={t('triage.decide')}>
      <div className="Triage-choices">
        <div className="FormActions">
          {SEVERITIES.map((severity, index) => (
            <Button key={severity} keyHint={String(index + 1)} onPress={() => onPress(index)}>
              <Severity value={severity} isShort />
            </Button>
          ))}
        </div>
        <div className="FormActions">
          <Button keyHint="d" onPress={onDismiss}>
            {t('triage.dismiss')}
          </Button>
          <Button keyHint="m" onPress={onLink}>
            {t('triage.link')}
          </Button>
          <Button keyHint="e" onPress={onCase}>
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
