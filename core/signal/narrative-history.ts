import { APPEARANCE_DIMENSIONS } from './signal.ts'
import type { NarrativeHour } from './signal.ts'

/** Where a narrative can be seen for the first time; the platform counts for the Breakout Scale alone. */
export const HISTORY_DIMENSIONS = [...APPEARANCE_DIMENSIONS, 'platform'] as const
export type HistoryDimension = (typeof HISTORY_DIMENSIONS)[number]

/** The hour in which a narrative was first seen somewhere, and through which independent publishers in that hour. */
export type AppearanceFact = {
  dimension: HistoryDimension
  value: string
  hourMs: number
  publisherIds: readonly string[]
}

/** All that rules are judged on. Of a keyword rule `hours` holds the items with one of its terms alone. */
export type NarrativeHistory = {
  firstItemAtMs: number
  hours: readonly NarrativeHour[]
  appearances: readonly AppearanceFact[]
  /** When each independent publisher first spoke, in any order. */
  publisherFirstAtMs: readonly number[]
}
