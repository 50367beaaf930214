import { z } from 'zod'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type Permission, PERMISSIONS } from '@hub/core/access/permissions.ts'
import { type Role, ROLES } from '@hub/core/access/role.ts'
import { buildApiKey } from '@hub/tests/support/build-api-key.ts'
import { askAs, signInAs, type TestPerson, testOperator } from '@hub/tests/support/sign-in.ts'
import { buildNarrative } from '@hub/tests/support/build-news.ts'
import { createTestApp, type TestApp } from '@hub/tests/support/test-app.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'
import { suspendUser } from '@hub/db/user/suspend-user.ts'

import { describeApi } from './openapi.ts'
import { createV1 } from './v1.ts'

/**
 * Every route of the API and who gets past its door, written by hand: A analyst, C comms, L unit lead, K coordinator,
 * T trainer, O auditor ("observer"), X administrator. `-` means refused. A route that is not listed here, or listed and
 * gone, fails the test. What a verb decides on its object is tested beside the verb.
 */
const MATRIX: Record<string, string> = {
  'GET /session': 'ACLKTOX',
  'POST /session/password': 'ACLKTOX',
  'GET /events': 'ACLKTOX',

  'GET /units': 'ACLKTOX',
  'POST /units': '------X',
  'PATCH /units/{id}': '------X',
  'GET /users': '---K-OX',
  'POST /users/invite': '------X',
  'POST /users/{id}/memberships': '------X',
  'POST /memberships/{id}/revoke': '------X',
  'POST /users/{id}/suspend': '------X',
  'POST /users/{id}/reinstate': '------X',
  'POST /users/{id}/link': '------X',
  'GET /audit': '-----O-',
  'GET /health/details': '---K--X',

  'GET /sources': 'ACLK-OX',
  'GET /sources/overview': 'ACLK-OX',
  'GET /sources/{id}': 'ACLK-OX',
  'GET /sources/{id}/background': 'ACLK-OX',
  'GET /sources/{id}/fetch-days': 'ACLK-OX',
  'POST /sources/many': '---K---',
  'POST /sources': 'A-LK---',
  'POST /sources/import': 'A-LK---',
  'GET /sources/imports': 'ACLK-OX',
  'GET /sources/imports/{id}': 'ACLK-OX',
  'GET /sources/imports/{id}/refused': 'ACLK-OX',
  'GET /sources/imports/{id}/refused.csv': 'ACLK-OX',
  'GET /sources/export.opml': 'ACLK-OX',
  'PATCH /sources/{id}': '---K---',
  'GET /sources/{id}/fetches': 'ACLK-OX',
  'POST /sources/{id}/{move}': '---K---',
  'POST /page-orders': 'A-LK---',
  'GET /page-orders/{id}': 'A-LK---',
  'POST /items/{id}/full-text': 'A-LK---',
  'GET /term-lists': 'ACLK-OX',
  'GET /profiles': 'ACLK-OX',
  'POST /profiles': 'A-LK---',
  'POST /profiles/preview': 'A-LK---',
  'GET /profiles/{id}': 'ACLK-OX',
  'POST /profiles/{id}/approve': '---K---',
  'POST /profiles/{id}/withdraw': '---K---',
  'POST /profiles/{id}/sources': 'A-LK---',
  'GET /profiles/{id}/steps': 'ACLK-OX',
  'POST /profiles/{id}/extension': 'A-LK---',
  'POST /profiles/{id}/extension/decide': '---K---',
  'GET /retention': '---K-OX',
  'POST /retention': '------X',
  'GET /legal-holds': '---K-OX',
  'POST /legal-holds': '---K---',
  'POST /legal-holds/{id}/{move}': '---K-O-',
  'GET /api-keys': '---K-OX',
  'POST /api-keys': '---K---',
  'POST /api-keys/{id}/{move}': '---K--X',
  'POST /ingest/items': '-------',
  'GET /claim-reviews': 'ACLK-O-',
  'GET /claim-matches': 'ACLK-O-',
  'GET /match-calibration': 'ACLK-O-',
  'POST /claim-matches/{id}/accept': 'A-LK---',
  'POST /claim-matches/{id}/refuse': 'A-LK---',
  'POST /claim-matches/{id}/reopen': 'A-LK---',
  'GET /tips': 'A-LK-O-',
  'GET /tip-form': '------X',
  'PUT /tip-form': '------X',
  'POST /tips/{id}/accept': 'A-LK---',
  'POST /tips/{id}/decline': 'A-LK---',
  'POST /tips/{id}/undo': 'A-LK---',
  'POST /items': 'A-LK---',
  'POST /item-imports': 'A-LK---',
  'PUT /item-imports/{id}/parts/{part}': 'A-LK---',
  'POST /item-imports/{id}/start': 'A-LK---',
  'POST /item-imports/{id}/stop': 'A-LK---',
  'GET /item-imports': 'ACLK-O-',
  'GET /item-imports/{id}': 'ACLK-O-',
  'GET /item-imports/{id}/refusals': 'ACLK-O-',
  'GET /routes': 'ACLK-OX',
  'POST /routes': '---K---',
  'POST /routes/reorder': '---K---',
  'PUT /routes/{id}': '---K---',
  'POST /routes/{id}/remove': '---K---',
  'GET /detection-rules': 'ACLK-OX',
  'POST /detection-rules': '---K---',
  'PUT /detection-rules/{id}': '---K---',
  'POST /detection-rules/{id}/remove': '---K---',
  'POST /detection-rules/rehearse': 'ACLK-O-',

  'GET /situation': 'ACLKTOX',
  'GET /narratives': 'ACLK-O-',
  'GET /triage': 'ACLK-O-',
  'GET /narratives/{id}': 'ACLK-O-',
  'GET /narratives/{id}/items': 'ACLK-O-',
  'GET /items': 'ACLK-O-',
  'GET /items/export.csv': 'ACLK-O-',
  'GET /items/count': 'ACLK-O-',
  'GET /items/languages': 'ACLK-O-',
  'GET /items/{id}': 'ACLK-O-',
  'GET /items/{id}/revisions': 'ACLK-O-',
  'GET /narratives/{id}/draft': 'ACLK-O-',
  'POST /narratives/{id}/draft': 'A-LK---',
  'POST /drafts/{id}/take-title': 'A-LK---',
  'POST /drafts/{id}/discard': 'A-LK---',
  'POST /narratives/{id}/confirm': 'A-LK---',
  'POST /narratives/{id}/dismiss': 'A-LK---',
  'POST /narratives/{id}/rate': 'A-LK---',
  'POST /narratives/{id}/undo': 'A-LK---',
  'GET /narratives/{id}/rulings': 'ACLK-O-',
  'POST /narratives/{id}/preview-ruling': 'A-LK---',
  'POST /narratives/{id}/merge': 'A-LK---',
  'POST /narratives/{id}/split': 'A-LK---',
  'POST /narratives/{id}/move-items': 'A-LK---',
  'POST /rulings/{id}/undo': 'A-LK---',
  'POST /items/{id}/confirm-link': 'A-LK---',
  'POST /narratives/{id}/rename': 'A-LK---',
  'GET /storylines': 'ACLK-O-',
  'GET /storylines/{id}': 'ACLK-O-',
  'GET /narratives/{id}/storyline': 'ACLK-O-',
  'POST /narratives/{id}/storyline': 'A-LK---',
  'POST /narratives/{id}/leave-storyline': 'A-LK---',
  'POST /storylines/{id}/rename': 'A-LK---',
  'POST /storyline-suggestions/{id}/{answer}': 'A-LK---',
  'GET /narratives/{id}/snoozes': 'ACLK-O-',
  'POST /narratives/{id}/snoozes': 'A-LK---',
  'POST /narratives/{id}/snoozes/{snoozeId}/undo': 'A-LK---',
  'GET /deliveries': 'ACLK-O-',
  'GET /deliveries/budgets': 'ACLK-O-',
  'POST /deliveries/{id}/acknowledge': 'ACLK---',
  'POST /deliveries/{id}/decline': 'ACLK---',
  'GET /cases': 'ACLK-O-',
  'POST /cases': 'A-LK---',
  'GET /cases/{id}': 'ACLK-O-',
  'POST /cases/{id}/move': 'A-LK---',
  'POST /cases/{id}/assess': 'A-LK---',
  'POST /cases/{id}/edit': 'A-LK---',
  'POST /cases/{id}/narratives': 'A-LK---',
  'POST /cases/{id}/taskings': '---K---',
  'POST /taskings/{id}/move': '-CLK---',
  'POST /cases/{id}/log': 'ACLK---',
  'GET /cases/{id}/log/verification': '---K-O-',
  'POST /cases/{id}/runs': 'ACLK---',
  'POST /runs/{id}/steps/{key}': 'ACLK---',
  'POST /runs/{id}/finish': 'ACLK---',
  'POST /runs/{id}/abort': 'ACLK---',
  'GET /playbooks': 'ACLKTOX',
  'GET /playbooks/{slug}': 'ACLKTOX',
}

