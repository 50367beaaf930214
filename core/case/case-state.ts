export const CASE_STATES = ['new', 'triaged', 'active', 'monitoring', 'closed', 'dismissed', 'merged'] as const
export type CaseState = (typeof CASE_STATES)[number]

/** The states that stand as columns on the board, in order; dismissed and merged cases are reached by the table. */
export const BOARD_STATES = ['new', 'triaged', 'active', 'monitoring', 'closed'] as const satisfies readonly CaseState[]

/** Why a case ends without a response: the exits of a narrative's life. */
export const DISMISSAL_REASONS = ['opinion', 'out_of_mandate', 'not_false', 'too_small', 'duplicate'] as const
export type DismissalReason = (typeof DISMISSAL_REASONS)[number]

/** How a case that was worked on ends. A line kept ready and a correction of our own are normal ends, not failures. */
export const CLOSING_REASONS = [
  'responded',
  'monitoring_line_ready',
  'correction_issued',
  'faded',
  'handed_over',
] as const
export type ClosingReason = (typeof CLOSING_REASONS)[number]

type Transition = {
  to: CaseState
  needs: 'nothing' | 'assessment' | 'dismissal_reason' | 'closing_reason' | 'target_case'
}

/** Every legal move of a case and what it needs; the verb, the disabled button and the tests read this one table. */
export const CASE_TRANSITIONS: Readonly<Record<CaseState, readonly Transition[]>> = {
  new: [
    { to: 'triaged', needs: 'assessment' },
    { to: 'dismissed', needs: 'dismissal_reason' },
    { to: 'merged', needs: 'target_case' },
  ],
  triaged: [
    { to: 'active', needs: 'nothing' },
    { to: 'monitoring', needs: 'nothing' },
    { to: 'closed', needs: 'closing_reason' },
    { to: 'merged', needs: 'target_case' },
  ],
  active: [
    { to: 'monitoring', needs: 'nothing' },
    { to: 'closed', needs: 'closing_reason' },
    { to: 'merged', needs: 'target_case' },
  ],
  monitoring: [
    { to: 'active', needs: 'nothing' },
    { to: 'closed', needs: 'closing_reason' },
    { to: 'merged', needs: 'target_case' },
  ],
  closed: [{ to: 'active', needs: 'nothing' }],
  dismissed: [{ to: 'triaged', needs: 'assessment' }],
  merged: [],
}

export type CaseMove = {
  to: CaseState
  dismissalReason?: DismissalReason | null
  closingReason?: ClosingReason | null
  mergedInto?: string | null
}
export type CaseFacts = { state: CaseState; opinionGate: string | null; openTaskings: number }

export type MoveVerdict = { ok: true } | { ok: false; code: string; message: string }

/**
 * Decides whether a case may move. Refusals say what to do. A plain opinion passes no gate: it can be dismissed, not
 * triaged, and a case with open taskings is not closed over its units' heads.
 */
export function moveCase(facts: CaseFacts, move: CaseMove): MoveVerdict {
  const transition = CASE_TRANSITIONS[facts.state].find(({ to }) => to === move.to)
  if (!transition) {
    return refuse('case_move_not_allowed', `A case that is ${facts.state} cannot become ${move.to}.`)
  }
  if (transition.needs === 'assessment') {
    if (!facts.opinionGate)
      return refuse('opinion_gate_open', 'Assess first: is there a checkable fact, or an opinion?')
    if (facts.opinionGate === 'opinion') {
      return refuse(
        'opinion_not_assignable',
        'This was judged a plain opinion. Dismiss the case with the reason “opinion”.',
      )
    }
  }
  if (transition.needs === 'dismissal_reason' && !move.dismissalReason) {
    return refuse('reason_missing', 'Choose one of the five reasons for dismissing.')
  }
  if (transition.needs === 'closing_reason' && !move.closingReason) {
    return refuse('reason_missing', 'Choose how the case ended.')
  }
  if (transition.needs === 'target_case' && !move.mergedInto) {
    return refuse('target_missing', 'Name the case to merge into.')
  }
  if (move.to === 'closed' && facts.openTaskings > 0) {
    return refuse('taskings_open', `${facts.openTaskings} taskings are still open. Finish or withdraw them first.`)
  }
  return { ok: true }
}

function refuse(code: string, message: string): MoveVerdict {
  return { ok: false, code, message }
}
