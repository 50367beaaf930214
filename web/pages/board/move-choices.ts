import { caseMovePermission } from '@hub/core/case/case-move-permission.ts'
import { CASE_TRANSITIONS, type CaseFacts, type CaseState, moveCase } from '@hub/core/case/case-state.ts'
import type { Permission } from '@hub/core/access/permissions.ts'

/** What a person is asked before a move is sent. */
export type MoveStep = 'nothing' | 'assess' | 'dismissal_reason' | 'closing_reason' | 'target_case'

export type MoveRefusal = { code: string; count: number }
export type MoveChoice = { to: CaseState; step: MoveStep; refusal: MoveRefusal | null }

/** Filled in where only the person's own answer is missing, so that every other refusal shows beforehand. */
const ANSWERED = { dismissalReason: 'opinion', closingReason: 'responded', mergedInto: 'another' } as const

/**
 * Every legal move of a case, in the order of the states, each with what it asks first, or with the reason why it is
 * refused now. An unassessed case is not refused triage: it is assessed on the way.
 */
export function moveChoices(facts: CaseFacts, may: (permission: Permission) => boolean): MoveChoice[] {
  return CASE_TRANSITIONS[facts.state].map(({ to, needs }) => {
    const step: MoveStep = needs === 'assessment' ? (facts.opinionGate ? 'nothing' : 'assess') : needs
    if (!may(caseMovePermission(facts.state, to))) return { to, step, refusal: refuse('not_permitted', facts) }
    const verdict = moveCase(facts, { to, ...ANSWERED })
    if (verdict.ok || step === 'assess') return { to, step, refusal: null }
    return { to, step, refusal: refuse(verdict.code, facts) }
  })
}

function refuse(code: string, facts: CaseFacts): MoveRefusal {
  return { code, count: facts.openTaskings }
}
