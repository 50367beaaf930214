import { z } from 'zod'

import { LONGEST_PROFILE_DAYS } from '../source/profile-period.ts'

/** What has a period of its own. The three classes of items go by what became of an item; `case_evidence` keeps longer. */
export const RETENTION_CLASSES = [
  'unclustered_items',
  'screened_out',
  'narrative_items',
  'tips_declined',
  'tips_accepted',
  'tips_waiting',
  'claim_reviews',
  'sessions',
  'fetch_log',
  'tombstones',
] as const
export type RetentionClass = (typeof RETENTION_CLASSES)[number]

/** The classes whose rows are items. */
export const ITEM_CLASSES = ['unclustered_items', 'screened_out', 'narrative_items'] as const
export type ItemClass = (typeof ITEM_CLASSES)[number]

const days = (usual: number, longest: number) => z.number().int().min(1).max(longest).default(usual)

/**
 * The periods in days, counted from when the hub first saw a thing (an item dismissed: from the dismissal, if that came
 * later). The defaults are strict; an administrator may set others up to a limit.
 */
export const retentionPeriodsSchema = z.strictObject({
  unclustered_items: days(30, 365),
  screened_out: days(7, 90),
  narrative_items: days(90, 1095),
  tips_declined: days(7, 90),
  tips_accepted: days(30, 365),
  tips_waiting: days(30, 365),
  /** A fact-check stays this long since a feed or page last carried it. */
  claim_reviews: days(365, 3650),
  /** Ended sign-ins, counted from their end; they name a browser and a network address. */
  sessions: days(7, 90),
  fetch_log: days(30, 365),
  /** After a deletion the bare key of the entry stays this long since a feed last carried it, so that it does not come back. */
  tombstones: days(90, 365),
  /** How long the items of a closed case's narratives stay as its evidence. */
  case_evidence: days(365, 3650),
  /** The longest a watch profile may run before people decide on it again. */
  longestProfileDays: days(LONGEST_PROFILE_DAYS, 366),
})
export type RetentionPeriods = z.infer<typeof retentionPeriodsSchema>
export type RetentionPeriod = keyof RetentionPeriods
export const RETENTION_PERIODS = Object.keys(retentionPeriodsSchema.shape) as readonly RetentionPeriod[]

export const DEFAULT_PERIODS: RetentionPeriods = retentionPeriodsSchema.parse({})

/** The longest each period may be set to, in days. */
export function longestPeriod(period: RetentionPeriod): number {
  return retentionPeriodsSchema.shape[period].unwrap().maxValue ?? Number.POSITIVE_INFINITY
}

/** The stored periods; what is missing or no longer allowed is the default. */
export function readPeriods(stored: Record<string, unknown> | undefined): RetentionPeriods {
  const usable = Object.entries(stored ?? {}).filter(([key, value]) => {
    const period = RETENTION_PERIODS.find((known) => known === key)
    return period !== undefined && retentionPeriodsSchema.shape[period].safeParse(value).success
  })
  return retentionPeriodsSchema.parse(Object.fromEntries(usable))
}

export const changeRetentionSchema = z.strictObject({
  period: z.enum(RETENTION_PERIODS),
  days: z.number().int().min(1),
  reason: z.string().trim().min(10).max(2000),
})
export type ChangeRetention = z.infer<typeof changeRetentionSchema>

const DAY_MS = 86_400_000

/** Whatever was first seen before this moment is past its period. */
export function cutOff(now: Date, periodDays: number): Date {
  return new Date(now.getTime() - periodDays * DAY_MS)
}
