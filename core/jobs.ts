import { z } from 'zod'

/**
 * Where a job runs. `pulse` jobs hold something in their process (open connections, an engine's memory) and run in every
 * worker's own rhythm, taking what is theirs by claim or lease. `queue` jobs can run anywhere: BullMQ hands them out.
 */
export type JobPlace = 'pulse' | 'queue'

type JobDefinition = {
  runsOn: JobPlace
  payload: z.ZodType
  attempts: number
  timeLimitMs: number
  everyMs: number | null
}

const nothing = z.strictObject({})

/**
 * Every background job: where it runs, what its payload carries (ids and bounds, never data), how often it is tried, the
 * longest it may take, and, for jobs on a rhythm, how often they run. Each is idempotent: it reads its work from tables.
 */
export const JOBS = {
  'poll-sources': { runsOn: 'pulse', payload: nothing, attempts: 1, timeLimitMs: 120_000, everyMs: 1_000 },
  'cluster-items': { runsOn: 'pulse', payload: nothing, attempts: 1, timeLimitMs: 120_000, everyMs: 1_000 },
  'subscribe-hubs': { runsOn: 'pulse', payload: nothing, attempts: 1, timeLimitMs: 60_000, everyMs: 30_000 },
  'fetch-pages': { runsOn: 'pulse', payload: nothing, attempts: 1, timeLimitMs: 10_000, everyMs: 2_000 },
  'read-claim-reviews': { runsOn: 'pulse', payload: nothing, attempts: 1, timeLimitMs: 180_000, everyMs: 15_000 },
  'write-drafts': { runsOn: 'pulse', payload: nothing, attempts: 1, timeLimitMs: 150_000, everyMs: 2_000 },
  'embed-narratives': { runsOn: 'pulse', payload: nothing, attempts: 1, timeLimitMs: 150_000, everyMs: 60_000 },
  'match-fact-checks': { runsOn: 'pulse', payload: nothing, attempts: 1, timeLimitMs: 60_000, everyMs: 5_000 },
  'detect-signals': { runsOn: 'queue', payload: nothing, attempts: 5, timeLimitMs: 60_000, everyMs: null },
  'name-narratives': { runsOn: 'queue', payload: nothing, attempts: 3, timeLimitMs: 60_000, everyMs: 15_000 },
  'suggest-storylines': { runsOn: 'queue', payload: nothing, attempts: 3, timeLimitMs: 60_000, everyMs: 60_000 },
  'rest-narratives': { runsOn: 'queue', payload: nothing, attempts: 3, timeLimitMs: 60_000, everyMs: 3_600_000 },
  'route-alerts': { runsOn: 'queue', payload: nothing, attempts: 5, timeLimitMs: 60_000, everyMs: null },
  'send-deliveries': { runsOn: 'queue', payload: nothing, attempts: 5, timeLimitMs: 60_000, everyMs: null },
  'import-sources': { runsOn: 'queue', payload: nothing, attempts: 5, timeLimitMs: 900_000, everyMs: null },
  'escalate-deliveries': { runsOn: 'queue', payload: nothing, attempts: 5, timeLimitMs: 60_000, everyMs: 15_000 },
  // Works for a part of its time and hands the rest to a further run, so that a long file keeps no worker.
  'import-items': { runsOn: 'queue', payload: nothing, attempts: 5, timeLimitMs: 120_000, everyMs: null },
  'purge-intake': { runsOn: 'queue', payload: nothing, attempts: 3, timeLimitMs: 60_000, everyMs: 3_600_000 },
  'purge-expired': { runsOn: 'queue', payload: nothing, attempts: 3, timeLimitMs: 3_600_000, everyMs: 6 * 3_600_000 },
  'close-profiles': { runsOn: 'queue', payload: nothing, attempts: 3, timeLimitMs: 60_000, everyMs: 30_000 },
  'watch-collecting': { runsOn: 'queue', payload: nothing, attempts: 3, timeLimitMs: 60_000, everyMs: 30_000 },
  'sweep-undone': { runsOn: 'queue', payload: nothing, attempts: 3, timeLimitMs: 60_000, everyMs: 60_000 },
  'maintain-partitions': {
    runsOn: 'queue',
    payload: nothing,
    attempts: 3,
    timeLimitMs: 60_000,
    everyMs: 6 * 3_600_000,
  },
} as const satisfies Record<string, JobDefinition>

export type JobName = keyof typeof JOBS
export const JOB_NAMES = Object.keys(JOBS) as readonly JobName[]

/** The jobs BullMQ hands out. */
export type QueueJobName = { [Name in JobName]: (typeof JOBS)[Name]['runsOn'] extends 'queue' ? Name : never }[JobName]
export type JobPayload<Name extends JobName> = z.infer<(typeof JOBS)[Name]['payload']>

/** Whether a stored name is one of a job that exists. */
export function isJobName(name: string): name is JobName {
  return Object.hasOwn(JOBS, name)
}

/** Whether the queue hands a job out, rather than the pulse. */
export function isQueueJob(name: JobName): name is QueueJobName {
  return JOBS[name].runsOn === 'queue'
}
