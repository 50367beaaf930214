import { dueAt, SEVERITY_CLOCKS } from '../alert/severity-clocks.ts'
import type { UnitCalendar } from '../alert/working-time.ts'
import type { Severity } from '../resist/assessment.ts'
import type { CaseState } from './case-state.ts'
import type { CaseRow } from './case-view.ts'

export type CaseClock = NonNullable<CaseRow['clock']>

/**
 * The next thing somebody owes on a case: first its triage, then the answer of a unit that was asked, then a first
 * position (a response or a recorded decision, silence included). Null when nothing runs: the board shows a clock only
 * while it matters. `offers` are the taskings still unanswered.
 */
export function caseClock(
  facts: {
    state: CaseState
    severity: Severity
    openedAt: Date
    hasPosition: boolean
    offers: readonly { offeredAt: Date; dueAt: Date | null; calendar: UnitCalendar }[]
  },
  calendar: UnitCalendar,
): CaseClock | null {
  const clocks = SEVERITY_CLOCKS[facts.severity]
  if (facts.state === 'new' && clocks.triage) {
    return { kind: 'triage', dueAt: dueAt(clocks.triage, facts.openedAt, calendar).toISOString() }
  }
  if (facts.state !== 'new' && facts.state !== 'triaged' && facts.state !== 'active') return null
  const answersMs = facts.offers.map((offer) =>
    (clocks.acknowledge ? dueAt(clocks.acknowledge, offer.offeredAt, offer.calendar) : offer.dueAt)?.getTime(),
  )
  const soonestMs = Math.min(...answersMs.filter((ms) => ms !== undefined))
  if (Number.isFinite(soonestMs)) return { kind: 'tasking_answer', dueAt: new Date(soonestMs).toISOString() }
  if (!facts.hasPosition && clocks.firstPosition) {
    return { kind: 'first_position', dueAt: dueAt(clocks.firstPosition, facts.openedAt, calendar).toISOString() }
  }
  return null
}
