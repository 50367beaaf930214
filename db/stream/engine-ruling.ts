import { z } from 'zod'

import type { EngineRuling } from '@hub/core/narrative/engine-types.ts'

const id = z.uuid()
const schema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('merge'), from: id, into: id }),
  z.object({ kind: z.literal('split'), narrativeId: id, itemIds: z.array(id), into: id }),
  z.object({ kind: z.literal('move'), itemId: id, into: id }),
  z.object({ kind: z.literal('must_link'), itemIds: z.tuple([id, id]) }),
  z.object({ kind: z.literal('cannot_link'), itemIds: z.tuple([id, id]), into: id }),
  z.object({ kind: z.literal('confirm'), narrativeId: id }),
  z.object({ kind: z.literal('dismiss'), narrativeId: id }),
  z.object({ kind: z.literal('reopen'), narrativeId: id }),
])

/** A stored ruling as the engine takes it. Throws when the row does not say what its kind needs. */
export function engineRuling(row: {
  kind: string
  narrativeId: string
  payload: Record<string, unknown>
}): EngineRuling {
  return schema.parse({ narrativeId: row.narrativeId, ...row.payload, kind: row.kind })
}
