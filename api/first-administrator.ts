import type { UnitId } from '@hub/core/ids.ts'
import { hasAnybodySignedIn } from '@hub/db/user/queries.ts'
import { grantMembership } from '@hub/db/user/grant-membership.ts'
import { inviteUser } from '@hub/db/user/invite-user.ts'
import type { WriteBy } from '@hub/db/write.ts'

import { createSignInLink, FIRST_LINK_VALID_MS, type InviteDeps } from './sign-in-link.ts'

/** The address the first account goes by; it receives nothing. */
export const FIRST_ADMINISTRATOR_EMAIL = 'administrator@hub.localhost'

/**
 * As long as nobody has ever signed in: makes sure of an account that administers and coordinates the given unit, and
 * returns a new one-time link to it. Afterwards null. Both roles stand in the record and can be revoked.
 */
export async function ensureFirstAdministrator(deps: InviteDeps, by: WriteBy, unitId: UnitId): Promise<string | null> {
  if (await hasAnybodySignedIn(deps.db)) return null
  const person = { email: FIRST_ADMINISTRATOR_EMAIL, name: 'First administrator' }
  const id = await deps.auth.ensureIdentity(person)
  await deps.db.transaction().execute(async (tx) => {
    await inviteUser(tx, by, { id, ...person })
    for (const role of ['administrator', 'coordinator'] as const) {
      await grantMembership(tx, by, { userId: id, unitId, role, reason: 'first user of the installation' })
    }
  })
  return createSignInLink(deps, by, FIRST_ADMINISTRATOR_EMAIL, FIRST_LINK_VALID_MS)
}
