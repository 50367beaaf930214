import { type Actor, actorReference } from '../access/actor.ts'
import { lintTerms } from './lint-terms.ts'
import { profileStanding } from './profile-view.ts'

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
 * line, each standing in the record by name. Terms that look like names need a reason.
 */
export function judgeApproval(
  profile: Proposal,
  facts: { actor: Actor; coordinatorCount: number; reason: string | undefined; now: Date },
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
  const named = lintTerms(profile.terms).filter(({ verdict }) => verdict.kind === 'needs_reason')
  if (named.length > 0 && !facts.reason) {
    const terms = named.map(({ term }) => `“${term}”`).join(', ')
    return refuse(
      'reason_needed',
      `${terms} may name a person. Say in the reason why the profile needs it, or propose one without.`,
    )
  }
  return { ok: true }
}

function refuse(code: string, message: string): ApprovalVerdict {
  return { ok: false, code, message }
}
