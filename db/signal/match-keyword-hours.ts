import { sql } from 'kysely'

import type { NarrativeId } from '@hub/core/ids.ts'
import { compileProfiles } from '@hub/core/item/match-profiles.ts'
import type { DetectionRule } from '@hub/core/signal/detection-rule.ts'
import { HOUR_MS } from '@hub/core/signal/hourly-rate.ts'
import type { NarrativeHour } from '@hub/core/signal/signal.ts'

import type { Reader } from '../connect.ts'

/** An item of a narrative, not a copy, as a keyword rule reads it. */
export type KeywordItem = {
  narrativeId: NarrativeId
  eventAtMs: number
  publisherId: string
  title: string
  text: string
  language: string
}

type KeywordTerms = Pick<DetectionRule, 'terms' | 'exclusions' | 'languages'>
export type HoursByNarrative = Map<NarrativeId, NarrativeHour[]>

/** So many of the newest items of the changed narratives are read for the keyword rules, and so much of each. */
const READ_ITEMS = 5_000
export const READ_LENGTH = 20_000

/** The items of some narratives since a time, newest first; what a keyword rule's window can hold. */
export async function readKeywordItems(
  db: Reader,
  narrativeIds: readonly NarrativeId[],
  since: Date,
): Promise<KeywordItem[]> {
  if (narrativeIds.length === 0) return []
  const { rows } = await sql<KeywordItem>`
    select a.narrative_id, (extract(epoch from i.event_at) * 1000)::bigint as event_at_ms, i.publisher_id, i.title,
      left(i.text, ${READ_LENGTH}) as text, i.language
    from item_assignment a
    join item i on i.id = a.item_id and i.first_seen_at = a.first_seen_at
    join narrative_item n on n.item_id = a.item_id and n.first_seen_at = a.first_seen_at and n.copy_of is null
    where a.narrative_id = any(${[...narrativeIds]}::uuid[]) and i.event_at >= ${since}
    order by a.shard_seq desc limit ${READ_ITEMS}`.execute(db)
  return rows
}

/** The hours of each narrative in which items with a rule's terms appeared; terms are read as a watch profile reads its own. */
export function matchKeywordHours(rule: KeywordTerms, items: Iterable<KeywordItem>): HoursByNarrative {
  const matches = compileKeyword(rule)
  const hours: HoursByNarrative = new Map()
  for (const item of items) if (matches(item)) addKeywordItem(hours, item)
  return hours
}

/** Whether an item has one of a rule's terms, none of its exclusions, and one of its languages. */
export function compileKeyword({ terms, exclusions, languages }: KeywordTerms): (item: KeywordItem) => boolean {
  const matches = compileProfiles([{ terms, exclusions, languages }])
  return (item) => matches(item).matchedTerms.length > 0
}

/** Counts an item in its narrative's hour. */
export function addKeywordItem(hours: HoursByNarrative, { narrativeId, eventAtMs, publisherId }: KeywordItem): void {
  const hourStartMs = Math.floor(eventAtMs / HOUR_MS) * HOUR_MS
  const known = hours.get(narrativeId) ?? []
  hours.set(narrativeId, known)
  const index = known.findIndex((hour) => hour.hourStartMs === hourStartMs)
  const before = known[index] ?? { hourStartMs, itemCount: 0, copyCount: 0, publisherIds: [] }
  const after = {
    ...before,
    itemCount: before.itemCount + 1,
    publisherIds: [...new Set([...before.publisherIds, publisherId])],
  }
  if (index < 0) known.push(after)
  else known[index] = after
}
