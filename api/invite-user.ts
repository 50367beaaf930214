import type { Role } from '@hub/core/access/role.ts'
import type { UnitId } from '@hub/core/ids.ts'
import { requirePermission } from '@hub/db/require-permission.ts'
import type { Row } from '@hub/db/schema.ts'
import { grantMembership } from '@hub/db/user/grant-membership.ts'
import { inviteUser as recordInvitation } from '@hub/db/user/invite-user.ts'
import type { WriteBy } from '@hub/db/write.ts'

import { createSignInLink, type InviteDeps } from './sign-in-link.ts'

export type Invitation = { email: string; name?: string | undefined; role: Role; unitId: UnitId }

/**
 * Gives a person an account with a role in a unit and a one-time sign-in link, which the inviter hands over. Inviting
 * an address again adds the role and makes a new link. Throws Forbidden, NotFound (unit), Conflict (suspended).
 */
export async function inviteUser(
  deps: InviteDeps,
  by: WriteBy,
  input: Invitation,
): Promise<{ user: Row<'userAccount'>; link: string }> {
  // Before anything is made in the sign-in service, whose tables know no permissions.
  await requirePermission(deps.db, by.actor, 'user.manage')
  const email = input.email.trim().toLowerCase()
  const name = input.name?.trim() || nameFrom(email)
  const id = await deps.auth.ensureIdentity({ email, name })
  const user = await deps.db.transaction().execute(async (tx) => {
    const invited = await recordInvitation(tx, by, { id, email, name })
    await grantMembership(tx, by, { userId: invited.id, unitId: input.unitId, role: input.role, reason: 'invited' })
    return invited
  })
  return { user, link: await createSignInLink(deps, by, email) }
}

function nameFrom(email: string): string {
  const words = (email.split('@')[0] ?? email).split(/[._+-]+/).filter(Boolean)
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ') || email
}
