/** What an API key may be for, and the permissions each gives. Keys hold no role, so they reach nothing else. */
export const API_KEY_SCOPES = {
  ingest: ['item.ingest'],
} as const

export type ApiKeyScope = keyof typeof API_KEY_SCOPES
export const API_KEY_SCOPE_NAMES = ['ingest'] as const satisfies readonly ApiKeyScope[]
