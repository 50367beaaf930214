import { type ChildProcess, spawn } from 'node:child_process'

import type { QueueJobName } from '@hub/core/jobs.ts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'
import { hasTestRedis, NO_REDIS, openTestRedis, startRedis } from '@hub/tests/support/test-redis.ts'
import { createLockKeeper } from './lock-keeper.ts'
import { migrateQueue } from './migrate-queue.ts'
import { relayOutbox } from './outbox-relay.ts'
import { type JobQueue, type JobRegistry, openQueue, type QueueSettings } from './queue.ts'
import { putSchedule, SCHEDULE } from './schedule.ts'
import { SILENT_LOG } from './stage-deps.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await migrateQueue(database.ownerConfig, database.appConfig.user ?? '')
})
afterAll(() => database?.close())

type Engine = { redisUrl?: string; close(): Promise<void> }
const engines: { name: string; skip: boolean; open: () => Promise<Engine | undefined> }[] = [
  { name: 'PostgreSQL', skip: false, open: async () => ({ close: async () => {} }) },
  { name: hasTestRedis() ? 'Redis' : `Redis (${NO_REDIS})`, skip: !hasTestRedis(), open: openTestRedis },
]

describe.each(engines)('the job queue on $name', ({ open, skip }) => {
  let engine: Engine | undefined
  const stops: (() => Promise<unknown>)[] = []
  let made = 0

  beforeAll(async () => {
    if (!skip) engine = await open()
  })
  afterEach(async () => {
    for (const stop of stops.splice(0).toReversed()) await stop()
  })
  afterAll(() => engine?.close())

  async function openTestQueue(changes: Partial<QueueSettings> = {}): Promise<JobQueue> {
    made += 1
    const queue = await openQueue({
      connection: database.appConfig,
      redisUrl: engine?.redisUrl,
      name: `contract-${made}`,
      backOffMs: 20,
      ...changes,
    })
    stops.push(() => queue.close())
    return queue
  }
  async function work(queue: JobQueue, jobs: Partial<JobRegistry>): Promise<{ stop(): Promise<void> }> {
    const nothing = async () => {}
    const workers = await queue.startJobWorkers({
      'detect-signals': nothing,
      'route-alerts': nothing,
      'import-items': nothing,
      'purge-intake': nothing,
      'send-deliveries': nothing,
      'escalate-deliveries': nothing,
      'import-sources': nothing,
      'sweep-undone': nothing,
      'maintain-partitions': nothing,
      'close-profiles': nothing,
      'name-narratives': nothing,
      'rest-narratives': nothing,
      'suggest-storylines': nothing,
      'watch-collecting': nothing,
      'purge-expired': nothing,
      ...jobs,
    })
    stops.push(() => workers.stop())
    return workers
  }

  test.skipIf(skip)('what is enqueued is done', async () => {
    const queue = await openTestQueue()
    const done = signal()
    await work(queue, { 'route-alerts': async () => done.fire() })
    await queue.enqueue('route-alerts', {})
    await expect(done.fired).resolves.toBeUndefined()
  })

  test.skipIf(skip)('a job id that is known is not added again, neither waiting nor done', async () => {
    const queue = await openTestQueue()
    const ran: string[] = []
    const sent = [signal(), signal()]
    await queue.enqueue('route-alerts', {}, 'outbox-1')
    await queue.enqueue('route-alerts', {}, 'outbox-1')
    await queue.enqueue('send-deliveries', {}, 'outbox-2')
    await work(queue, {
      'route-alerts': async () => void ran.push('route'),
      'send-deliveries': async () => {
        ran.push('send')
        sent[ran.filter((name) => name === 'send').length - 1]?.fire()
      },
    })
    await sent[0]?.fired
    await queue.enqueue('route-alerts', {}, 'outbox-1')
    await queue.enqueue('send-deliveries', {}, 'outbox-3')
    await sent[1]?.fired
    expect(ran.toSorted()).toEqual(['route', 'send', 'send'])
  })

  test.skipIf(skip)(
    'a job that fails is tried again with growing waits, and the end of its tries is reported',
    async () => {
      const failures: { isFinal: boolean }[] = []
      const over = signal()
      const queue = await openTestQueue({
        onFailed: (_name, _error, isFinal) => {
          failures.push({ isFinal })
          if (isFinal) over.fire()
        },
      })
      const at: number[] = []
      await work(queue, {
        'sweep-undone': async () => {
          at.push(performance.now())
          throw new Error('not yet')
        },
      })
      await queue.enqueue('sweep-undone', {})
      await over.fired
      expect(failures.map(({ isFinal }) => isFinal)).toEqual([false, false, true])
      const [first = 0, second = 0, third = 0] = at
      expect(third - second).toBeGreaterThan(20)
      expect(second - first).toBeGreaterThan(10)
    },
  )

  test.skipIf(skip)('a job that fails once is done in the end', async () => {
    const queue = await openTestQueue()
    const done = signal()
    let tries = 0
    await work(queue, {
      'detect-signals': async () => {
        tries += 1
        if (tries === 1) throw new Error('once')
        done.fire()
      },
    })
    await queue.enqueue('detect-signals', {})
    await done.fired
    expect(tries).toBe(2)
  })

  test.skipIf(skip)("a killed worker's job is run again by another", async () => {
    const queue = await openTestQueue({ lockMs: 300 })
    await queue.enqueue('route-alerts', {}, 'outbox-77')
    const child = spawnWorker({
      connection: database.appConfig,
      redisUrl: engine?.redisUrl,
      name: `contract-${made}`,
      lockMs: 300,
    })
    await child.started
    child.process.kill('SIGKILL')
    await child.ended
    const done = signal()
    await work(queue, { 'route-alerts': async () => done.fire() })
    await expect(done.fired).resolves.toBeUndefined()
  })

  test.skipIf(skip)('stopping lets the running job finish', async () => {
    const queue = await openTestQueue()
    const started = signal()
    const mayEnd = signal()
    const finished: string[] = []
    const workers = await work(queue, {
      'send-deliveries': async () => {
        started.fire()
        await mayEnd.fired
        finished.push('sent')
      },
    })
    await queue.enqueue('send-deliveries', {})
    await started.fired
    const stopping = workers.stop()
    mayEnd.fire()
    await stopping
    expect(finished).toEqual(['sent'])
  })

  test.skipIf(skip)('a repeating job comes by itself', async () => {
    const queue = await openTestQueue()
    let ran = 0
    const twice = signal()
    await queue.repeat('escalate-deliveries', 50)
    await work(queue, {
      'escalate-deliveries': async () => {
        ran += 1
        if (ran === 2) twice.fire()
      },
    })
    await expect(twice.fired).resolves.toBeUndefined()
  })

  test.skipIf(skip)('the schedule is put once, however many processes start', async () => {
    const queue = await openTestQueue()
    const locks = [createLockKeeper(database.appConfig), createLockKeeper(database.appConfig)]
    stops.push(...locks.map((lock) => () => lock.close()))
    const ran: QueueJobName[] = []
    const swept = signal()
    const note = (name: QueueJobName) => async () => {
      ran.push(name)
      if (ran.length === SCHEDULE.length) swept.fire()
    }
    expect(await Promise.all(locks.map((lock) => putSchedule(queue, lock)))).toContain(true)
    await work(queue, Object.fromEntries(SCHEDULE.map(({ name }) => [name, note(name)])))
    await swept.fired
    expect(ran.toSorted()).toEqual(SCHEDULE.map(({ name }) => name).toSorted())
  })

  test.skipIf(skip)(
    'the relay hands over in order, marks what it handed over, and a crash in between repeats without doubling',
    async () => {
      const queue = await openTestQueue()
      await database.db.deleteFrom('outbox').execute()
      const rows = ['a', 'b', 'a', 'a', 'b'].map((aggregateId, index) => ({
        topic: index % 2 === 0 ? 'route-alerts' : 'send-deliveries',
        aggregate: 'alert',
        aggregateId,
        aggregateVersion: index,
        idempotencyKey: `${made}-${index}`,
        payload: '{}',
      }))
      await database.db.insertInto('outbox').values(rows).execute()
      const handed: (string | undefined)[] = []
      const recording: Pick<JobQueue, 'enqueue'> = {
        async enqueue(name, payload, jobId) {
          handed.push(jobId)
          await queue.enqueue(name, payload, jobId)
          if (handed.length === 3) throw new Error('the process died here')
        },
      }
      const deps = { db: database.db, onPulseJob: () => {}, clock: () => new Date(), log: SILENT_LOG }
      await expect(relayOutbox({ ...deps, queue: recording })).rejects.toThrow('died')
      const ran: string[] = []
      const all = signal()
      await expect(relayOutbox({ ...deps, queue: recording })).resolves.toBe(5)
      await expect(relayOutbox({ ...deps, queue: recording })).resolves.toBe(0)
      const kept = await database.db.selectFrom('outbox').select(['id', 'createdAt']).orderBy('id').execute()
      const ids = kept.map(({ id, createdAt }) => `outbox-${id}-${createdAt.getTime()}`)
      expect(handed).toEqual([...ids.slice(0, 3), ...ids])
      const note = (name: string) => async () => {
        ran.push(name)
        if (ran.length === 5) all.fire()
      }
      await work(queue, {
        'route-alerts': note('route'),
        'send-deliveries': note('send'),
        'sweep-undone': async () => {},
      })
      await all.fired
      expect(ran.toSorted()).toEqual(['route', 'route', 'route', 'send', 'send'])
    },
  )
})

