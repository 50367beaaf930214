import { alertIdSchema, type NarrativeId, publisherIdSchema, signalIdSchema, type SnoozeId } from '@hub/core/ids.ts'
import type { DetectionRule } from '@hub/core/signal/detection-rule.ts'
import type { Firing } from '@hub/core/signal/run-rule.ts'
import { matterOf } from '@hub/core/signal/signal.ts'
import { signalNumbers } from '@hub/core/signal/signal-numbers.ts'

import { newId } from '../new-id.ts'
import type { Write } from '../write.ts'

export type RaisedBy = {
  narrativeId: NarrativeId
  rule: Pick<DetectionRule, 'id' | 'title'>
  snoozeId: SnoozeId | null
}

/**
 * Stores what a rule raised, with an alert for it unless a snooze keeps it back; the signal stands in the record either way. Returns whether
 * it is new: the same signal is stored once.
 */
export async function raiseSignal(w: Write, { signal, because }: Firing, by: RaisedBy): Promise<boolean> {
  const { now } = w.by
  const { narrativeId, rule, snoozeId } = by
  const matter = matterOf(signal)
  const stored = await w.tx
    .insertInto('signal')
    .values({
      id: newId(signalIdSchema),
      narrativeId,
      ruleId: rule.id,
      kind: signal.kind,
      severity: signal.severity,
      detectedAt: now,
      hour: new Date(signal.hourMs),
      windowStart: new Date('windowStartMs' in signal ? signal.windowStartMs : signal.hourMs),
      numbers: JSON.stringify(signalNumbers(signal, because, rule.title)),
      publisherIds: signal.publisherIds.map((id) => publisherIdSchema.parse(id)),
      idempotencyKey: [
        narrativeId,
        rule.id,
        signal.hourMs,
        matter ?? `${signal.severity}:${signal.publisherIds.length}`,
      ].join(':'),
      snoozeId,
      world: w.by.actor.world,
    })
    .onConflict((conflict) => conflict.column('idempotencyKey').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!stored) return false
  if (snoozeId !== null) return true
  const alertId = newId(alertIdSchema)
  const { severity } = signal
  await w.tx
    .insertInto('alert')
    .values({ id: alertId, signalId: stored.id, narrativeId, severity, raisedAt: now, world: w.by.actor.world })
    .execute()
  await w.publish({
    topic: 'route-alerts',
    aggregate: 'alert',
    aggregateId: alertId,
    aggregateVersion: 1,
    idempotencyKey: `route:${alertId}`,
  })
  await w.live({ noun: 'alert', id: alertId, version: 1 })
  return true
}
