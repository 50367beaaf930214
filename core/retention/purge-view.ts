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

/** A preview counts so many things of a class; a run deletes all of them, and counts them one by one. */
export const PREVIEW_COUNT_MAX = 10_000

/** What one class would lose: with `isCapped` there is more than was counted, so the numbers are the least there are. */
export const purgePreviewSchema = purgeCountSchema.extend({ isCapped: z.boolean() })
export type PurgePreview = z.infer<typeof purgePreviewSchema>

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
  next: z.array(purgePreviewSchema),
  runs: z.array(purgeRunSchema),
})
export type RetentionView = z.infer<typeof retentionViewSchema>
