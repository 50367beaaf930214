import { z } from 'zod'

import { unitIdSchema } from '../ids.ts'
import type { Severity } from '../resist/assessment.ts'
import { instantOf, localDate } from './working-time.ts'

const DAY_MS = 86_400_000

/** A week of a unit, from Monday 00:00 in its own zone to the next. */
export type UnitWeek = { startsAt: Date; endsAt: Date }

/** The week an instant lies in. Changes of the clock in the zone are observed. */
export function weekOf(at: Date, zone: string): UnitWeek {
  const today = localDate(at, zone)
  const monday = today.getTime() - ((today.getUTCDay() || 7) - 1) * DAY_MS
  return {
    startsAt: new Date(instantOf(monday, zone)),
    endsAt: new Date(instantOf(monday + 7 * DAY_MS, zone)),
  }
}

/**
 * Whether an alert is held because the unit was told as many this week as it wants. S1 and S2 always pass, and count. `told`
 * are those of this week it was told, `budget` null is no limit.
 */
export function isOverBudget(severity: Severity, told: number, budget: number | null): boolean {
  return budget !== null && (severity === 'S3' || severity === 'S4') && told >= budget
}

/** How a unit's week stands: what it was told, and what is held until the next. */
export const budgetViewSchema = z.object({
  unitId: unitIdSchema,
  unitName: z.string(),
  budget: z.number().int().nullable(),
  told: z.number().int(),
  held: z.number().int(),
  /** When what is held comes: with the first working time of the next week. */
  releasedAt: z.iso.datetime(),
})
export type BudgetView = z.infer<typeof budgetViewSchema>
