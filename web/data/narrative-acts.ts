import type { DismissalReason } from '@hub/core/case/case-state.ts'
import type { Severity } from '@hub/core/resist/assessment.ts'

import { send } from '../api.ts'

export function confirmNarrative(id: string, severity?: Severity, expectedVersion?: number): Promise<void> {
  return send('POST', `/narratives/${id}/confirm`, { severity, expectedVersion })
}

export function dismissNarrative(id: string, reason: DismissalReason): Promise<void> {
  return send('POST', `/narratives/${id}/dismiss`, { reason })
}

export function rateNarrative(id: string, severity: Severity): Promise<void> {
  return send('POST', `/narratives/${id}/rate`, { severity })
}

/** Takes back the last triage decision on a narrative. */
export function undoNarrative(id: string): Promise<void> {
  return send('POST', `/narratives/${id}/undo`, {})
}

export function renameNarrative(id: string, title: string, expectedVersion?: number): Promise<void> {
  return send('POST', `/narratives/${id}/rename`, { title, expectedVersion })
}
