import { Conflict, NotFound } from '@hub/db/errors.ts'
import { findUserByEmail } from '@hub/db/user/queries.ts'
import { recordSignIn } from '@hub/db/user/record-sign-in.ts'
import type { WriteBy } from '@hub/db/write.ts'

import type { ApiDeps } from './api-deps.ts'

/** What making links and inviting needs; a command line can fill it without serving anything. */
export type InviteDeps = Pick<ApiDeps, 'db' | 'auth' | 'publicUrl'>

export const LINK_VALID_MS = 15 * 60_000
export const FIRST_LINK_VALID_MS = 24 * 3_600_000

/** A new one-time address that signs this person in. Making it stands in the audit record under who made it. */
export async function createSignInLink(
  deps: InviteDeps,
  by: WriteBy,
  email: string,
  validForMs: number = LINK_VALID_MS,
): Promise<string> {
  const user = await findUserByEmail(deps.db, email)
  if (!user) throw new NotFound('user')
  if (user.status === 'suspended')
    throw new Conflict('account_suspended', 'This account is suspended. Reinstate it first.')
  const token = await deps.auth.createLinkToken(user.email, validForMs)
  await recordSignIn(deps.db, { action: 'sign-in link made', userId: user.id, now: by.now, by: by.actor })
  return `${deps.publicUrl}/sign-in/link?token=${token}`
}
