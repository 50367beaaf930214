import type { Severity } from '../resist/assessment.ts'

export const SIGNAL_KINDS = ['emergence', 'growth', 'first_appearance', 'keyword'] as const
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

export type SpreadSignal = {
  kind: 'emergence' | 'growth'
  severity: Severity
  atMs: number
  windowStartMs: number
  publisherIds: string[]
  numbers: SpreadNumbers
  reasons: SignalReason[]
}

export const APPEARANCE_DIMENSIONS = ['language', 'community', 'source_kind'] as const
export type AppearanceDimension = (typeof APPEARANCE_DIMENSIONS)[number]

export type FirstAppearanceSignal = {
  kind: 'first_appearance'
  severity: Severity
  atMs: number
  dimension: AppearanceDimension
  value: string
  /** What the narrative was seen in before. */
  before: string[]
  publisherIds: string[]
}

export type Signal = SpreadSignal | FirstAppearanceSignal