test.skipIf(NO_REDIS !== undefined)('a Redis that may drop jobs is refused in plain words', async () => {
  const redis = await startRedis('allkeys-lru')
  try {
    await expect(openQueue({ connection: database.appConfig, redisUrl: redis.redisUrl })).rejects.toThrow(/noeviction/)
  } finally {
    await redis.close()
  }
})

function signal(): { fired: Promise<void>; fire: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { fired: promise, fire: resolve }
}

/** A worker in a process of its own that takes a job and never ends it. */
function spawnWorker(settings: QueueSettings): { process: ChildProcess; started: Promise<void>; ended: Promise<void> } {
  const script = `
    const { openQueue } = await import(${JSON.stringify(new URL('./queue.ts', import.meta.url).href)})
    const queue = await openQueue(${JSON.stringify(settings)})
    const hang = () => { process.stdout.write('started'); return new Promise(() => {}) }
    const names = ['detect-signals', 'route-alerts', 'send-deliveries', 'escalate-deliveries', 'import-sources', 'sweep-undone', 'maintain-partitions']
    await queue.startJobWorkers(Object.fromEntries(names.map((name) => [name, hang])))`
  const child = spawn(
    process.execPath,
    ['--input-type=module', '--disable-warning=ExperimentalWarning', '-e', script],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const started = signal()
  const ended = signal()
  child.stdout.once('data', started.fire)
  child.once('exit', ended.fire)
  return { process: child, started: started.fired, ended: ended.fired }
}
