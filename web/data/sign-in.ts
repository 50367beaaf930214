import { z } from 'zod'

import { ApiProblem, noAnswer, readProblem } from '../api-problem.ts'
import { sendJson } from '../api.ts'

const SIGN_IN_PATH = '/api/auth/sign-in/email'

/** Opens a session with e-mail and password; refused ones throw an `ApiProblem`. */
export async function signIn(email: string, password: string): Promise<void> {
  await callAuth(SIGN_IN_PATH, { email, password })
}

/** Ends the session and leaves: whatever the page knew is gone with it. */
export async function signOut(): Promise<void> {
  await callAuth('/api/auth/sign-out', {}).catch((error: unknown) => {
    if (!(error instanceof ApiProblem)) throw error
  })
  location.assign('/sign-in')
}

/** Sets the reader's own password; the current one is needed once there is one. */
export function setPassword(newPassword: string, currentPassword: string) {
  const body = currentPassword ? { newPassword, currentPassword } : { newPassword }
  return sendJson('POST', '/session/password', body, z.object({ hasPassword: z.boolean() }))
}

async function callAuth(path: string, body: unknown): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(path, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
    credentials: 'same-origin',
  }).catch(() => {
    throw noAnswer('offline', '')
  })
  if (!response.ok) throw await readProblem(response)
}
