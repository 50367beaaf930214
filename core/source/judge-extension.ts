import { type Actor, actorReference } from '../access/actor.ts'
import type { ApprovalVerdict } from './approve-profile-rule.ts'
import { judgeProfileEnd } from './profile-period.ts'

type Extendable = {
  state: 'draft' | 'proposed' | 'approved' | 'withdrawn'
  endsAt: Date
  extensionEndsAt: Date | null
  extensionProposedBy: string | null
}

/** Decides whether a later end may be asked for: of an approved profile, running or ended, within the longest period. */
export function judgeExtensionRequest(
  profile: Extendable,
  facts: { endsAt: Date; now: Date; longestDays: number },
): ApprovalVerdict {
  if (profile.state === 'withdrawn')
    return refuse('profile_withdrawn', 'This profile was withdrawn. Propose a new one.')
  if (profile.state !== 'approved')
    return refuse('profile_not_approved', 'This profile is not approved yet, so there is nothing to extend.')
  if (facts.endsAt <= profile.endsAt)
    return refuse(
      'extension_not_later',
      'The new end has to lie after the present one. Withdraw the profile to end it.',
    )
  return judgeProfileEnd(facts.endsAt, facts.now, facts.longestDays)
}

/**
 * Decides whether an actor may put an asked-for extension in force. It is an approval of its own, with the same four
 * eyes: where more than one person coordinates, nobody approves what they asked for.
 */
export function judgeExtensionApproval(
  profile: Extendable,
  facts: { actor: Actor; coordinatorCount: number; now: Date; longestDays: number },
): ApprovalVerdict {
  if (profile.state !== 'approved' || profile.extensionEndsAt === null)
    return refuse('no_extension', 'Nobody has asked for an extension of this profile, or it was decided already.')
  const isOwn = facts.actor.kind !== 'operator' && actorReference(facts.actor) === profile.extensionProposedBy
  if (isOwn && facts.coordinatorCount > 1)
    return refuse('second_person_needed', 'You asked for this extension, so another coordinator has to approve it.')
  return judgeProfileEnd(profile.extensionEndsAt, facts.now, facts.longestDays)
}

function refuse(code: string, message: string): ApprovalVerdict {
  return { ok: false, code, message }
}
