import type { PublisherId, SourceId } from '@hub/core/ids.ts'

import type { Write } from '../write.ts'
import type { KnownItem } from './item-identity.ts'

/** Notes that a source carries items which are stored already. Returns how many of them it had not been seen with before. */
export async function addSightings(
  w: Write,
  sourceId: SourceId,
  known: readonly (KnownItem & { publisherId: PublisherId })[],
): Promise<number> {
  if (known.length === 0) return 0
  const seen = await w.tx
    .selectFrom('itemSighting')
    .select('itemId')
    .where('sourceId', '=', sourceId)
    .where(
      'itemId',
      'in',
      known.map(({ itemId }) => itemId),
    )
    .execute()
  const seenIds = new Set(seen.map(({ itemId }) => itemId))
  const unseen = known.filter(({ itemId }) => !seenIds.has(itemId))
  if (unseen.length === 0) return 0
  await w.tx
    .insertInto('itemSighting')
    .values(
      unseen.map(({ itemId, firstSeenAt, publisherId }) => ({
        itemId,
        sourceId,
        publisherId,
        firstSeenAt,
        seenAt: w.by.now,
      })),
    )
    .onConflict((conflict) => conflict.columns(['itemId', 'sourceId']).doNothing())
    .execute()
  return unseen.length
}