const LETTERS: Record<Role, string> = {
  analyst: 'A',
  comms: 'C',
  unit_lead: 'L',
  coordinator: 'K',
  trainer: 'T',
  auditor: 'O',
  administrator: 'X',
}
/** Bodies that a route takes, so that the refusal comes from the verb and not from the schema. */
const BODIES: Record<string, unknown> = {
  'POST /cases/{id}/move': { to: 'triaged', expectedVersion: 1 },
  'POST /cases/{id}/assess': {
    opinionGate: 'verifiable_fact',
    firstFlags: [],
    reach: 'trending',
    impacts: [],
    confidence: 'low',
    basis: 'Two outlets.',
    priority: 'low',
  },
  'POST /cases/{id}/edit': { title: 'Another title', expectedVersion: 1 },
  'POST /cases/{id}/narratives': { narrativeId: '019aa000-0000-7000-8000-0000000000ff' },
  'POST /cases/{id}/taskings': {
    unitId: '019aa000-0000-7000-8000-0000000000ff',
    part: 'lead',
    request: 'Please look.',
  },
  'POST /cases/{id}/log': {
    content: { kind: 'note', text: 'A note.' },
    eventAt: '2026-11-22T09:00:00.000Z',
    idempotencyKey: 'a-note-of-a-stranger',
  },
  'POST /cases/{id}/runs': { playbookSlug: 'base-response' },
}
const NOBODY = '019aa000-0000-7000-8000-0000000000ff'

