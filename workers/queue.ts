import {
  createPostgresBackend,
  type JobSchedulerTemplateOptions,
  type JobsOptions,
  Queue,
  Worker,
  type WorkerOptions,
  withBackend,
} from 'bullmq'
import { Redis } from 'ioredis'
import pg from 'pg'

import { isJobName, isQueueJob, type JobPayload, JOBS, type QueueJobName } from '@hub/core/jobs.ts'

import { QUEUE_SCHEMA } from './migrate-queue.ts'

/** Every job's work. It gets the payload and a signal that ends when its time is up or the worker stops. */
export type JobRegistry = {
  [Name in QueueJobName]: (payload: JobPayload<Name>, signal: AbortSignal) => Promise<unknown>
}

export type JobQueue = {
  engine: 'postgres' | 'redis'
  /** Hands a job over. With an id, a job that the queue still knows under it is not added again. */
  enqueue<Name extends QueueJobName>(name: Name, payload: JobPayload<Name>, jobId?: string): Promise<void>
  /** Works on jobs until `stop`, which lets running jobs finish. */
  startJobWorkers(registry: JobRegistry): Promise<{ stop(): Promise<void> }>
  /** Makes a job run every so often, once in the whole installation. Two callers at once may deadlock: see `schedule.ts`. */
  repeat(name: QueueJobName, everyMs: number): Promise<void>
  close(): Promise<void>
}

export type QueueSettings = {
  /** The hub's own database; the queue stands in its schema `bullmq`. */
  connection: pg.PoolConfig
  /** Redis instead of PostgreSQL. */
  redisUrl?: string | undefined
  onError?: (error: Error) => void
  onFailed?: (name: string, error: Error, isFinal: boolean) => void
  /** Names the queue; all processes of an installation use the same one. */
  name?: string
  concurrency?: number
  /** How long a crashed worker's job stays locked, and how often others look for such jobs. */
  lockMs?: number
  /** First wait after a failed attempt; each further one is twice as long. */
  backOffMs?: number
}

const KEPT_DONE = { age: 3_600, count: 2_000 }
const KEPT_FAILED = { age: 7 * 24 * 3_600, count: 1_000 }
/** A wait for work is ended by a notification, so it may last; on Redis ten seconds is the most anyway. */
const IDLE_WAIT_S = 300
const POOL_SIZE = 6

/**
 * Opens the job queue: one BullMQ queue with the jobs' names as job names, on the hub's PostgreSQL or on Redis. Throws in
 * plain words when Redis would drop jobs to save memory.
 */
export async function openQueue(settings: QueueSettings): Promise<JobQueue> {
  const name = settings.name ?? 'hub'
  const onError = settings.onError ?? (() => {})
  const { lockMs = 30_000, concurrency = 4, backOffMs = 1_000 } = settings
  const engine =
    settings.redisUrl === undefined
      ? openPostgres(settings.connection, onError)
      : await openRedis(settings.redisUrl, onError)
  const queue = engine.queue(name)
  queue.on('error', onError)
  await queue.waitUntilReady()
  const jobOptions = (job: QueueJobName) => ({
    attempts: JOBS[job].attempts,
    backoff: { type: 'exponential', delay: backOffMs },
    removeOnComplete: KEPT_DONE,
    removeOnFail: KEPT_FAILED,
  })
  return {
    engine: settings.redisUrl === undefined ? 'postgres' : 'redis',
    async enqueue(job, payload, jobId) {
      await queue.add(job, JOBS[job].payload.parse(payload), {
        ...jobOptions(job),
        ...(jobId === undefined ? {} : { jobId }),
      })
    },
    async repeat(job, everyMs) {
      await queue.upsertJobScheduler(`every-${job}`, { every: everyMs }, { name: job, data: {}, opts: jobOptions(job) })
    },
    async startJobWorkers(registry) {
      const stopping = new AbortController()
      const worker = engine.worker(
        name,
        async (job) => {
          if (!isJobName(job.name) || !isQueueJob(job.name)) throw new Error(`No job is called ${job.name}.`)
          return runJob(registry, job.name, job.data, stopping.signal)
        },
        { concurrency, lockDuration: lockMs, stalledInterval: lockMs, maxStalledCount: 5, drainDelay: IDLE_WAIT_S },
      )
      worker.on('error', onError)
      worker.on('failed', (job, error) =>
        settings.onFailed?.(job?.name ?? 'unknown', error, (job?.attemptsMade ?? 0) >= (job?.opts.attempts ?? 1)),
      )
      await worker.waitUntilReady()
      return {
        async stop() {
          // Where the queue's server is gone, no running job could be marked as done anyway.
          await worker.close(!engine.isAnswering())
          stopping.abort()
        },
      }
    },
    async close() {
      await queue.close()
      await engine.close()
    },
  }
}

