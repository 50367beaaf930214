import type { Role } from '../access/role.ts'
import type { UnitId } from '../ids.ts'
import type { Severity } from '../resist/assessment.ts'
import { clockMs, dueAt, SEVERITY_CLOCKS, type SeverityClocks } from './severity-clocks.ts'
import { addWorkingTime, type UnitCalendar } from './working-time.ts'

/**
 * One rung: who is told when nobody has acknowledged `afterMs` after sending. For a severity whose acknowledgement
 * counts working time (S3), `afterMs` is working time too. Level 0 is the sending itself and is no rung.
 */
export type EscalationStep = { level: number; role: Role; unitId: UnitId; afterMs: number }

type LadderUnit = { id: UnitId } & UnitCalendar

/**
 * The ladder of one delivery: the unit's lead as soon as the acknowledgement is missed, then the coordinator. It is
 * frozen in the delivery when the alert is routed, so that a later change of rules does not move running clocks. S4 has none.
 */
export function buildLadder(
  severity: Severity,
  unit: LadderUnit,
  coordinationUnit: { id: UnitId },
  clocks: Readonly<Record<Severity, SeverityClocks>> = SEVERITY_CLOCKS,
): EscalationStep[] {
  const { acknowledge, coordinatorAfter } = clocks[severity]
  if (!acknowledge) return []
  const missedMs = clockMs(acknowledge, unit)
  const ladder: EscalationStep[] = [{ level: 1, role: 'unit_lead', unitId: unit.id, afterMs: missedMs }]
  if (coordinatorAfter) {
    const afterMs = missedMs + clockMs(coordinatorAfter, unit)
    ladder.push({ level: 2, role: 'coordinator', unitId: coordinationUnit.id, afterMs })
  }
  return ladder
}

/** When one rung of a delivery sent at `sentAt` is due. */
export function escalationDueAt(
  severity: Severity,
  step: Pick<EscalationStep, 'afterMs'>,
  sentAt: Date,
  calendar: UnitCalendar,
): Date {
  const countsWorkingTime = SEVERITY_CLOCKS[severity].acknowledge?.counts !== 'minutes'
  return countsWorkingTime ? addWorkingTime(sentAt, step.afterMs, calendar) : new Date(sentAt.getTime() + step.afterMs)
}

/** The next rung above the level a delivery has reached, with its due time; undefined when the ladder is exhausted. */
export function nextEscalation(
  delivery: { severity: Severity; escalation: readonly EscalationStep[]; escalationLevel: number; sentAt: Date },
  calendar: UnitCalendar,
): { step: EscalationStep; at: Date } | undefined {
  const step = delivery.escalation.find(({ level }) => level > delivery.escalationLevel)
  return step && { step, at: escalationDueAt(delivery.severity, step, delivery.sentAt, calendar) }
}

/** The due times a delivery gets in the moment it is sent (or released from being held). */
export function startClocks(
  delivery: { severity: Severity; escalation: readonly EscalationStep[] },
  sentAt: Date,
  calendar: UnitCalendar,
): { acknowledgeDueAt: Date | null; nextEscalationAt: Date | null } {
  const { acknowledge } = SEVERITY_CLOCKS[delivery.severity]
  return {
    acknowledgeDueAt: acknowledge && dueAt(acknowledge, sentAt, calendar),
    nextEscalationAt: nextEscalation({ ...delivery, escalationLevel: 0, sentAt }, calendar)?.at ?? null,
  }
}
