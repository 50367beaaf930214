import type { CaseState, MoveVerdict } from './case-state.ts'
import type { TaskingPart } from './tasking-state.ts'

export type OfferFacts = {
  caseState: CaseState
  opinionGate: string | null
  /** Taskings of the case that were not declined or withdrawn. */
  standing: readonly { unitId: string; part: TaskingPart }[]
}

const CLOSED_STATES: readonly CaseState[] = ['closed', 'dismissed', 'merged']

/**
 * Decides whether a unit may be asked to work on a case. The opinion gate comes before every assignment: what is a plain
 * opinion is nobody's task. One unit leads; a unit is asked once.
 */
export function offerTasking(facts: OfferFacts, offer: { unitId: string; part: TaskingPart }): MoveVerdict {
  if (CLOSED_STATES.includes(facts.caseState)) {
    return {
      ok: false,
      code: 'case_not_open',
      message: `This case is ${facts.caseState}. Open it again before you ask a unit.`,
    }
  }
  if (!facts.opinionGate) {
    return { ok: false, code: 'opinion_gate_open', message: 'Assess first: is there a checkable fact, or an opinion?' }
  }
  if (facts.opinionGate === 'opinion') {
    return {
      ok: false,
      code: 'opinion_not_assignable',
      message: 'This was judged a plain opinion: no unit is asked to answer it.',
    }
  }
  if (facts.standing.some(({ unitId }) => unitId === offer.unitId)) {
    return {
      ok: false,
      code: 'unit_already_tasked',
      message: 'This unit is already asked. Withdraw that tasking first to ask it differently.',
    }
  }
  if (offer.part === 'lead' && facts.standing.some(({ part }) => part === 'lead')) {
    return {
      ok: false,
      code: 'lead_exists',
      message: 'Another unit leads already. Withdraw its tasking first, or ask this one to support.',
    }
  }
  return { ok: true }
}