/** Runs one job within its time limit. The work itself is idempotent, so a job that overran may be tried again. */
async function runJob(
  registry: JobRegistry,
  name: QueueJobName,
  data: unknown,
  stopping: AbortSignal,
): Promise<unknown> {
  const { timeLimitMs, payload } = JOBS[name]
  const limit = AbortSignal.timeout(timeLimitMs)
  const overrun = new Promise<never>((_, reject) =>
    limit.addEventListener('abort', () => reject(new Error(`${name} took longer than ${timeLimitMs / 1000} s.`)), {
      once: true,
    }),
  )
  return Promise.race([registry[name](payload.parse(data), AbortSignal.any([limit, stopping])), overrun])
}

/** What this file uses of BullMQ, the same on both engines. */
type QueueHandle = {
  add(name: string, data: unknown, options: JobsOptions): Promise<unknown>
  upsertJobScheduler(
    id: string,
    repeat: { every: number },
    template: { name: string; data: unknown; opts: JobSchedulerTemplateOptions },
  ): Promise<unknown>
  waitUntilReady(): Promise<unknown>
  on(event: 'error', hear: (error: Error) => void): unknown
  close(): Promise<void>
}
type Work = (job: { name: string; data: unknown }) => Promise<unknown>
type FailedJob = { name: string; attemptsMade: number; opts: JobsOptions } | undefined
type WorkerHandle = {
  waitUntilReady(): Promise<unknown>
  on(event: 'error', hear: (error: Error) => void): unknown
  on(event: 'failed', hear: (job: FailedJob, error: Error) => void): unknown
  close(force: boolean): Promise<void>
}
type Engine = {
  queue(name: string): QueueHandle
  worker(name: string, work: Work, options: Omit<WorkerOptions, 'connection'>): WorkerHandle
  isAnswering(): boolean
  close(): Promise<void>
}

function openPostgres(connection: pg.PoolConfig, onError: (error: Error) => void): Engine {
  const options = [connection.options, `-c search_path=${QUEUE_SCHEMA}`].filter(Boolean).join(' ')
  const pool = new pg.Pool({ max: POOL_SIZE, keepAlive: true, application_name: 'hub queue', ...connection, options })
  pool.on('error', onError)
  const bound = withBackend(createPostgresBackend)
  return {
    queue: (name) => new bound.Queue<unknown>(name, { connection: pool }),
    worker: (name, work, workerOptions) =>
      new bound.Worker<unknown>(name, work, { ...workerOptions, connection: pool }),
    isAnswering: () => true,
    close: () => pool.end(),
  }
}

async function openRedis(redisUrl: string, onError: (error: Error) => void): Promise<Engine> {
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: null, lazyConnect: true })
  try {
    await connectRedis(redis)
    await refuseForgetfulRedis(redis)
  } catch (error) {
    redis.disconnect()
    throw error
  }
  redis.on('error', onError)
  return {
    queue: (name) => new Queue<unknown>(name, { connection: redis }),
    worker: (name, work, workerOptions) => new Worker<unknown>(name, work, { ...workerOptions, connection: redis }),
    isAnswering: () => redis.status === 'ready',
    // Without an answer there is nothing to take leave of.
    close: async () => void (redis.status === 'ready' ? await redis.quit() : redis.disconnect()),
  }
}

/** The Redis cannot be used as it is; the message says why and what to do. */
export class RedisRefused extends Error {}

/** Connects once: at a start an operator is there to read what is wrong. Later losses are retried for ever. */
async function connectRedis(redis: Redis): Promise<void> {
  let cause = ''
  redis.once('error', (error: Error) => (cause = error.message))
  await redis.connect().catch((error: Error) => {
    throw new RedisRefused(
      `No Redis can be used at REDIS_URL (${cause || error.message}). Is it running, and are host, port and password right? Without REDIS_URL jobs stand in PostgreSQL.`,
    )
  })
}

/** Throws unless Redis keeps everything it is given: with any other policy it drops jobs when memory runs short. */
async function refuseForgetfulRedis(redis: Redis): Promise<void> {
  const policy = /^maxmemory_policy:(\S+)/m.exec(await redis.info('memory'))?.[1]
  if (policy === undefined || policy === 'noeviction') return
  throw new RedisRefused(
    `REDIS_URL leads to a Redis that drops keys when its memory is full (maxmemory-policy ${policy}), so jobs would be lost. Set maxmemory-policy noeviction, or leave REDIS_URL out.`,
  )
}
