import { SEVERITIES } from '@hub/core/resist/assessment.ts'

import { t } from '../../i18n/t.ts'
import { usePageKeys } from '../../ui/page-keys.ts'
import type { TriageActs } from './use-triage-acts.ts'
import type { Triage } from './use-triage.ts'

/** Every decision of the desk by key, so that a queue can be worked through without the mouse. */
export function useTriageKeys(triage: Triage, acts: TriageActs) {
  usePageKeys([
    { key: 'j', does: t('triage.keyNext'), act: () => triage.move(1) },
    { key: 'k', does: t('triage.keyBefore'), act: () => triage.move(-1) },
    { key: 'Space', does: t('triage.keyEvidence'), act: acts.toggleEvidence },
    ...SEVERITIES.map((severity, index) => ({
      key: String(index + 1),
      does: t('triage.keySeverity', { severity: t(`terms.severity.${severity}`), number: index + 1 }),
      act: () => acts.press(index),
    })),
    { key: '5', does: t('triage.keyFifth'), act: () => acts.isDismissing && acts.press(4) },
    { key: 'm', does: t('triage.keyLink'), act: () => acts.open('link') },
    { key: 'd', does: t('triage.keyDismiss'), act: acts.startDismissing },
    { key: 'e', does: t('triage.keyCase'), act: () => acts.open('case') },
    { key: 'z', does: t('triage.keyUndo'), act: triage.undo },
    { key: 'Escape', does: t('triage.keyEscape'), act: acts.stopDismissing },
  ])
}
