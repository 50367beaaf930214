import type { NarrativeId } from '@hub/core/ids.ts'

import type { Db } from '../connect.ts'
import { write, type WriteBy } from '../write.ts'
import { toVectorBytes } from './vector-bytes.ts'

export type NewEmbedding = { narrativeId: NarrativeId; vector: Float32Array; itemCount: number }
export type SavedEmbeddings = { ok: true; saved: number } | { ok: false; dimensions: number }

/**
 * Keeps the vectors of a batch of narratives, one entry in the record for all. Refuses the batch when its vectors are not of
 * the size that those of this model have (`dimensions`): the server then answers with another model than before.
 */
export async function saveEmbeddings(
  db: Db,
  by: WriteBy,
  model: string,
  embeddings: readonly NewEmbedding[],
): Promise<SavedEmbeddings> {
  return write(db, by, async (w) => {
    await w.require('pipeline.run')
    const known = await w.tx
      .selectFrom('narrativeEmbedding')
      .select('dimensions')
      .where('model', '=', model)
      .orderBy('embeddedAt', 'desc')
      .executeTakeFirst()
    const dimensions = known?.dimensions ?? embeddings[0]?.vector.length ?? 0
    if (embeddings.length === 0 || embeddings.some(({ vector }) => vector.length !== dimensions)) {
      w.unchanged()
      return embeddings.length === 0 ? { ok: true, saved: 0 } : { ok: false, dimensions }
    }
    const rows = embeddings.map(({ narrativeId, vector, itemCount }) => ({
      narrativeId,
      model,
      dimensions,
      vector: toVectorBytes(vector),
      itemCount,
      embeddedAt: by.now,
    }))
    await w.tx
      .insertInto('narrativeEmbedding')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('narrativeId').doUpdateSet(({ ref }) => ({
          model: ref('excluded.model'),
          dimensions: ref('excluded.dimensions'),
          vector: ref('excluded.vector'),
          itemCount: ref('excluded.itemCount'),
          embeddedAt: ref('excluded.embeddedAt'),
        })),
      )
      .execute()
    await w.audit({ action: 'embed', noun: 'narrative', details: { model, dimensions, narratives: rows.length } })
    return { ok: true, saved: rows.length }
  })
}
