import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import { readTestEnv } from '@hub/config/test-env.ts'
import type { QueueJobName } from '@hub/core/jobs.ts'
import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'
import { createLockKeeper } from './lock-keeper.ts'
import { migrateQueue } from './migrate-queue.ts'
import { relayOutbox } from './outbox-relay.ts'
import { type JobQueue, type JobRegistry, openQueue, type QueueSettings } from './queue.ts'
import { putSchedule, SCHEDULE } from './schedule.ts'
import { SILENT_LOG } from './stage-deps.ts'

const REDIS_SERVER = ['/usr/bin/redis-server', '/usr/local/bin/redis-server'].find((path) => existsSync(path))
const { redisUrl } = readTestEnv()

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await migrateQueue(database.ownerConfig, database.appConfig.user ?? '')
})
afterAll(() => database?.close())

const engines: { name: string; open: () => Promise<{ redisUrl?: string; close: () => Promise<void> }> }[] = [
  { name: 'PostgreSQL', open: async () => ({ close: async () => {} }) },
]
if (redisUrl !== undefined || REDIS_SERVER !== undefined) engines.push({ name: 'Redis', open: openTestRedis })
else console.log('The queue contract is not run on Redis: set HUB_TEST_REDIS_URL or install redis-server.')

describe.each(engines)('the job queue on $name', ({ open }) => {
  let engine: Awaited<ReturnType<typeof open>>
  let stops: (() => Promise<unknown>)[] = []
  let made = 0

  beforeAll(async () => {
    engine = await open()
  })
  afterEach(async () => {
    for (const stop of stops.splice(0).toReversed()) await stop()
  })
  afterAll(() => engine?.close())

  async function openTestQueue(changes: Partial<QueueSettings> = {}): Promise<JobQueue> {
    made += 1
    const queue = await openQueue({ connection: database.appConfig, redisUrl: engine.redisUrl, name: `contract-${made}`, backOffMs: 20, ...changes })
    stops.push(() => queue.close())
    return queue
  }
  async function work(queue: JobQueue, jobs: Partial<JobRegistry>): Promise<{ stop(): Promise<void> }> {
    const nothing = async () => {}
    const workers = await queue.startJobWorkers({
      'detect-signals': nothing,
      'route-alerts': nothing,
      'send-deliveries': nothing,
      'escalate-deliveries': nothing,
      'sweep-undone': nothing,
      'maintain-partitions': nothing,
      ...jobs,
    })
    stops.push(() => workers.stop())
    return workers
  }

  test('what is enqueued is done', async () => {
    const queue = await openTestQueue()
    const done = signal()
    await work(queue, { 'route-alerts': async () => done.fire() })
    await queue.enqueue('route-alerts', {})
    await done.fired
  })

  test('a job id that is known is not added again, neither waiting nor done', async () => {
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

  test('a job that fails is tried again with growing waits, and the end of its tries is reported', async () => {
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
  })

  test('a job that fails once is done in the end', async () => {
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

  test("a killed worker's job is run again by another", async () => {
    const queue = await openTestQueue({ lockMs: 300 })
    await queue.enqueue('route-alerts', {}, 'outbox-77')
    const child = spawnWorker({ connection: database.appConfig, redisUrl: engine.redisUrl, name: `contract-${made}`, lockMs: 300 })
    await child.started
    child.process.kill('SIGKILL')
    await child.ended
    const done = signal()
    await work(queue, { 'route-alerts': async () => done.fire() })
    await done.fired
  })

  test('stopping lets the running job finish', async () => {
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

  test('a repeating job comes by itself, once however many processes put the schedule', async () => {
    const queue = await openTestQueue()
    const locks = [createLockKeeper(database.appConfig), createLockKeeper(database.appConfig)]
    stops.push(...locks.map((lock) => () => lock.close()))
    const put = await Promise.all(locks.map((lock) => putSchedule(queue, lock)))
    expect(put).toContain(true)
    expect(SCHEDULE.map(({ name }) => name)).toEqual(['escalate-deliveries', 'sweep-undone', 'maintain-partitions'])
    const ran = new Map<QueueJobName, number>()
    const twice = signal()
    const count = (name: QueueJobName) => async () => {
      ran.set(name, (ran.get(name) ?? 0) + 1)
      if (ran.get('escalate-deliveries') === 2) twice.fire()
    }
    await queue.repeat('escalate-deliveries', 50)
    await work(queue, { 'escalate-deliveries': count('escalate-deliveries'), 'sweep-undone': count('sweep-undone') })
    await twice.fired
    expect(ran.get('sweep-undone') ?? 0).toBeLessThanOrEqual(1)
  })

  test('the relay hands over in order, marks what it handed over, and a crash in between repeats without doubling', async () => {
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
    const ids = (await database.db.selectFrom('outbox').select('id').orderBy('id').execute()).map(({ id }) => `outbox-${id}`)
    expect(handed).toEqual([...ids.slice(0, 3), ...ids])
    const note = (name: string) => async () => {
      ran.push(name)
      if (ran.length === 5) all.fire()
    }
    await work(queue, { 'route-alerts': note('route'), 'send-deliveries': note('send'), 'sweep-undone': async () => {} })
    await all.fired
    expect(ran.toSorted()).toEqual(['route', 'route', 'route', 'send', 'send'])
  })
})

test.skipIf(REDIS_SERVER === undefined)('a Redis that may drop jobs is refused in plain words', async () => {
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
    const names = ['detect-signals', 'route-alerts', 'send-deliveries', 'escalate-deliveries', 'sweep-undone', 'maintain-partitions']
    await queue.startJobWorkers(Object.fromEntries(names.map((name) => [name, hang])))`
  const child = spawn(process.execPath, ['--input-type=module', '--disable-warning=ExperimentalWarning', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const started = signal()
  const ended = signal()
  child.stdout.once('data', started.fire)
  child.once('exit', ended.fire)
  return { process: child, started: started.fired, ended: ended.fired }
}

async function openTestRedis() {
  return redisUrl === undefined ? startRedis('noeviction') : { redisUrl, close: async () => {} }
}

async function startRedis(policy: string): Promise<{ redisUrl: string; close: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-redis-'))
  const port = await freePort()
  const server = spawn(REDIS_SERVER ?? 'redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder, '--maxmemory-policy', policy], { stdio: 'ignore' })
  const url = `redis://127.0.0.1:${port}`
  for (let tried = 0; ; tried += 1) {
    const probe = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null })
    probe.on('error', () => undefined)
    const isUp = await probe.connect().then(() => true, () => false)
    probe.disconnect()
    if (isUp) break
    if (tried === 100) throw new Error('The Redis of the tests did not start.')
    await pause(50)
  }
  return {
    redisUrl: url,
    async close() {
      const ended = new Promise((exited) => server.once('exit', exited))
      server.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening))
  const address = probe.address()
  await new Promise((closed) => probe.close(closed))
  return typeof address === 'object' && address ? address.port : 0
}
