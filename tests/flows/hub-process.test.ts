import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { afterAll, beforeAll, expect, test } from 'vitest'

import {
  findFreePort,
  type HubProcess,
  interruptHubStart,
  runHubCommand,
  startHubProcess,
} from '../support/hub-process.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

let folder: string
let settings: Record<string, string>
let hub: HubProcess

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-process-'))
  settings = { HUB_DATA_DIR: join(folder, 'data'), PORT: String(await findFreePort()) }
  hub = await startHubProcess(settings)
})

afterAll(async () => {
  await hub.stop()
  await rm(folder, { recursive: true, force: true })
})

test('the first start prints a one-time link that makes an administrator, once', async () => {
  expect(hub.signInLink).toBeDefined()
  const signIn = await fetch(hub.signInLink ?? '', { redirect: 'manual' })
  expect(signIn.status).toBeGreaterThanOrEqual(302)
  expect(signIn.status).toBeLessThan(304)
  const cookie = signIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const session = await fetch(`${hub.url}/api/v1/session`, { headers: { cookie } })
  const { memberships } = (await session.json()) as { memberships: { role: string }[] }
  expect(memberships.map(({ role }) => role).toSorted()).toEqual(['administrator', 'coordinator'])
  const again = await fetch(hub.signInLink ?? '', { redirect: 'manual' })
  expect(again.headers.getSetCookie().join()).not.toContain('session_token=')
})

