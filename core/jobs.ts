import { z } from 'zod'

/**
 * Every background job: what its payload carries (ids and bounds, never data), how often it is tried, the longest it
 * may take, and, for jobs on a rhythm, how often they run. Each is idempotent: it reads its work from the tables.
 */
export const JOBS = {
  'poll-sources': { payload: z.strictObject({}), attempts: 1, timeLimitMs: 120_000, everyMs: 1_000 },
  'cluster-items': { payload: z.strictObject({}), attempts: 3, timeLimitMs: 120_000, everyMs: 2_000 },
  'detect-signals': { payload: z.strictObject({}), attempts: 3, timeLimitMs: 60_000, everyMs: 5_000 },
  'route-alerts': { payload: z.strictObject({}), attempts: 5, timeLimitMs: 60_000, everyMs: 5_000 },
  'send-deliveries': { payload: z.strictObject({}), attempts: 5, timeLimitMs: 60_000, everyMs: 5_000 },
  'escalate-deliveries': { payload: z.strictObject({}), attempts: 5, timeLimitMs: 60_000, everyMs: 15_000 },
  'sweep-undone': { payload: z.strictObject({}), attempts: 1, timeLimitMs: 60_000, everyMs: 60_000 },
  'maintain-partitions': { payload: z.strictObject({}), attempts: 3, timeLimitMs: 60_000, everyMs: 6 * 3_600_000 },
} as const satisfies Record<string, JobDefinition>

type JobDefinition = { payload: z.ZodType; attempts: number; timeLimitMs: number; everyMs: number | null }

export type JobName = keyof typeof JOBS
export const JOB_NAMES = Object.keys(JOBS) as readonly JobName[]
