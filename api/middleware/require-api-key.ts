import type { MiddlewareHandler } from 'hono'

import { apiKeyStanding } from '@hub/core/access/api-key.ts'
import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { findApiKey } from '@hub/db/api-key/queries.ts'
import type { Row } from '@hub/db/schema.ts'

import type { ApiDeps } from '../api-deps.ts'
import { ApiKeyRefused } from '../api-key-refused.ts'
import { hashApiKeySecret } from '../api-key-secret.ts'
import type { HubEnv } from '../hub-env.ts'

/** Turns `Authorization: Bearer …` into the key that acts; refuses a key that is unknown, stopped or has run out. */
export function requireApiKey(deps: Pick<ApiDeps, 'db' | 'clock'>): MiddlewareHandler<HubEnv> {
  return async (c, next) => {
    const secret = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
    if (secret === undefined)
      throw new ApiKeyRefused('This needs an API key. Send it as “Authorization: Bearer …”; a coordinator makes one.')
    const key = await findApiKey(deps.db, LIVE_WORLD, hashApiKeySecret(secret))
    const standing = key && apiKeyStanding(key, deps.clock())
    if (!key || standing !== 'active') throw new ApiKeyRefused(refusal(key, standing))
    const { id, name, scope } = key
    c.set('apiKey', { id, actor: { kind: 'api_key', keyId: id, name, scopes: [scope], world: LIVE_WORLD } })
    await next()
  }
}

function refusal(key: Row<'apiKey'> | undefined, standing: string | undefined): string {
  const more = 'Ask a coordinator for another one.'
  if (!key) return `This API key is not known here. Check that it was copied whole. ${more}`
  if (standing === 'expired') return `This API key ran out on ${key.expiresAt.toISOString().slice(0, 10)}. ${more}`
  if (standing === 'suspended') return 'This API key is suspended. Ask a coordinator to resume it.'
  return `This API key was revoked. ${more}`
}
