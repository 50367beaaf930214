import type { Scope } from '@hub/core/access/scope.ts'
import type { ItemId, NarrativeId } from '@hub/core/ids.ts'
import { type DraftView, draftViewSchema } from '@hub/core/model/draft-view.ts'

import type { Reader } from '../connect.ts'
import { requireNarrative } from '../narrative/get-narrative.ts'
import type { Row } from '../schema.ts'

/**
 * The newest draft of a narrative. Null when there is none, when it was discarded, and when an item it quotes is gone or out
 * of the reader's sight. Throws NotFound for a narrative the reader may not see.
 */
export async function findDraft(db: Reader, scope: Scope, narrativeId: NarrativeId): Promise<DraftView | null> {
  await requireNarrative(db, { scope }, narrativeId)
  const draft = await db
    .selectFrom('narrativeDraft')
    .selectAll()
    .where('narrativeId', '=', narrativeId)
    .where('world', '=', scope.world)
    .orderBy('requestedAt', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (!draft || draft.outcome === 'discarded') return null
  const quoted = [...new Set(draft.sentences.flatMap(({ quotes }) => quotes.map(({ itemId }) => itemId)))]
  const publishers = await findPublishers(db, scope, quoted)
  return publishers.size < quoted.length ? null : viewDraft(draft, publishers)
}

async function findPublishers(db: Reader, scope: Scope, itemIds: readonly ItemId[]): Promise<Map<ItemId, string>> {
  if (itemIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('item')
    .innerJoin('publisher', 'publisher.id', 'item.publisherId')
    .select(['item.id', 'publisher.name'])
    .where('item.id', 'in', itemIds)
    .where('item.world', '=', scope.world)
    .$if(!scope.mayReadRed, (query) => query.where('item.tlp', '<>', 'RED'))
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

function viewDraft(draft: Row<'narrativeDraft'>, publishers: ReadonlyMap<ItemId, string>): DraftView {
  return draftViewSchema.parse({
    ...draft,
    sentences: draft.sentences.map(({ text, quotes }) => ({
      text,
      quotes: quotes.map((quote) => ({ ...quote, publisher: publishers.get(quote.itemId) ?? '' })),
    })),
    itemCount: draft.itemIds.length,
    requestedAt: draft.requestedAt.toISOString(),
    finishedAt: draft.finishedAt?.toISOString() ?? null,
  })
}
