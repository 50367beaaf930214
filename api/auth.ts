import { randomBytes } from 'node:crypto'

import { APIError, betterAuth } from 'better-auth'
import { createAuthMiddleware, isAPIError } from 'better-auth/api'

import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { type UserId, userIdSchema } from '@hub/core/ids.ts'
import type { Db } from '@hub/db/connect.ts'
import { Conflict } from '@hub/db/errors.ts'
import { type AuthPool, openAuthPool } from '@hub/db/user/auth-pool.ts'
import { findActingUser } from '@hub/db/user/queries.ts'
import { recordSignIn, type SignInEvent } from '@hub/db/user/record-sign-in.ts'

import { authOptions, type AuthSettings, hashToken } from './auth-options.ts'

/** Sign-in, sessions and passwords. Everything else about people stands in our own tables. */
export type HubAuth = {
  /** Answers sign-in with a password and sign-out, as the browser asks them under /api/auth. */
  handle(request: Request): Promise<Response>
  /** The person of a session cookie and cookies to renew, or undefined. Roles and suspension are the caller's to check. */
  readSession(headers: Headers): Promise<{ userId: string; setCookies: string[] } | undefined>
  /** Sets the signed-in person's first password, or changes it given the present one. */
  setPassword(headers: Headers, input: { newPassword: string; currentPassword?: string | undefined }): Promise<void>
  /** Spends a sign-in link's token: the cookies of a new session, or undefined when it was used or is too old. */
  openLink(token: string, headers: Headers): Promise<string[] | undefined>
  /** A new single-use token that signs this address in until it expires; only its hash is stored. */
  createLinkToken(email: string, validForMs: number): Promise<string>
  /** The identity behind an address, made when there is none yet. */
  ensureIdentity(person: { email: string; name: string }): Promise<UserId>
  endSessions(userId: string): Promise<void>
  close(): Promise<void>
}

/** Starts the sign-in service on its tables. */
export function createAuth(db: Db, settings: AuthSettings): HubAuth {
  const pool = openAuthPool(settings.pool)
  const warn = settings.onWarning ?? (() => {})
  let isClosing = false
  pool.on('error', (error) => {
    if (!isClosing) warn(`Sign-in lost an idle connection: ${error.message}`)
  })
  const record: RecordEvent = (action, userId) => recordSignIn(db, { action, userId, now: settings.clock() })
  const service = openService(db, settings, { pool, warn, record })
  return {
    handle: (request) => service.handler(request),
    async readSession(headers) {
      const { response, headers: sent } = await service.api.getSession({ headers, returnHeaders: true })
      return response ? { userId: response.user.id, setCookies: sent.getSetCookie() } : undefined
    },
    async setPassword(headers, { newPassword, currentPassword }) {
      const session = await service.api.getSession({ headers })
      try {
        if (currentPassword === undefined) await service.api.setPassword({ headers, body: { newPassword } })
        else await service.api.changePassword({ headers, body: { newPassword, currentPassword } })
      } catch (error) {
        throw passwordConflict(error)
      }
      if (session) await record('password set', session.user.id)
    },
    async openLink(token, headers) {
      try {
        const { headers: sent } = await service.api.magicLinkVerify({ query: { token }, headers, returnHeaders: true })
        return sent.getSetCookie()
      } catch (error) {
        if (isAPIError(error)) return undefined
        throw error
      }
    },
    async createLinkToken(email, validForMs) {
      const { internalAdapter } = await service.$context
      const token = randomBytes(32).toString('base64url')
      const expiresAt = new Date(Date.now() + validForMs)
      await internalAdapter.createVerificationValue({
        identifier: await hashToken(token),
        value: JSON.stringify({ email }),
        expiresAt,
      })
      return token
    },
    async ensureIdentity({ email, name }) {
      const { internalAdapter } = await service.$context
      const known = await internalAdapter.findUserByEmail(email)
      // An operator or administrator vouches for the address, so a link must not strip what the account already has.
      const user =
        known?.user ?? (await internalAdapter.createUser({ email, name, emailVerified: true }, { method: 'admin' }))
      return userIdSchema.parse(user.id)
    },
    async endSessions(userId) {
      const { internalAdapter } = await service.$context
      await internalAdapter.deleteUserSessions(userId)
    },
    close() {
      isClosing = true
      return pool.end()
    },
  }
}

type RecordEvent = (action: SignInEvent, userId: string) => Promise<void>

/** The service with our own rules tied in: no session for a closed account, and every coming and going is recorded. */
function openService(
  db: Db,
  settings: AuthSettings,
  { pool, warn, record }: { pool: AuthPool; warn: (message: string) => void; record: RecordEvent },
) {
  return betterAuth({
    ...authOptions(pool, settings),
    logger: { log: (level, message) => level !== 'debug' && level !== 'info' && warn(message) },
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }) => {
            const user = await findActingUser(db, userId, LIVE_WORLD)
            if (!user)
              throw new APIError('FORBIDDEN', {
                code: 'account_closed',
                message: 'This account cannot be used. Ask an administrator.',
              })
          },
          after: async ({ userId }) => record('signed in', userId),
        },
        delete: { after: async ({ userId }) => record('signed out', userId) },
      },
    },
    hooks: {
      after: createAuthMiddleware(async (ctx) => {
        if (ctx.path !== '/sign-in/email' || !isAPIError(ctx.context.returned)) return
        const email: unknown = ctx.body?.email
        const known = typeof email === 'string' ? await ctx.context.internalAdapter.findUserByEmail(email) : null
        if (known) await record('sign-in failed', known.user.id)
      }),
    },
  })
}

function passwordConflict(error: unknown): unknown {
  if (!isAPIError(error)) return error
  const code = error.body?.code
  if (code === 'PASSWORD_ALREADY_SET')
    return new Conflict('password_exists', 'You already have a password. Give the present one to change it.')
  if (code === 'INVALID_PASSWORD')
    return new Conflict('wrong_password', 'The present password is not right. Check it and try again.')
  return error
}
