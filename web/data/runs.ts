import { runViewSchema, type RunView } from '@hub/core/playbook/playbook-view.ts'
import type { StepState } from '@hub/core/playbook/run-transitions.ts'

import { send, sendJson } from '../api.ts'

export function startRun(caseId: string, playbookSlug: string): Promise<RunView> {
  return sendJson('POST', `/cases/${caseId}/runs`, { playbookSlug }, runViewSchema)
}

export function moveStep(
  runId: string,
  key: string,
  move: { to: StepState; reason?: string | null; expectedVersion: number },
): Promise<void> {
  return send('POST', `/runs/${runId}/steps/${key}`, move)
}

export function finishRun(runId: string): Promise<void> {
  return send('POST', `/runs/${runId}/finish`, {})
}

export function abortRun(runId: string, reason: string): Promise<void> {
  return send('POST', `/runs/${runId}/abort`, { reason })
}
