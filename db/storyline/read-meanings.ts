import type { NarrativeId } from '@hub/core/ids.ts'
import { cosineOf } from '@hub/core/model/vector.ts'

import { fromVectorBytes } from '../embedding/vector-bytes.ts'
import type { Write } from '../write.ts'

/**
 * Reads the vectors of narratives where an operator runs a model for them. Returns how alike two of them are in meaning: their cosine,
 * or null where either has none or they come from different models.
 */
export async function readMeanings(
  w: Pick<Write, 'tx'>,
  ids: readonly NarrativeId[],
): Promise<(one: NarrativeId, other: NarrativeId) => number | null> {
  if (ids.length === 0) return () => null
  const rows = await w.tx
    .selectFrom('narrativeEmbedding')
    .select(['narrativeId', 'model', 'vector'])
    .where('narrativeId', 'in', [...new Set(ids)])
    .execute()
  const vectors = new Map(
    rows.map((row) => [row.narrativeId, { model: row.model, vector: fromVectorBytes(row.vector) }]),
  )
  return (one, other) => {
    const [a, b] = [vectors.get(one), vectors.get(other)]
    return a && b && a.model === b.model ? (cosineOf(a.vector, b.vector) ?? null) : null
  }
}
