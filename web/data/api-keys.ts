import { type ApiKeyMove, type ApiKeyView, apiKeyViewSchema, type IssueApiKey } from '@hub/core/access/api-key.ts'
import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'

import { getJson, send, sendJson } from '../api.ts'

const keyListSchema = z.object({ rows: z.array(apiKeyViewSchema) })
const issuedSchema = z.object({ key: apiKeyViewSchema, secret: z.string() })

export const apiKeysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: ({ signal }) => getJson('/api-keys', keyListSchema, signal),
  meta: { nouns: ['api_key', 'profile'] },
})

/** Makes a key; its secret is in this answer and nowhere else. */
export function issueApiKey(input: Omit<IssueApiKey, 'scope'>): Promise<{ key: ApiKeyView; secret: string }> {
  return sendJson('POST', '/api-keys', input, issuedSchema)
}

export function moveApiKey(id: string, move: ApiKeyMove, reason?: string): Promise<void> {
  return send('POST', `/api-keys/${id}/${move}`, reason ? { reason } : {})
}
