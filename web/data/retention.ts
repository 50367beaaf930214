import { type HoldKind, type HoldMove, holdViewSchema } from '@hub/core/retention/legal-hold.ts'
import { retentionViewSchema } from '@hub/core/retention/purge-view.ts'
import type { ChangeRetention } from '@hub/core/retention/retention-classes.ts'
import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'

import { getJson, send } from '../api.ts'

export const retentionQuery = queryOptions({
  queryKey: ['retention'],
  queryFn: ({ signal }) => getJson('/retention', retentionViewSchema, signal),
  meta: { nouns: ['retention', 'legal_hold'] },
})

export const holdsQuery = queryOptions({
  queryKey: ['holds'],
  queryFn: ({ signal }) => getJson('/legal-holds', z.object({ rows: z.array(holdViewSchema) }), signal),
  meta: { nouns: ['legal_hold'] },
})

/** The holds on one object, standing ones first. */
export const holdsOfQuery = (kind: HoldKind, objectId: string) =>
  queryOptions({
    queryKey: ['holds', kind, objectId],
    queryFn: ({ signal }) =>
      getJson(`/legal-holds?kind=${kind}&objectId=${objectId}`, z.object({ rows: z.array(holdViewSchema) }), signal),
    meta: { nouns: ['legal_hold'] },
  })

export function changeRetention(input: ChangeRetention): Promise<void> {
  return send('POST', '/retention', input)
}

export function placeHold(input: { kind: HoldKind; objectId: string; reason: string }): Promise<void> {
  return send('POST', '/legal-holds', input)
}

export function moveHold(id: string, move: HoldMove, reason: string): Promise<void> {
  return send('POST', `/legal-holds/${id}/${move}`, { reason })
}
