import { z } from 'zod'

import { RETENTION_CLASSES, RETENTION_PERIODS } from './retention-classes.ts'

const count = z.number().int()

/** What one class lost in a run, or would lose: `held` by legal holds, `evidence` of cases, `engine` until its next checkpoint. */
export const purgeCountSchema = z.object({
  class: z.enum(RETENTION_CLASSES),
  periodDays: count,
  cutOff: z.iso.datetime(),
  deleted: count,
  held: count,
  evidence: count,
  engine: count,
})
export type PurgeCount = z.infer<typeof purgeCountSchema>

export const purgeRunSchema = z.object({
  id: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  state: z.enum(['running', 'finished', 'interrupted']),
  startedBy: z.string(),
  classes: z.array(purgeCountSchema),
  partitions: z.array(z.string()),
})
export type PurgeRun = z.infer<typeof purgeRunSchema>

/** The periods with their limits, what the next run would delete, and the newest runs. */
export const retentionViewSchema = z.object({
  periods: z.array(z.object({ period: z.enum(RETENTION_PERIODS), days: count, usualDays: count, longestDays: count })),
  next: z.array(purgeCountSchema),
  runs: z.array(purgeRunSchema),
})
export type RetentionView = z.infer<typeof retentionViewSchema>
