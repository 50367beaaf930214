/** Limits of growth detection; a rule sets those on publishers, items and deviations. Hours are clock hours. */
export type GrowthConfig = {
  /** Independent publishers without which nothing is raised. One publisher alone can never raise a signal. */
  minPublishers: number
  /** Items, copies not counted, without which nothing is raised. */
  minItems: number
  /** Within how many hours before the running one a new narrative must reach them. */
  emergenceHours: number
  /** Hours of own past from which a narrative is compared with itself. */
  minBaselineHours: number
  baselineHours: number
  recentHalfLifeHours: number
  baselineHalfLifeHours: number
  minZ: number
  minRatio: number
  /** Expected count never taken for less than this: a silence is no proof of an alarm. */
  expectedFloor: number
}

export const DEFAULT_GROWTH_CONFIG: GrowthConfig = {
  minPublishers: 3,
  minItems: 3,
  emergenceHours: 6,
  minBaselineHours: 12,
  baselineHours: 48,
  recentHalfLifeHours: 1,
  baselineHalfLifeHours: 24,
  minZ: 3,
  minRatio: 2,
  expectedFloor: 1,
}

/** How far back a narrative's hours can weigh on a decision about one of them. */
export const GROWTH_LOOKBACK_HOURS = 72