test('an operator makes an API key, which opens the door until it is revoked', async () => {
  const run = async (...args: string[]) => JSON.parse((await runHubCommand([...args, '--json'], settings)).stdout)
  const [{ id: profile }] = await run('profiles', 'list')
  const { key, secret } = await run('keys', 'create', '--name', 'Water desk', '--profile', profile, '--days', '30')
  expect(JSON.stringify(await run('keys', 'list'))).not.toContain(secret)
  const send = () =>
    fetch(`${hub.url}/api/v1/ingest/items`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${secret}`,
        'idempotency-key': randomUUID(),
        'content-type': 'application/json',
      },
      body: JSON.stringify({ items: [{ title: 'Tap water is safe', text: 'After the repair.' }] }),
    })
  expect((await send()).status).toBe(200)
  expect(await run('keys', 'revoke', key.id, '--reason', 'It was lost')).toMatchObject({ standing: 'revoked' })
  expect((await send()).status).toBe(401)
  expect(await run('keys', 'list')).toMatchObject([{ id: key.id, standing: 'revoked', stoppedReason: 'It was lost' }])
  expect(await run('holds', 'list')).toEqual([])
})

test('a second hub on the same data folder is refused in plain words', async () => {
  const second = startHubProcess({ ...settings, PORT: String(await findFreePort()) })
  await expect(second).rejects.toThrow(/already in use by another hub/)
})

test('a port that is taken is named, and the database started for nothing is stopped', async () => {
  const other = { ...settings, HUB_DATA_DIR: join(folder, 'other') }
  await expect(startHubProcess(other)).rejects.toThrow(
    `Port ${settings['PORT']} is taken by another program. Stop that one, or choose another port: PORT=`,
  )
  expect(existsSync(join(folder, 'other', 'connection.json'))).toBe(false)
})

test('Ctrl-C in the middle of the first start ends it cleanly, and the next start is whole', async () => {
  const other = { ...settings, HUB_DATA_DIR: join(folder, 'interrupted'), PORT: String(await findFreePort()) }
  const { code, output } = await interruptHubStart(other, 'Creating the database')
  expect([code, output]).toEqual([0, expect.stringMatching(/Stopping …\nStopped. Nothing is lost.\n$/)])
  expect(output).not.toContain('ready')
  const again = await startHubProcess(other)
  expect(again.signInLink).toBeDefined()
  expect(await again.stop('SIGTERM')).toBe(0)
})

test('words that mean nothing are refused before anything starts', async () => {
  const misread = await runHubMain(['--only', 'web'])
  expect(misread).toEqual({ code: 1, stderr: '--only takes api or workers, not “web”.\n' })
  const alone = await runHubMain(['--only', 'workers'])
  expect(alone).toEqual({ code: 1, stderr: expect.stringMatching(/^--only needs DATABASE_URL: /) })
})

test('through npm a command prints its JSON and nothing else on stdout', async () => {
  const env = {
    ...settings,
    PATH: `${fileURLToPath(new URL('.', `file://${process.execPath}`))}:/usr/local/bin:/usr/bin:/bin`,
  }
  const { stdout } = await promisify(execFile)('npm', ['run', 'hub', '--', 'items', 'count', '--json'], {
    cwd: ROOT,
    env,
  })
  // The one item that the API key handed in.
  expect(JSON.parse(stdout)).toMatchObject({ items: 1 })
  expect(stdout.trimEnd().split('\n')).toHaveLength(1)
})

test('commands work beside the running hub', async () => {
  const invited = await runHubCommand(
    ['users', 'invite', 'maria@health.example', '--role', 'analyst', '--unit', 'health', '--json'],
    settings,
  )
  expect(invited.stderr + invited.stdout).toContain('token=')
  expect(invited.code).toBe(0)
  const profiles = await runHubCommand(['profiles', 'list', '--json'], settings)
  const rows = JSON.parse(profiles.stdout) as { title: string; standing: string }[]
  expect(rows).toMatchObject([{ title: 'Getting started', standing: 'in_force' }])
  const wrong = await runHubCommand(['users', 'invite', 'x@y.example', '--role', 'king', '--unit', 'health'], settings)
  expect(wrong.code).not.toBe(0)
  expect(wrong.stderr).toContain('analyst')
  const lost = await runHubCommand(
    ['users', 'invite', 'x@y.example', '--role', 'analyst', '--unit', 'nowhere'],
    settings,
  )
  expect(lost).toEqual({
    code: 1,
    stdout: '',
    stderr: 'There is no unit “nowhere”. Use one of: coordination, elections, communications, health, interior\n',
  })
  const doctor = await runHubCommand(['doctor', '--json'], settings)
  const checks = JSON.parse(doctor.stdout) as { name: string; ok: boolean; says: string }[]
  expect(checks.filter(({ ok }) => !ok)).toEqual([])
  expect(checks.map(({ name }) => name)).toEqual(expect.arrayContaining(['Database', 'Roles', 'Disk']))
})

test('a backup taken while the hub runs restores row for row, and the hub starts on it', async () => {
  const target = join(folder, 'backup')
  const taken = await runHubCommand(['backup', target, '--json'], settings)
  expect(taken.code, taken.stderr).toBe(0)
  const twice = await runHubCommand(['backup', target], settings)
  expect(twice).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/exists already. A backup goes into a new folder/),
  })
  const refused = await runHubCommand(['restore', target], settings)
  expect(refused.stderr).toMatch(/in use/)
  await runHubCommand(['users', 'invite', 'later@health.example', '--role', 'comms', '--unit', 'health'], settings)

  expect(await hub.stop()).toBe(0)
  const alone = await runHubCommand(['items', 'count', '--json'], settings)
  expect([alone.code, JSON.parse(alone.stdout)]).toMatchObject([0, { items: 1 }])
  const restored = await runHubCommand(['restore', target, '--json'], settings)
  expect(restored.code, restored.stderr).toBe(0)
  hub = await startHubProcess(settings)
  const users = await runHubCommand(['users', 'list', '--json'], settings)
  const emails = (JSON.parse(users.stdout) as { email: string }[]).map(({ email }) => email)
  expect(emails).toContain('maria@health.example')
  expect(emails).not.toContain('later@health.example')
})

async function runHubMain(words: readonly string[]): Promise<{ code: number; stderr: string }> {
  const run = promisify(execFile)(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'hub/main.ts', ...words],
    {
      cwd: ROOT,
      env: settings,
    },
  )
  return run.then(
    () => ({ code: 0, stderr: '' }),
    ({ code, stderr }: { code: number; stderr: string }) => ({ code, stderr }),
  )
}
