import { setImmediate } from 'node:timers/promises'

import { describePublishedNotes } from '@hub/core/item/clamp-published.ts'
import type { ParsedFeed } from '@hub/core/item/feed-item.ts'
import { prepareInSteps, type PreparingFacts } from '@hub/core/item/prepare-item.ts'
import type { PreparedItem } from '@hub/core/item/prepared-item.ts'

export type PreparedFeed = {
  items: PreparedItem[]
  /** A sentence about dates that could not be used, or null. */
  datesMessage: string | null
}

/** Entries made ready between two turns of the event loop. */
const ENTRIES_A_TURN = 25

/** Makes a parsed feed ready to be stored, keeping only what a watch profile in force wants. */
export async function prepareItems(feed: ParsedFeed, source: PreparingFacts, now: Date): Promise<PreparedFeed> {
  const steps = prepareInSteps(feed.items, { ...source, language: feed.language ?? source.language }, now)
  for (let taken = 1; ; taken += 1) {
    const step = steps.next()
    if (step.done) {
      return {
        items: step.value.filter(({ isWanted }) => isWanted).map(({ item }) => item),
        datesMessage: describePublishedNotes(step.value.map(({ dateNote }) => dateNote)),
      }
    }
    if (taken % ENTRIES_A_TURN === 0) await setImmediate()
  }
}
