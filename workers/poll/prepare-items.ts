import { setImmediate } from 'node:timers/promises'

import { describePublishedNotes } from '@hub/core/item/clamp-published.ts'
import type { ParsedFeed } from '@hub/core/item/feed-item.ts'
import { prepareInTurns, type PreparingFacts } from '@hub/core/item/prepare-item.ts'
import type { PreparedItem } from '@hub/core/item/prepared-item.ts'

export type PreparedFeed = {
  items: PreparedItem[]
  /** A sentence about dates that could not be used, or null. */
  datesMessage: string | null
}

/** Makes a parsed feed ready to be stored, keeping only what a watch profile in force wants. */
export async function prepareItems(feed: ParsedFeed, source: PreparingFacts, now: Date): Promise<PreparedFeed> {
  const facts = { ...source, language: feed.language ?? source.language }
  const entries = await prepareInTurns(feed.items, facts, now, setImmediate)
  return {
    items: entries.filter(({ isWanted }) => isWanted).map(({ item }) => item),
    datesMessage: describePublishedNotes(entries.map(({ dateNote }) => dateNote)),
  }
}
