import type { EditCase } from '@hub/core/case/edit-case.ts'
import type { MoveCaseInput } from '@hub/core/case/move-case-input.ts'
import type { Assessment } from '@hub/core/resist/assessment.ts'

import { send } from '../api.ts'

export function moveCase(id: string, move: MoveCaseInput): Promise<void> {
  return send('POST', `/cases/${id}/move`, move)
}

export function assessCase(id: string, assessment: Assessment): Promise<void> {
  return send('POST', `/cases/${id}/assess`, assessment)
}

export function editCase(id: string, changes: EditCase): Promise<void> {
  return send('POST', `/cases/${id}/edit`, changes)
}