let database: TestDatabase
let hub: TestApp
let routes: { name: string; method: string; path: string; permission: unknown }[]
const people = new Map<Role, TestPerson>()

beforeAll(async () => {
  database = await createTestDatabase()
  hub = await createTestApp(database)
  for (const role of ROLES) people.set(role, await signInAs(hub, role, 'matrix'))
  const { paths } = describeApi(createV1(hub.deps), hub.deps)
  routes = Object.entries(paths ?? {}).flatMap(([path, operations]) =>
    Object.entries(operations ?? {}).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      permission: typeof operation === 'object' && 'x-permission' in operation ? operation['x-permission'] : undefined,
    })),
  )
})
afterAll(async () => {
  await hub.close()
  await database.close()
})

/** An address of a route that names nothing, so that a pass at the door changes nothing. */
function addressOf(path: string): string {
  return path
    .replace('{move}', 'pause')
    .replace('{slug}', 'no-such-playbook')
    .replace('{key}', 'no-such-step')
    .replace('{part}', '0')
    .replaceAll(/\{\w+\}/g, NOBODY)
}

/** Past the door, an empty body is refused or a missing object not found: never 401 or 403. */
async function isLetIn(person: TestPerson, { method, path }: { method: string; path: string }): Promise<boolean> {
  if (path === '/events') {
    const stream = await person.request(method, path)
    await stream.body?.cancel()
    return stream.status === 200
  }
  const response = await person.request(method, addressOf(path), method === 'GET' ? undefined : {})
  expect(response.status, `${method} ${path} broke`).toBeLessThan(500)
  // Other systems' routes know no session: they ask for a key.
  if (isKeyRoute(path)) return response.status !== 401
  expect(response.status, `${method} ${path} lost the session`).not.toBe(401)
  return response.status !== 403
}

const isKeyRoute = (path: string) => path.startsWith('/ingest/')

