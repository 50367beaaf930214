import { z } from 'zod'

import type { EngineRuling } from '@hub/core/narrative/engine-types.ts'
import { MAX_TOLD_TERMS } from '@hub/core/narrative/tell-terms.ts'

const id = z.uuid()
const remains = z.object({
  id,
  formerIds: z.array(id),
  items: z.number().int().nonnegative(),
  firstAtMs: z.number(),
  lastAtMs: z.number(),
  terms: z.array(z.tuple([z.number().int().nonnegative(), z.number().nonnegative()])).max(MAX_TOLD_TERMS),
})
const schema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('merge'), from: id, into: id }),
  z.object({ kind: z.literal('split'), narrativeId: id, itemIds: z.array(id), into: id }),
  z.object({ kind: z.literal('move'), itemId: id, into: id }),
  z.object({ kind: z.literal('must_link'), itemIds: z.tuple([id, id]) }),
  z.object({ kind: z.literal('cannot_link'), itemIds: z.tuple([id, id]), into: id }),
  z.object({ kind: z.literal('confirm'), narrativeId: id }),
  z.object({ kind: z.literal('dismiss'), narrativeId: id }),
  z.object({ kind: z.literal('reopen'), narrativeId: id }),
  z.object({
    kind: z.literal('place'),
    itemIds: z.array(id),
    into: id,
    stands: z.array(z.object({ id, isConfirmed: z.boolean(), isClosed: z.boolean(), apart: z.array(id) })),
    remains: z.array(remains).default([]),
  }),
])

/** A stored ruling as the engine takes it. Throws when it does not say what its kind needs. */
export function engineRuling(payload: Record<string, unknown>): EngineRuling {
  return schema.parse(payload)
}
