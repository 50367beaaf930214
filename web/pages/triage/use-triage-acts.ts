import { DISMISSAL_REASONS } from '@hub/core/case/case-state.ts'
import { SEVERITIES } from '@hub/core/resist/assessment.ts'
import { useState } from 'react'

import { confirmNarrative, dismissNarrative } from '../../data/narrative-acts.ts'
import { t } from '../../i18n/t.ts'
import type { Triage } from './use-triage.ts'

type Overlay = 'case' | 'link'

/** What is being done with the chosen narrative. All of it belongs to that one: with the next it begins anew. */
export function useTriageActs(triage: Triage, canDecide: boolean) {
  const [dismissingId, setDismissingId] = useState<string | null>(null)
  const [evidenceId, setEvidenceId] = useState<string | null>(null)
  const [overlay, setOverlay] = useState<Overlay | null>(null)
  const { selected } = triage
  const isDismissing = selected !== null && dismissingId === selected.id
  const isEvidenceOpen = selected !== null && evidenceId === selected.id

  const rate = (index: number) => {
    const severity = SEVERITIES[index]
    if (!selected || !severity || !canDecide) return
    const said = t('triage.confirmedAs', { title: selected.title, severity: t(`terms.severity.${severity}`) })
    triage.decide(selected, said, () => confirmNarrative(selected.id, severity, selected.rowVersion))
  }
  const dismiss = (index: number) => {
    const reason = DISMISSAL_REASONS[index]
    if (!selected || !reason) return
    setDismissingId(null)
    const said = t('triage.dismissedAs', { title: selected.title, reason: t(`terms.dismissal.${reason}`) })
    triage.decide(selected, said, () => dismissNarrative(selected.id, reason))
  }
  return {
    canDecide,
    isDismissing,
    isEvidenceOpen,
    overlay,
    /** The numbers: a severity, or while dismissing a reason. */
    press: (index: number) => (isDismissing ? dismiss(index) : rate(index)),
    startDismissing: () => {
      if (selected && canDecide) setDismissingId(selected.id)
    },
    stopDismissing: () => setDismissingId(null),
    toggleEvidence: () => setEvidenceId(isEvidenceOpen ? null : (selected?.id ?? null)),
    open: (which: Overlay) => {
      if (selected && canDecide) setOverlay(which)
    },
    closeOverlay: () => setOverlay(null),
  }
}

export type TriageActs = ReturnType<typeof useTriageActs>
