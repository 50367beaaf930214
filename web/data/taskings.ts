import type { TaskingPart, TaskingState } from '@hub/core/case/tasking-state.ts'

import { send } from '../api.ts'

export type OfferTasking = { unitId: string; part: TaskingPart; request: string; dueAt?: string | null }

export function offerTasking(caseId: string, offer: OfferTasking): Promise<void> {
  return send('POST', `/cases/${caseId}/taskings`, offer)
}

export function moveTasking(
  id: string,
  move: { to: TaskingState; reason?: string | null; expectedVersion: number },
): Promise<void> {
  return send('POST', `/taskings/${id}/move`, move)
}
