import { z } from 'zod'

import { apiKeyIdSchema, profileIdSchema, sourceIdSchema } from '../ids.ts'
import { API_KEY_SCOPE_NAMES } from './api-key-scope.ts'

export const API_KEY_STATES = ['active', 'suspended', 'revoked'] as const
export type ApiKeyState = (typeof API_KEY_STATES)[number]

export const API_KEY_MOVES = ['suspend', 'resume', 'revoke'] as const
export type ApiKeyMove = (typeof API_KEY_MOVES)[number]

/** From where a person may move a key, and where to. A revoked key stays revoked: another one is made instead. */
export const API_KEY_TRANSITIONS: Readonly<Record<ApiKeyMove, { from: readonly ApiKeyState[]; to: ApiKeyState }>> = {
  suspend: { from: ['active'], to: 'suspended' },
  resume: { from: ['suspended'], to: 'active' },
  revoke: { from: ['active', 'suspended'], to: 'revoked' },
}

/** How a key stands at a moment. Only `active` opens the door. */
export type ApiKeyStanding = ApiKeyState | 'expired'

export function apiKeyStanding(key: { state: ApiKeyState; expiresAt: Date }, now: Date): ApiKeyStanding {
  return key.state === 'active' && key.expiresAt <= now ? 'expired' : key.state
}

export const API_KEY_LIFE_DAYS_MAX = 731

/** What a key is made with: which watch profile what it brings in is collected under, and who publishes it. */
export const issueApiKeySchema = z.strictObject({
  name: z.string().trim().min(3).max(120),
  scope: z.enum(API_KEY_SCOPE_NAMES).default('ingest'),
  profileId: profileIdSchema,
  /** Who publishes items that name no publisher and have no link; default: the key's name. */
  publisherName: z.string().trim().min(2).max(200).optional(),
  expiresAt: z.iso.datetime({ offset: true }),
})
export type IssueApiKey = z.infer<typeof issueApiKeySchema>

export const moveApiKeySchema = z.strictObject({ reason: z.string().trim().min(3).max(1000).optional() })

/** A key as lists show it. The secret itself is shown once, when the key is made, and stored as a hash. */
export const apiKeyViewSchema = z.object({
  id: apiKeyIdSchema,
  name: z.string(),
  /** How the secret begins, to tell keys apart. */
  hint: z.string(),
  scope: z.enum(API_KEY_SCOPE_NAMES),
  profile: z.object({ id: profileIdSchema, title: z.string(), inForce: z.boolean() }),
  sourceId: sourceIdSchema,
  standing: z.enum([...API_KEY_STATES, 'expired']),
  madeBy: z.string(),
  madeAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  stoppedReason: z.string().nullable(),
  /** Items this key brought in. */
  itemsStored: z.number().int(),
})
export type ApiKeyView = z.infer<typeof apiKeyViewSchema>
