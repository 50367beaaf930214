import type { Severity } from '../resist/assessment.ts'

export const SIGNAL_KINDS = ['emergence', 'growth', 'first_appearance', 'keyword', 'breakout'] as const
export type SignalKind = (typeof SIGNAL_KINDS)[number]

/**
 * One hour of a narrative. `itemCount` counts all items, `copyCount` those among them that are copies. `publisherIds` are
 * the publishers of items that are not copies: a copied text is no independent voice.
 */
export type NarrativeHour = {
  hourStartMs: number
  itemCount: number
  copyCount: number
  publisherIds: readonly string[]
}

/** What was counted. Rates are per hour; `z…` are standard deviations above usual under a Poisson model. */
export type SpreadNumbers = {
  publishersPerHour: number
  usualPublishersPerHour: number
  zPublishers: number
  itemsPerHour: number
  usualItemsPerHour: number
  zItems: number
  /** Publishers per hour against usual; against one a day where there is no usual yet. */
  ratio: number
  /** Independent publishers within the window, and those of them the baseline does not hold. */
  publishers: number
  newPublishers: number
  items: number
  copies: number
  windowHours: number
  /** Hours of the narrative's own past the window was compared with; 0 for a new one. */
  baselineHours: number
}

/** One limit that was passed. */
export type SignalReason = { measure: keyof SpreadNumbers; value: number; limit: number }

/** What every signal says: how urgent it looks, the hour it is about, and the independent publishers it rests on. */
type Measured = { severity: Severity; hourMs: number; publisherIds: string[] }

export type SpreadSignal = Measured & {
  kind: 'emergence' | 'growth'
  windowStartMs: number
  numbers: SpreadNumbers
  reasons: SignalReason[]
}

export const APPEARANCE_DIMENSIONS = ['language', 'community', 'source_kind'] as const
export type AppearanceDimension = (typeof APPEARANCE_DIMENSIONS)[number]

export type FirstAppearanceSignal = Measured & {
  kind: 'first_appearance'
  dimension: AppearanceDimension
  value: string
  /** What the narrative was seen in before. */
  before: string[]
}

export type KeywordSignal = Measured & {
  kind: 'keyword'
  windowStartMs: number
  /** Items with one of the rule's terms, copies not counted, and the rule's limits. */
  items: number
  limits: { items: number; publishers: number }
}

/** The categories of the Breakout Scale that can be counted; 4 to 6 are set by people. */
export const COUNTED_BREAKOUT = [1, 2, 3] as const
export type CountedBreakout = (typeof COUNTED_BREAKOUT)[number]

export type BreakoutSignal = Measured & {
  kind: 'breakout'
  category: CountedBreakout
  platforms: string[]
  communities: string[]
}

export type Signal = SpreadSignal | FirstAppearanceSignal | KeywordSignal | BreakoutSignal

/** What a signal is about within its rule: a first appearance is about its value, everything else about the narrative. */
export function matterOf(signal: Signal): string | null {
  return signal.kind === 'first_appearance' ? `${signal.dimension}:${signal.value}` : null
}
