import type { QueueJobName } from '@hub/core/jobs.ts'
import { findUndone } from '@hub/db/alert/find-undone.ts'

import type { StageDeps } from '../stage-deps.ts'

export type SweepDeps = StageDeps & {
  /** Hands a stage to the queue. */
  enqueue: (name: QueueJobName) => Promise<void>
  /** Lets the relay look for rows it has not handed over. */
  wakeRelay: () => void
}
export type SweepCounts = { republished: QueueJobName[] }

/**
 * Publishes again whatever the tables say is undone, so that losing the whole queue loses nothing. Items that wait for the
 * engine need no sweeping: the pulse looks at their table by itself.
 */
export async function sweepUndone(deps: SweepDeps, now: Date): Promise<SweepCounts> {
  const undone = await findUndone(deps.db, deps.world, now)
  const republished: QueueJobName[] = []
  if (undone.hasUndetected) republished.push('detect-signals')
  if (undone.hasRaisedAlerts) republished.push('route-alerts')
  if (undone.hasDeliveriesToSend) republished.push('send-deliveries')
  if (undone.hasDueEscalations) republished.push('escalate-deliveries')
  if (undone.hasImportsToRead) republished.push('import-items')
  if (undone.hasOpenImports) republished.push('import-sources')
  for (const name of republished) await deps.enqueue(name)
  if (undone.hasUnpublished) deps.wakeRelay()
  return { republished }
}
