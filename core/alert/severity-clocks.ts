import type { Severity } from '../resist/assessment.ts'
import { addWorkingTime, type UnitCalendar, workingDayMs } from './working-time.ts'

/** A length of time: of the clock on the wall, or of the unit's working hours. */
export type Clock = { amount: number; counts: 'minutes' | 'working_minutes' | 'working_days' }

/** What is owed for a severity, and how soon. Null where nothing is owed. */
export type SeverityClocks = {
  /** The unit acknowledges. Once missed, the unit lead is told at once. */
  acknowledge: Clock | null
  /** After that, the coordinator is told. */
  coordinatorAfter: Clock | null
  triage: Clock | null
  /** A first position, or a recorded decision not to respond. */
  firstPosition: Clock | null
  reconfirm: Clock | null
}

const minutes = (amount: number): Clock => ({ amount, counts: 'minutes' })
const hours = (amount: number): Clock => minutes(amount * 60)
const days = (amount: number): Clock => hours(amount * 24)

/** The default timers by severity. S4 travels in a digest: nobody has to acknowledge it. */
export const SEVERITY_CLOCKS: Readonly<Record<Severity, SeverityClocks>> = {
  S1: {
    acknowledge: minutes(15),
    coordinatorAfter: minutes(15),
    triage: minutes(30),
    firstPosition: hours(1),
    reconfirm: hours(2),
  },
  S2: {
    acknowledge: hours(1),
    coordinatorAfter: hours(1),
    triage: hours(2),
    firstPosition: hours(4),
    reconfirm: hours(8),
  },
  S3: {
    acknowledge: { amount: 4 * 60, counts: 'working_minutes' },
    coordinatorAfter: { amount: 1, counts: 'working_days' },
    triage: days(1),
    firstPosition: days(2),
    reconfirm: days(2),
  },
  S4: { acknowledge: null, coordinatorAfter: null, triage: days(3), firstPosition: null, reconfirm: null },
}

/** The instant a clock that starts now runs out, in the unit's own zone and hours. */
export function dueAt(clock: Clock, start: Date, calendar: UnitCalendar): Date {
  const ms = clockMs(clock, calendar)
  return clock.counts === 'minutes' ? new Date(start.getTime() + ms) : addWorkingTime(start, ms, calendar)
}

/** A clock's length in milliseconds of what it counts: a working day lasts as long as the unit works. */
export function clockMs(clock: Clock, calendar: UnitCalendar): number {
  return clock.counts === 'working_days' ? clock.amount * workingDayMs(calendar) : clock.amount * 60_000
}
