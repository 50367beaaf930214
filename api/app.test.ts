import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { importViewSchema } from '@hub/core/source/import-view.ts'
import { askAs, signInAs } from '@hub/tests/support/sign-in.ts'
import { createTestApp, type TestApp } from '@hub/tests/support/test-app.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'
import { loadStarterContent } from '@hub/db/starter/load-starter-content.ts'
import { STARTER_CONTENT } from '@hub/tests/support/starter-content.ts'

import { startApi } from './serve.ts'

let database: TestDatabase
let hub: TestApp
const webRoot = mkdtempSync(join(tmpdir(), 'hub-web-'))
const logged: string[] = []

beforeAll(async () => {
  mkdirSync(join(webRoot, 'assets'))
  writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>hub</title>')
  writeFileSync(join(webRoot, 'assets', 'app-3f2a.js'), `export const words = '${'word '.repeat(400)}'`)
  writeFileSync(join(webRoot, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  database = await createTestDatabase()
  const log = pino({ level: 'debug' }, { write: (line: string) => logged.push(line) })
  hub = await createTestApp(database, { webRoot, log })
  await loadStarterContent(database.db, hub.deps.clock(), STARTER_CONTENT)
})
afterAll(async () => {
  await hub.close()
  await database.close()
  rmSync(webRoot, { recursive: true })
})

describe('the web app', () => {
  test('is the page at every address of its own, asked for anew each time', async () => {
    for (const path of ['/', '/cases/019aa000', '/sign-in']) {
      const response = await hub.app.request(path)
      expect([path, response.status, response.headers.get('cache-control'), await response.text()]).toEqual([
        path,
        200,
        'no-cache',
        '<!doctype html><title>hub</title>',
      ])
      const again = await hub.app.request(path, { headers: { 'if-none-match': response.headers.get('etag') ?? '' } })
      expect(again.status).toBe(304)
    }
  })

  test('has files that browsers keep for ever, compressed, and no page in place of a missing one', async () => {
    const asset = await hub.app.request('/assets/app-3f2a.js', { headers: { 'accept-encoding': 'gzip' } })
    expect(asset.status).toBe(200)
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(asset.headers.get('content-type')).toMatch('javascript')
    expect(asset.headers.get('content-encoding')).toBe('gzip')
    const missing = await hub.app.request('/assets/app-gone.js')
    expect(missing.status).toBe(404)
    expect((await hub.app.request('/favicon.svg')).status).toBe(200)
    expect((await hub.app.request('/..%2f..%2fpackage.json')).status).toBe(404)
  })

  test('may run and load nothing but its own, and be framed nowhere', async () => {
    const { headers } = await hub.app.request('/')
    const policy = headers.get('content-security-policy')
    expect(policy).toMatch("default-src 'self'; script-src 'self'; style-src 'self' 'sha256-")
    expect(policy).toMatch("frame-ancestors 'none'")
    expect(policy).not.toMatch('unsafe')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })
})

describe('what a supervisor asks', () => {
  test('is answered without signing in', async () => {
    expect(await (await hub.app.request('/healthz')).json()).toEqual({ ok: true, version: 'test' })
    expect(await (await hub.app.request('/readyz')).json()).toEqual({ ok: true, says: 'The database answers.' })
    const metrics = await (await hub.app.request('/metrics')).text()
    expect(metrics).toMatch(/hub_request_duration_ms_bucket\{.*route="\/readyz"/)
    expect(metrics).toMatch('hub_live_streams 0')
  })
})

describe('a problem', () => {
  test('names every fault in plain words', async () => {
    const administrator = await signInAs(hub, 'administrator')
    const response = await administrator.request('POST', '/units', {
      name: 'No',
      kind: 'shop',
      zone: 'Moon/Sea',
      extra: 1,
    })
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.json()).toEqual({
      type: 'about:blank',
      title: 'This cannot be used',
      status: 400,
      code: 'invalid_input',
      detail: 'Some of what was sent cannot be used. See the faults.',
      faults: [
        { path: 'name', message: 'Write at least 3 characters.' },
        { path: 'slug', message: 'This is missing.' },
        { path: 'kind', message: 'Choose one of: coordination, ministry, agency, partner.' },
        { path: 'zone', message: 'Write a time zone such as Europe/Madrid or UTC.' },
        { path: '', message: '“extra” is not known here.' },
      ],
    })
  })

  test('of unreadable JSON, of size, of an unknown address and of a malformed id says so', async () => {
    const { cookie } = await signInAs(hub, 'administrator')
    const send = (path: string, text: string) =>
      hub.app.request(`/api/v1${path}`, {
        method: 'POST',
        headers: { cookie, origin: hub.deps.publicUrl, 'content-type': 'application/json' },
        body: text,
      })
    expect(await (await send('/units', '{"name":')).json()).toMatchObject({ status: 400, code: 'unreadable' })
    expect(await (await send('/units', `{"name":"${'x'.repeat(1_100_000)}"}`)).json()).toMatchObject({
      status: 413,
      code: 'too_large',
    })
    expect(await (await send('/nothing', '{}')).json()).toMatchObject({ status: 404, code: 'not_found' })
    expect(await (await send('/users/not-an-id/suspend', '{}')).json()).toMatchObject({
      status: 404,
      code: 'not_found',
    })
  })

  test('nobody expected is logged under the reference that the person sees', async () => {
    const person = await signInAs(hub, 'administrator')
    const broken = await createTestApp(database, {
      log: hub.deps.log,
      clock: () => {
        throw new Error('the clock is broken')
      },
    })
    const response = await broken.app.request('/api/v1/units', {
      method: 'POST',
      headers: { cookie: person.cookie, origin: hub.deps.publicUrl, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Water', slug: 'water', kind: 'agency' }),
    })
    const problem: { status: number; reference: string; detail: string } = JSON.parse(await response.text())
    expect(problem.status).toBe(500)
    expect(problem.detail).toMatch(problem.reference)
    expect(
      logged.find((line) => line.includes(problem.reference) && line.includes('the clock is broken')),
    ).toBeDefined()
    await broken.close()
  })
})

describe('the log', () => {
  test('holds route patterns, never people or what they asked', async () => {
    const person = await signInAs(hub, 'analyst')
    await person.request('GET', '/sources?q=a-private-question')
    const text = logged.join('')
    expect(text).toMatch('/api/v1/sources')
    for (const secret of [person.email, 'a-private-question', person.cookie.split('=')[1] ?? 'none'])
      expect(text).not.toMatch(secret)
  })
})

describe('the description of the API', () => {
  test('is open, and shows each route with its permission and the one form of problems', async () => {
    const response = await hub.app.request('/api/v1/openapi.json')
    const document = await response.json()
    expect(document).toMatchObject({
      openapi: '3.1.0',
      paths: {
        '/cases/{id}': {
          get: {
            'x-permission': 'case.read',
            responses: { 200: {}, default: { content: { 'application/problem+json': {} } } },
          },
        },
      },
      components: { schemas: { Problem: {} } },
    })
  })
})

describe('importing an outline file', () => {
  const opml = (lines: string[]) =>
    `<?xml version="1.0"?><opml version="2.0"><head><title>Ours</title></head><body>\n${lines.join('\n')}\n</body></opml>`

  test('takes it in for a worker to carry out, and says how far it is', async () => {
    const coordinator = await signInAs(hub, 'coordinator')
    const file = opml(['<outline text="Paper" type="rss" xmlUrl="https://paper.example.org/rss"/>'])
    const response = await coordinator.request('POST', '/sources/import', { name: 'ours.opml', opml: file })
    expect(response.status).toBe(201)
    const view = importViewSchema.parse(await response.json())
    expect(view).toMatchObject({
      state: 'waiting',
      total: null,
      done: 0,
      profile: { title: 'Getting started', inForce: true },
    })
    expect(await (await coordinator.request('GET', `/sources/imports/${view.id}`)).json()).toEqual(view)
    const { rows } = (await (await coordinator.request('GET', '/sources/imports')).json()) as { rows: unknown[] }
    expect(rows).toContainEqual(view)
  })

  test('takes twelve megabytes, which is more than other requests may send', async () => {
    const coordinator = await signInAs(hub, 'coordinator')
    const lines = Array.from(
      { length: 10_000 },
      (_, index) => `<outline text="${'x'.repeat(1100)}" type="rss" xmlUrl="https://n${index}.example.com/rss"/>`,
    )
    const response = await coordinator.request('POST', '/sources/import', { name: 'large.opml', opml: opml(lines) })
    expect(response.status).toBe(201)
  })

  test('refuses what is no outline file', async () => {
    const coordinator = await signInAs(hub, 'coordinator')
    const response = await coordinator.request('POST', '/sources/import', {
      name: 'page.html',
      opml: '<html><body>Hello</body></html>',
    })
    expect(await response.json()).toMatchObject({ status: 409, code: 'not_an_outline' })
  })
})

describe('people', () => {
  test('are invited with a link that the administrator hands over, once per address', async () => {
    const administrator = await signInAs(hub, 'administrator')
    const invite = () =>
      administrator.request('POST', '/users/invite', {
        email: 'maria@example.org',
        role: 'analyst',
        unitId: administrator.unitId,
      })
    const first = (await (await invite()).json()) as { user: { id: string; name: string }; link: string }
    expect(first.user.name).toBe('Maria')
    expect(first.link).toMatch(/^http:\/\/hub\.test\/sign-in\/link\?token=[\w-]{43}$/)
    const again = (await (await invite()).json()) as { user: { id: string; memberships: unknown[] } }
    expect(again.user).toMatchObject({ id: first.user.id, memberships: [{ role: 'analyst' }] })
    const suspended = await administrator.request('POST', `/users/${first.user.id}/suspend`, {
      reason: 'Left the service.',
    })
    expect(await suspended.json()).toMatchObject({ status: 'suspended' })
    const link = await administrator.request('POST', `/users/${first.user.id}/link`, {})
    expect(await link.json()).toMatchObject({ status: 409, code: 'account_suspended' })
  })
})

describe('an auditor', () => {
  test('reads the record page by page, and is on it for doing so', async () => {
    const auditor = await signInAs(hub, 'auditor')
    type Page = { rows: { id: string; action: string }[]; nextCursor: string | null }
    const first = (await (await auditor.request('GET', '/audit?limit=5')).json()) as Page
    const second = (await (
      await auditor.request('GET', `/audit?limit=5&cursor=${encodeURIComponent(first.nextCursor ?? '')}`)
    ).json()) as Page
    const ids = [...first.rows, ...second.rows].map(({ id }) => id)
    expect(new Set(ids).size).toBe(10)
    const own = (await (await auditor.request('GET', `/audit?noun=audit&actor=${auditor.userId}`)).json()) as Page
    expect(own.rows.map(({ action }) => action)).toEqual(['read', 'read'])
    expect(await (await auditor.request('GET', '/audit?cursor=nonsense')).json()).toMatchObject({
      code: 'cursor_unknown',
    })
  })
})

describe('health in words', () => {
  test('says for each part whether it is well', async () => {
    const administrator = await signInAs(hub, 'administrator')
    const { checks } = (await (await administrator.request('GET', '/health/details')).json()) as {
      checks: { name: string; ok: boolean; says: string }[]
    }
    expect(checks.map(({ name }) => name)).toEqual([
      'This process',
      'Database',
      'Handing over of work',
      'Grouping into narratives',
      'Collecting as a whole',
      'Fetching of sources',
      'Health of sources',
      'Escalation',
    ])
    expect(checks.filter(({ ok }) => !ok)).toEqual([])
  })
})

describe('a serving process', () => {
  test('answers on a socket, and stops with streams open', async () => {
    const person = await signInAs(hub, 'analyst')
    const api = await startApi(hub.deps, { host: '127.0.0.1', port: 0 })
    const stream = await fetch(`http://127.0.0.1:${api.port}/api/v1/events`, { headers: { cookie: person.cookie } })
    expect(stream.status).toBe(200)
    await api.stop()
    expect(await stream.text()).toMatch(': connected')
    await expect(fetch(`http://127.0.0.1:${api.port}/healthz`)).rejects.toThrow('fetch failed')
  })

  test('says when its port is taken', async () => {
    const api = await startApi(hub.deps, { host: '127.0.0.1', port: 0 })
    await expect(startApi(hub.deps, { host: '127.0.0.1', port: api.port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    })
    await api.stop()
  })
})

test('nobody reaches anything of it without a session', async () => {
  expect(await (await askAs(hub, 'hub.session_token=forged', 'GET', '/cases')).json()).toMatchObject({
    status: 401,
    code: 'not_signed_in',
  })
})
