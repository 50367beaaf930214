import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { findFreePort, type HubProcess, runHubCommand, startHubProcess } from '../support/hub-process.ts'

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
  const cookie = signIn.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ')
  const session = await fetch(`${hub.url}/api/v1/session`, { headers: { cookie } })
  const { memberships } = (await session.json()) as { memberships: { role: string }[] }
  expect(memberships.map(({ role }) => role).toSorted()).toEqual(['administrator', 'coordinator'])
  const again = await fetch(hub.signInLink ?? '', { redirect: 'manual' })
  expect(again.headers.getSetCookie().join()).not.toContain('session_token=')
})

test('a second hub on the same data folder is refused in plain words', async () => {
  const second = startHubProcess({ ...settings, PORT: String(await findFreePort()) })
  await expect(second).rejects.toThrow(/already in use by another hub/)
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
})

test('a backup taken while the hub runs restores row for row, and the hub starts on it', async () => {
  const target = join(folder, 'backup')
  const taken = await runHubCommand(['backup', target, '--json'], settings)
  expect(taken.code, taken.stderr).toBe(0)
  const refused = await runHubCommand(['restore', target], settings)
  expect(refused.stderr).toMatch(/in use/)
  await runHubCommand(['users', 'invite', 'later@health.example', '--role', 'comms', '--unit', 'health'], settings)

  expect(await hub.stop()).toBe(0)
  const restored = await runHubCommand(['restore', target, '--json'], settings)
  expect(restored.code, restored.stderr).toBe(0)
  hub = await startHubProcess(settings)
  const users = await runHubCommand(['users', 'list', '--json'], settings)
  const emails = (JSON.parse(users.stdout) as { email: string }[]).map(({ email }) => email)
  expect(emails).toContain('maria@health.example')
  expect(emails).not.toContain('later@health.example')
})
