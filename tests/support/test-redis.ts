import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { connect as connectSocket, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import { readTestEnv } from '@hub/config/test-env.ts'

export type TestRedis = { redisUrl: string; close(): Promise<void> }

const REDIS_SERVER = ['/usr/bin/redis-server', '/usr/local/bin/redis-server'].find((path) => existsSync(path))

/** Why no Redis can be had, in words for the one who runs the tests; undefined when one can. */
export const NO_REDIS =
  REDIS_SERVER === undefined ? 'no redis-server on this machine (Debian: apt-get install redis-server)' : undefined

/** The tester's own Redis, else a private one on a free port; undefined without either. */
export async function openTestRedis(): Promise<TestRedis | undefined> {
  const { redisUrl } = readTestEnv()
  if (redisUrl !== undefined) return { redisUrl, close: async () => {} }
  return REDIS_SERVER === undefined ? undefined : startRedis('noeviction')
}

/** Whether `openTestRedis` will find one. */
export function hasTestRedis(): boolean {
  return REDIS_SERVER !== undefined || readTestEnv().redisUrl !== undefined
}

/** Starts a private Redis with a memory policy; it keeps nothing on disk. */
export async function startRedis(policy: string): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-redis-'))
  const port = await freePort()
  const server = spawn(
    REDIS_SERVER ?? 'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder, '--maxmemory-policy', policy],
    { stdio: 'ignore' },
  )
  for (let tried = 0; !(await answers(port)); tried += 1) {
    if (tried === 100) throw new Error('The Redis of the tests did not start.')
    await pause(50)
  }
  return {
    redisUrl: `redis://127.0.0.1:${port}`,
    async close() {
      const ended = new Promise((exited) => server.once('exit', exited))
      server.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function answers(port: number): Promise<boolean> {
  return new Promise((answered) => {
    const socket = connectSocket(port, '127.0.0.1', () => socket.write('PING\r\n'))
    const say = (isUp: boolean) => {
      socket.destroy()
      answered(isUp)
    }
    socket.once('data', (reply) => say(reply.toString().startsWith('+PONG')))
    socket.once('error', () => say(false))
  })
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening))
  const address = probe.address()
  await new Promise((closed) => probe.close(closed))
  return typeof address === 'object' && address ? address.port : 0
}
