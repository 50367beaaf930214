import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { sessionViewSchema } from '@hub/core/access/session-view.ts'
import { createTestApp, type TestApp } from '@hub/tests/support/test-app.ts'
import { askAs, ensureTestUnit, signInAs, testOperator } from '@hub/tests/support/sign-in.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'
import { suspendUser } from '@hub/db/user/suspend-user.ts'

import { inviteUser } from './invite-user.ts'

let database: TestDatabase
let hub: TestApp

beforeAll(async () => {
  database = await createTestDatabase()
  hub = await createTestApp(database)
})
afterAll(async () => {
  await hub.close()
  await database.close()
})

const signInPath = (link: string) => link.replace(hub.deps.publicUrl, '')
const postAuth = (path: string, body: unknown, cookie = '') =>
  hub.app.request(`/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: hub.deps.publicUrl, cookie },
    body: JSON.stringify(body),
  })

describe('a one-time sign-in link', () => {
  test('signs in once, on whichever host it is opened, and goes to the first page', async () => {
    const unitId = await ensureTestUnit(hub, 'health')
    const { link } = await inviteUser(hub.deps, testOperator(hub), {
      email: 'Once@Example.org',
      role: 'analyst',
      unitId,
    })
    const opened = await hub.app.request(`http://127.0.0.1:8080${signInPath(link)}`)
    expect(opened.status).toBe(302)
    expect(opened.headers.get('location')).toBe('/')
    expect(opened.headers.getSetCookie().join()).toMatch(/hub\.session_token=.*HttpOnly.*SameSite=Lax/i)
    const again = await hub.app.request(signInPath(link))
    expect(again.headers.get('location')).toBe('/sign-in?error=link')
    expect(again.headers.getSetCookie()).toEqual([])
  })

  test('is not spent by a program that only looks', async () => {
    const unitId = await ensureTestUnit(hub, 'health')
    const { link } = await inviteUser(hub.deps, testOperator(hub), {
      email: 'looked@example.org',
      role: 'analyst',
      unitId,
    })
    await hub.app.request(signInPath(link), { method: 'HEAD' })
    const opened = await hub.app.request(signInPath(link))
    expect(opened.headers.get('location')).toBe('/')
  })

  test('is stored as a hash only', async () => {
    const token = await hub.deps.auth.createLinkToken('nobody@example.org', 1000)
    const { rows } = await sql`select * from auth.verification`.execute(database.ownerDb)
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain(token)
  })
})

describe('a session', () => {
  test('says who is signed in and what they may do', async () => {
    const lead = await signInAs(hub, 'unit_lead', 'interior')
    const response = await lead.request('GET', '/session')
    expect(response.status).toBe(200)
    const session = sessionViewSchema.parse(await response.json())
    expect(session.user).toMatchObject({ id: lead.userId, email: lead.email })
    expect(session.memberships).toEqual([{ unitId: lead.unitId, unitName: 'Unit interior', role: 'unit_lead' }])
    expect(session.permissions).toContain('case.close')
    expect(session.permissions).not.toContain('user.manage')
  })

  test('leaves sign-in and sign-out in the audit record, and ends with sign-out', async () => {
    const person = await signInAs(hub, 'comms')
    const out = await postAuth('/sign-out', {}, person.cookie)
    expect(out.status).toBe(200)
    expect((await person.request('GET', '/session')).status).toBe(401)
    const rows = await database.db
      .selectFrom('auditEvent')
      .select('action')
      .where('objectId', '=', person.userId)
      .orderBy('id')
      .execute()
    expect(rows.map(({ action }) => action)).toEqual([
      'invited',
      'role granted',
      'sign-in link made',
      'signed in',
      'signed out',
    ])
  })

  test('is worth nothing from the moment the person is suspended', async () => {
    const person = await signInAs(hub, 'analyst')
    await signInAs(hub, 'administrator')
    await suspendUser(database.db, testOperator(hub), { id: person.userId, reason: 'Left the service.' })
    const response = await person.request('GET', '/session')
    expect(response.status).toBe(401)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    const token = await hub.deps.auth.createLinkToken(person.email, 60_000)
    const opened = await hub.app.request(`/sign-in/link?token=${token}`)
    expect(opened.headers.get('location')).toBe('/sign-in?error=link')
  })
})

describe('a password', () => {
  test('is set after the first sign-in, changed with the present one, and signs in', async () => {
    const person = await signInAs(hub, 'analyst')
    const short = await person.request('POST', '/session/password', { newPassword: 'short' })
    expect(short.status).toBe(400)
    expect(await short.json()).toMatchObject({
      faults: [{ path: 'newPassword', message: 'Write at least 12 characters.' }],
    })
    expect((await person.request('POST', '/session/password', { newPassword: 'first words of mine' })).status).toBe(200)
    const repeated = await person.request('POST', '/session/password', { newPassword: 'other words of mine' })
    expect(repeated.status).toBe(409)
    expect(await repeated.json()).toMatchObject({ code: 'password_exists' })
    const wrong = await person.request('POST', '/session/password', {
      newPassword: 'other words of mine',
      currentPassword: 'not the words',
    })
    expect(await wrong.json()).toMatchObject({ code: 'wrong_password' })
    const right = { newPassword: 'other words of mine', currentPassword: 'first words of mine' }
    expect((await person.request('POST', '/session/password', right)).status).toBe(200)
    const signedIn = await postAuth('/sign-in/email', { email: person.email, password: 'other words of mine' })
    expect(signedIn.status).toBe(200)
    const refused = await postAuth('/sign-in/email', { email: person.email, password: 'first words of mine' })
    expect(refused.status).toBe(401)
    const failed = await database.db
      .selectFrom('auditEvent')
      .selectAll()
      .where('action', '=', 'sign-in failed')
      .execute()
    expect(failed).toHaveLength(1)
  })

  test('cannot be chosen by a stranger: nobody signs up', async () => {
    const answer = await postAuth('/sign-up/email', {
      email: 'stranger@example.org',
      password: 'a long enough one',
      name: 'S',
    })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect((await askAs(hub, '', 'GET', '/session')).status).toBe(401)
  })
})

describe('a write from elsewhere', () => {
  test('is refused when another site sends it with the cookie', async () => {
    const person = await signInAs(hub, 'administrator')
    const send = (origin: string) =>
      hub.app.request('/api/v1/units', {
        method: 'POST',
        headers: { cookie: person.cookie, origin, 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'Elsewhere', slug: 'elsewhere', kind: 'agency' }),
      })
    expect((await send('https://evil.example')).status).toBe(403)
    expect((await send(hub.deps.publicUrl)).status).toBe(201)
  })
})
