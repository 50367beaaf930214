import { advanceDelivery } from '@hub/core/alert/delivery-transitions.ts'
import { escalationDueAt, type EscalationStep, nextEscalation } from '@hub/core/alert/escalation-ladder.ts'

import type { Db } from '../connect.ts'
import { obeyVerdict } from '../obey-verdict.ts'
import type { Row } from '../schema.ts'
import { write, type Write, type WriteBy } from '../write.ts'
import { changeDelivery } from './change-delivery.ts'
import { notifyPeople } from './notify-people.ts'
import { type CalendarUnit, calendarOf } from './unit-calendar.ts'

export type EscalatedDeliveries = { escalated: number; people: number; exhausted: number }

/** Later than this after its due time, an escalation says that it comes late. */
const LATE_AFTER_MS = 5 * 60_000

/**
 * Escalates deliveries whose due time has passed without an answer: the unit's lead, then the coordinator. Where nobody
 * holds the role, that is recorded and the next rung is told at once. When the ladder ends, the delivery stays open on the
 * coordinator's list. What fell due while the hub was down escalates once, now, and says so.
 */
export async function escalateDeliveries(db: Db, by: WriteBy, limit: number): Promise<EscalatedDeliveries> {
  return write(db, by, async (w) => {
    await w.require('pipeline.run')
    const due = await w.tx
      .selectFrom('delivery')
      .selectAll()
      .where('world', '=', by.actor.world)
      .where('nextEscalationAt', '<=', by.now)
      .where('state', 'in', ['sent', 'escalated'])
      .orderBy('nextEscalationAt')
      .orderBy('id')
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute()
    const counts: EscalatedDeliveries = { escalated: 0, people: 0, exhausted: 0 }
    if (due.length === 0) {
      w.unchanged()
      return counts
    }
    for (const delivery of due) {
      const unit = await w.tx.selectFrom('unit').selectAll().where('id', '=', delivery.unitId).executeTakeFirstOrThrow()
      const { people, isExhausted } = await escalate(w, delivery, calendarOf(unit))
      counts.escalated += 1
      counts.people += people
      if (isExhausted) counts.exhausted += 1
    }
    return counts
  })
}

async function escalate(
  w: Write,
  delivery: Row<'delivery'>,
  calendar: CalendarUnit,
): Promise<{ people: number; isExhausted: boolean }> {
  const { now } = w.by
  obeyVerdict(advanceDelivery(delivery, 'escalated'), delivery)
  const sentAt = delivery.sentAt ?? now
  const lateByMs = now.getTime() - (delivery.nextEscalationAt ?? now).getTime()
  const detail =
    lateByMs > LATE_AFTER_MS
      ? `Late: it was due at ${(delivery.nextEscalationAt ?? now).toISOString()}, when the hub was not running.`
      : null
  let level = delivery.escalationLevel
  let people = 0
  const told: { level: number; role: string; people: number }[] = []
  for (;;) {
    const step = nextEscalation({ ...delivery, escalationLevel: level, sentAt }, calendar)?.step
    if (!step) break
    level = step.level
    people = await notifyPeople(w, { deliveryId: delivery.id, level, unitId: step.unitId, roles: [step.role], detail })
    told.push({ level, role: step.role, people })
    if (people > 0) break
  }
  const nextEscalationAt = nextDue(delivery, level, sentAt, now, calendar)
  await changeDelivery(
    w,
    delivery,
    { state: 'escalated', escalationLevel: level, nextEscalationAt },
    'delivery.escalate',
    { told, lateByMs: Math.max(0, lateByMs), nextEscalationAt },
  )
  return { people, isExhausted: nextEscalationAt === null }
}

/** When the rung above `level` is due; one whose time passed while the hub was down gets its full time from now. */
function nextDue(
  delivery: Row<'delivery'>,
  level: number,
  sentAt: Date,
  now: Date,
  calendar: CalendarUnit,
): Date | null {
  const next = nextEscalation({ ...delivery, escalationLevel: level, sentAt }, calendar)
  if (!next) return null
  if (next.at > now) return next.at
  const reached: EscalationStep | undefined = delivery.escalation.find((step) => step.level === level)
  return escalationDueAt(delivery.severity, { afterMs: next.step.afterMs - (reached?.afterMs ?? 0) }, now, calendar)
}
