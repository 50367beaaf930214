import { createHash } from 'node:crypto'

import type { BetterAuthOptions } from 'better-auth'
import { magicLink } from 'better-auth/plugins'

import { newRowId } from '@hub/db/new-id.ts'
import type { AuthPool, PoolSettings } from '@hub/db/user/auth-pool.ts'

export type AuthSettings = {
  /** The hub's own connection settings; sign-in keeps its tables in the schema `auth` of the same database. */
  pool: PoolSettings
  secret: string
  publicUrl: string
  trustedOrigins: readonly string[]
  clock: () => Date
  /** Hears what the sign-in service has to say; never passwords or links. */
  onWarning?: (message: string) => void
}

/** The settings of the sign-in service that decide its tables; migration and service must agree on them. */
export function authOptions(pool: AuthPool, settings: Pick<AuthSettings, 'secret' | 'publicUrl' | 'trustedOrigins'>) {
  return {
    appName: 'dismis-hub',
    baseURL: settings.publicUrl,
    basePath: '/api/auth',
    secret: settings.secret,
    database: pool,
    trustedOrigins: [...settings.trustedOrigins],
    telemetry: { enabled: false },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    rateLimit: { enabled: true, storage: 'database', window: 10, max: 100 },
    session: { expiresIn: 7 * 86_400, updateAge: 86_400 },
    advanced: {
      cookiePrefix: 'hub',
      useSecureCookies: settings.publicUrl.startsWith('https:'),
      database: { generateId: () => newRowId() },
      ipAddress: { ipAddressHeaders: ['x-hub-client-address'] },
    },
    plugins: [
      magicLink({
        disableSignUp: true,
        storeToken: { type: 'custom-hasher', hash: hashToken },
        sendMagicLink: async () => {},
      }),
    ],
  } satisfies BetterAuthOptions
}

/** How a sign-in link's token is stored: its SHA-256 in base64url. */
export async function hashToken(token: string): Promise<string> {
  return createHash('sha256').update(token).digest('base64url')
}
