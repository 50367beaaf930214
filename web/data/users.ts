import type { Role } from '@hub/core/access/role.ts'
import { userViewSchema } from '@hub/core/access/user-view.ts'
import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'

import { getJson, send, sendJson } from '../api.ts'

const userListSchema = z.object({ rows: z.array(userViewSchema) })
const linkSchema = z.object({ link: z.string() })

export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: ({ signal }) => getJson('/users', userListSchema, signal),
  meta: { nouns: ['user', 'unit'] },
})

export type Invitation = { email: string; name?: string; role: Role; unitId: string }

/** Invites a person; the link signs them in once and is shown only now. */
export async function inviteUser(input: Invitation): Promise<string> {
  return (await sendJson('POST', '/users/invite', input, linkSchema)).link
}

/** A new one-time sign-in link for somebody who lost theirs. */
export async function newSignInLink(id: string): Promise<string> {
  return (await sendJson('POST', `/users/${id}/link`, {}, linkSchema)).link
}

export function grantRole(id: string, input: { unitId: string; role: Role }): Promise<void> {
  return send('POST', `/users/${id}/memberships`, input)
}

export function revokeRole(membershipId: string, reason: string): Promise<void> {
  return send('POST', `/memberships/${membershipId}/revoke`, { reason })
}

export function suspendUser(id: string, reason: string): Promise<void> {
  return send('POST', `/users/${id}/suspend`, { reason })
}

export function reinstateUser(id: string): Promise<void> {
  return send('POST', `/users/${id}/reinstate`, {})
}
