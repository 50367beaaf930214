import { isOverBudget } from '@hub/core/alert/alert-budget.ts'
import { advanceDelivery } from '@hub/core/alert/delivery-transitions.ts'
import { startClocks } from '@hub/core/alert/escalation-ladder.ts'
import { addWorkingTime } from '@hub/core/alert/working-time.ts'

import type { Db } from '../connect.ts'
import { obeyVerdict } from '../obey-verdict.ts'
import type { Row } from '../schema.ts'
import { write, type Write, type WriteBy } from '../write.ts'
import { countTold, releaseOf } from './alert-budgets.ts'
import { changeDelivery } from './change-delivery.ts'
import { DUTY_ROLES, notifyPeople } from './notify-people.ts'
import { type CalendarUnit, calendarOf } from './unit-calendar.ts'

export type SentDeliveries = { sent: number; held: number; people: number }

/** A digest comes with the working day that begins at least this long after the alert. */
const DIGEST_AFTER_MS = 12 * 3_600_000

/**
 * Sends the next deliveries that wait: to everybody on duty in the unit, and the acknowledgement clock starts. S4 is held for
 * the unit's next digest and closes when sent in it; S3 and S4 over the unit's budget are held for its next week. Held
 * deliveries whose time has come are sent. Each is sent once.
 */
export async function sendDeliveries(db: Db, by: WriteBy, limit: number): Promise<SentDeliveries> {
  return write(db, by, async (w) => {
    await w.require('pipeline.run')
    const deliveries = await w.tx
      .selectFrom('delivery')
      .selectAll()
      .where('world', '=', by.actor.world)
      .where((eb) =>
        eb.or([eb('state', '=', 'pending'), eb.and([eb('state', '=', 'held'), eb('heldUntil', '<=', by.now)])]),
      )
      .orderBy('createdAt')
      .orderBy('id')
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute()
    const counts: SentDeliveries = { sent: 0, held: 0, people: 0 }
    if (deliveries.length === 0) {
      w.unchanged()
      return counts
    }
    for (const delivery of deliveries) {
      const unit = await w.tx.selectFrom('unit').selectAll().where('id', '=', delivery.unitId).executeTakeFirstOrThrow()
      const holding = delivery.state === 'pending' ? await judgeHolding(w, delivery, unit) : null
      if (holding) {
        await hold(w, delivery, holding)
        counts.held += 1
      } else {
        counts.people += await send(w, delivery, calendarOf(unit))
        counts.sent += 1
      }
    }
    return counts
  })
}

type Holding = { reason: 'budget' | 'digest'; until: Date }

/** Why a delivery waits, and until when: the unit was told enough this week, or it is S4 and comes with the digest. */
async function judgeHolding(w: Write, delivery: Row<'delivery'>, unit: Row<'unit'>): Promise<Holding | null> {
  const { now } = w.by
  const calendar = calendarOf(unit)
  const told = unit.alertBudget === null ? 0 : await countTold(w.tx, unit, now)
  if (isOverBudget(delivery.severity, told, unit.alertBudget))
    return { reason: 'budget', until: releaseOf(calendar, now) }
  if (delivery.severity !== 'S4') return null
  return { reason: 'digest', until: addWorkingTime(new Date(now.getTime() + DIGEST_AFTER_MS), 1, calendar) }
}

async function hold(w: Write, delivery: Row<'delivery'>, { reason, until }: Holding): Promise<void> {
  obeyVerdict(advanceDelivery(delivery, 'held'), delivery)
  const change = { state: 'held' as const, heldReason: reason, heldUntil: until }
  await changeDelivery(w, delivery, change, 'delivery.hold', { reason, heldUntil: until })
}

async function send(w: Write, delivery: Row<'delivery'>, calendar: CalendarUnit): Promise<number> {
  const { now } = w.by
  obeyVerdict(advanceDelivery(delivery, 'sent'), delivery)
  const isDigest = delivery.severity === 'S4'
  if (isDigest) obeyVerdict(advanceDelivery({ ...delivery, state: 'sent' }, 'closed'), delivery)
  const people = await notifyPeople(w, {
    deliveryId: delivery.id,
    level: 0,
    unitId: delivery.unitId,
    roles: DUTY_ROLES,
    detail: isDigest ? 'digest' : delivery.heldReason,
  })
  const clocks = startClocks(delivery, now, calendar)
  // With nobody there to acknowledge, the next rung is told at once.
  const nextEscalationAt = people === 0 && delivery.escalation.length > 0 ? now : clocks.nextEscalationAt
  const state = isDigest ? ('closed' as const) : ('sent' as const)
  await changeDelivery(
    w,
    delivery,
    { state, sentAt: now, heldReason: null, heldUntil: null, ...clocks, nextEscalationAt },
    'delivery.send',
    { people, acknowledgeDueAt: clocks.acknowledgeDueAt },
  )
  return people
}