describe('the door of every route', () => {
  test('is listed here', () => {
    const names = routes.map(({ name }) => name)
    expect(
      names.filter((name) => !(name in MATRIX)),
      'routes missing from the matrix',
    ).toEqual([])
    expect(
      Object.keys(MATRIX).filter((name) => !names.includes(name)),
      'listed routes that do not exist',
    ).toEqual([])
  })

  test('is behind the session, except for these', () => {
    const methods = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])
    const open = hub.app.routes.filter(
      ({ method, path }) => methods.has(method) && !/^\/api\/v1\/(?!openapi)/.test(path),
    )
    expect([...new Set(open.map(({ method, path }) => `${method} ${path}`))].sort()).toEqual([
      'GET /*',
      'GET /api/v1/openapi.json',
      'GET /healthz',
      'GET /hooks/websub/:token',
      'GET /metrics',
      'GET /readyz',
      'GET /sign-in/link',
      'GET /tip',
      'GET /tip/form.css',
      'GET /tip/thanks',
      'POST /api/auth/sign-in/email',
      'POST /api/auth/sign-out',
      'POST /hooks/websub/:token',
      'POST /tip',
    ])
  })

  test('names its permission', () => {
    const known = (permission: unknown) =>
      permission === 'signed_in' || Object.keys(PERMISSIONS).some((name) => name === permission)
    expect(routes.filter(({ permission }) => !known(permission)).map(({ name }) => name)).toEqual([])
  })

  test('opens for the roles of its permission, as the permission table says', () => {
    for (const { name, permission } of routes) {
      const row: Partial<Record<Role, string>> =
        permission === 'signed_in'
          ? Object.fromEntries(ROLES.map((role) => [role, 'any']))
          : PERMISSIONS[permission as Permission]
      expect(`${name} ${ROLES.map((role) => (row[role] ? LETTERS[role] : '-')).join('')}`).toBe(
        `${name} ${MATRIX[name]}`,
      )
    }
  })

  test.each(ROLES)('lets in and refuses a person with the one role %s', async (role) => {
    const person = people.get(role)!
    const found: Record<string, string> = {}
    const expected: Record<string, string> = {}
    for (const route of routes) {
      found[route.name] = (await isLetIn(person, route)) ? 'in' : 'refused'
      expected[route.name] = MATRIX[route.name]?.includes(LETTERS[role]) ? 'in' : 'refused'
    }
    expect(found).toEqual(expected)
  })

  test('opens for an API key where the route is for keys, and nowhere else', async () => {
    const { secret } = await buildApiKey(database.db)
    for (const { name, method, path } of routes) {
      const response = await hub.app.request(`/api/v1${addressOf(path)}`, {
        method,
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        ...(method === 'GET' ? {} : { body: '{}' }),
      })
      expect(`${name} ${response.status === 401 ? 'refused' : 'in'}`).toBe(
        `${name} ${isKeyRoute(path) ? 'in' : 'refused'}`,
      )
    }
  })

  test('is closed to whoever is not signed in', async () => {
    for (const { name, method, path } of routes) {
      const response = await askAs(hub, '', method, addressOf(path), method === 'GET' ? undefined : {})
      expect(`${name} ${response.status}`).toBe(`${name} 401`)
    }
  })

  test('shows nothing of a case to a unit that neither owns it nor is tasked on it', async () => {
    const coordinator = people.get('coordinator')!
    const narrative = await buildNarrative(database.db)
    const opened = await coordinator.request('POST', '/cases', {
      title: 'Rumour about water',
      severity: 'S2',
      narrativeId: narrative.id,
    })
    expect(opened.status).toBe(201)
    const { id } = z.object({ id: z.string() }).parse(await opened.json())
    const stranger = await signInAs(hub, 'unit_lead', 'elsewhere')
    const ofCases = routes.filter(({ path }) => path.startsWith('/cases/{id}'))
    expect(ofCases.length).toBeGreaterThan(6)
    for (const { name, method, path } of ofCases) {
      const response = await stranger.request(
        method,
        path.replace('{id}', id),
        method === 'GET' ? undefined : BODIES[name],
      )
      expect(`${name} ${[403, 404].includes(response.status)} ${response.status}`).toMatch(/true/)
    }
    expect(await (await stranger.request('GET', '/cases')).json()).toMatchObject({ rows: [] })
  })

  test('is closed to a suspended person whose cookie is still about', async () => {
    const person = await signInAs(hub, 'coordinator', 'matrix')
    await suspendUser(database.db, testOperator(hub), { id: person.userId, reason: 'Left the service.' })
    for (const { name, method, path } of routes) {
      const response = await person.request(method, addressOf(path), method === 'GET' ? undefined : {})
      expect(`${name} ${response.status}`).toBe(`${name} 401`)
    }
  })
})
