import { type Actor, actorReference } from '../access/actor.ts'
import { describeReasons, lintTerms } from './lint-terms.ts'
import { profileStanding } from './profile-view.ts'
import type { TermLists } from './term-lists.ts'

export type ApprovalVerdict = { ok: true } | { ok: false; code: string; message: string }

type Proposal = {
  state: 'draft' | 'proposed' | 'approved' | 'withdrawn'
  startsAt: Date
  endsAt: Date
  proposedBy: string
  terms: readonly string[]
}

/**
 * Decides whether an actor may put a proposed profile in force. Four eyes: where more than one person coordinates,
 * nobody approves their own proposal; a lone coordinator may, and so may the operator at the server's own command
 * line, each standing in the record by name. Terms that look like persons, parties or outlets
 * need a reason; what came on the operator's lists since the profile was proposed is refused.
 */
export function judgeApproval(
  profile: Proposal,
  facts: { actor: Actor; coordinatorCount: number; reason: string | undefined; termLists: TermLists; now: Date },
): ApprovalVerdict {
  if (profile.state === 'withdrawn')
    return refuse('profile_withdrawn', 'This profile was withdrawn. Propose a new one.')
  const standing = profileStanding({ ...profile, state: 'approved' }, facts.now)
  if (standing === 'expired')
    return refuse('profile_ended', 'This profile has already ended. Propose a new one with a later end.')
  const isOwn = facts.actor.kind !== 'operator' && actorReference(facts.actor) === profile.proposedBy
  if (isOwn && facts.coordinatorCount > 1) {
    return refuse('second_person_needed', 'You proposed this profile, so another coordinator has to approve it.')
  }
  const found = lintTerms(profile.terms, facts.termLists)
  const refused = found.find(({ verdict }) => verdict.kind === 'refused')
  if (refused) return refuse('term_refused', refused.verdict.message)
  const inDoubt = describeReasons(found)
  if (inDoubt !== '' && !facts.reason) {
    return refuse('reason_needed', `${inDoubt}. Say in the reason why the profile needs it, or propose one without.`)
  }
  return { ok: true }
}

function refuse(code: string, message: string): ApprovalVerdict {
  return { ok: false, code, message }
}
