/** Limits of growth detection; an installation may override them. Hours are clock hours of the narrative's history. */
export type GrowthConfig = {
  /** Independent publishers without which nothing is raised. One publisher alone can never raise a signal. */
  minPublishers: number
  /** Within how many hours a new narrative must reach them. */
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
  emergenceHours: 6,
  minBaselineHours: 12,
  baselineHours: 48,
  recentHalfLifeHours: 1,
  baselineHalfLifeHours: 24,
  minZ: 3,
  minRatio: 2,
  expectedFloor: 1,
}
