import { setImmediate } from 'node:timers/promises'

import type { ItemId } from '@hub/core/ids.ts'
import type { IncomingItem } from '@hub/core/item/incoming-item.ts'
import { prepareInTurns } from '@hub/core/item/prepare-item.ts'
import type { AllowList } from '@hub/core/source/allow-list.ts'

import { storeEach } from '../item/store-items.ts'
import type { Row } from '../schema.ts'
import type { Write } from '../write.ts'
import { findIntakePublishers } from './find-intake-publishers.ts'

/** What became of one handed-in item. A repeat of another one in the same batch is known. */
export type IncomingFate = {
  row: number
  outcome: 'stored' | 'known' | 'filtered'
  itemId: ItemId | null
  isRevised: boolean
  matchedTerms: string[]
}

export type StoreIncoming = {
  source: Pick<Row<'source'>, 'id' | 'publisherId' | 'language' | 'rowVersion'>
  profile: Pick<Row<'watchProfile'>, 'terms' | 'exclusions' | 'languages'>
  /** `row` is what the caller knows an item by; each is used once. */
  items: readonly (IncomingItem & { row: number })[]
  allowList: AllowList
  /** Store what no term matches too: a person looked at it and said why. */
  keepsUnmatched?: boolean
}

/**
 * Stores a batch of handed-in items as the collector stores a fetch: the same identity, cleaning, dates, language and
 * profile terms. Safe to run again: what is stored is known. The caller has checked permission, profile and source, and
 * writes the audit entry.
 */
export async function storeIncoming(w: Write, batch: StoreIncoming): Promise<IncomingFate[]> {
  const { source, profile, items } = batch
  const facts = { world: w.by.actor.world, language: source.language, languageCounts: {}, profiles: [profile] }
  const prepared = await prepareInTurns(items, facts, w.by.now, setImmediate)
  const wanted = prepared.filter(({ isWanted }) => isWanted || batch.keepsUnmatched)
  const publisherIds = await findIntakePublishers(
    w,
    wanted.map(({ entry }) => entry),
    { fallback: source.publisherId, allowList: batch.allowList },
  )
  const published = wanted.map(({ item }, at) => ({ item, publisherId: publisherIds[at] ?? source.publisherId }))
  const { newItems, fates } = await storeEach(w, source.id, published)
  if (newItems > 0) {
    await w.tx.updateTable('source').set({ lastItemAt: w.by.now }).where('id', '=', source.id).execute()
    await w.live({ noun: 'source', id: source.id, version: source.rowVersion })
  }
  const byRow = new Map<number, IncomingFate>()
  for (const { entry } of prepared)
    byRow.set(entry.row, { row: entry.row, outcome: 'filtered', itemId: null, isRevised: false, matchedTerms: [] })
  for (const [at, { entry, item }] of wanted.entries()) {
    const fate = fates[at]
    if (!fate) continue
    const { itemId, isRevised, isNew } = fate
    const outcome = isNew ? 'stored' : 'known'
    byRow.set(entry.row, { row: entry.row, outcome, itemId, isRevised, matchedTerms: item.matchedTerms })
  }
  const repeat = { outcome: 'known' as const, itemId: null, isRevised: false, matchedTerms: [] }
  return items.map(({ row }) => byRow.get(row) ?? { row, ...repeat })
}
