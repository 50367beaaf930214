import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { decidedTipSchema, tipQueueSchema } from '@hub/core/tip/tip.ts'
import { switchTipForm } from '@hub/db/tip/switch-tip-form.ts'
import { buildProfile } from '@hub/tests/support/build-watch.ts'
import { signInAs, type TestPerson } from '@hub/tests/support/sign-in.ts'
import { createTestApp, type TestApp } from '@hub/tests/support/test-app.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'

import { TIPS_AN_ADDRESS } from './tip-limiter.ts'

let database: TestDatabase
let hub: TestApp
let analyst: TestPerson
let now = new Date('2026-11-22T09:00:00Z')

beforeAll(async () => {
  database = await createTestDatabase()
  hub = await createTestApp(database, { clock: () => now })
  analyst = await signInAs(hub, 'analyst', 'tips')
})
afterAll(async () => {
  await hub?.close()
  await database?.close()
})
beforeEach(() => {
  // Each test an hour of its own, so that none counts into another's limit.
  now = new Date(now.getTime() + 7_200_000)
})

const open = (isOpen = true) =>
  switchTipForm(database.db, { actor: { kind: 'operator', name: 'test', world: LIVE_WORLD }, now }, isOpen)
const post = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  hub.app.request('/tip', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams({ openedAt: String(now.getTime() - 60_000), ...fields }).toString(),
  })
const waiting = async () => database.db.selectFrom('tip').selectAll().where('state', '=', 'waiting').execute()

describe('the public form', () => {
  test('is closed by default, and says so', async () => {
    const shown = await hub.app.request('/tip')
    expect([shown.status, (await post({ text: 'A claim that is long enough.' })).status]).toEqual([404, 404])
    expect(await shown.text()).toContain('This form is not open')
    expect(await waiting()).toEqual([])
  })

  test('is a plain page without script, cookie or anything from elsewhere', async () => {
    await open()
    const shown = await hub.app.request('/tip', { headers: { 'accept-language': 'fr-CA, en;q=0.5' } })
    const page = await shown.text()
    expect(shown.status).toBe(200)
    expect(page).toContain('<html lang="fr">')
    expect(page).not.toMatch(/<script|https?:\/\/(?!example\.org)/)
    expect(shown.headers.get('set-cookie')).toBeNull()
    expect(shown.headers.get('cache-control')).toBe('no-store')
    expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(shown.headers.get('referrer-policy')).toBe('no-referrer')
    expect((await hub.app.request('/tip/form.css')).headers.get('content-type')).toContain('text/css')
  })

  test('takes a tip, thanks, and keeps nothing of the sender', async () => {
    await open()
    const sent = await post(
      {
        text: '<script>alert(1)</script> water & poison, call +40 721 234 567',
        link: 'news.example/a',
        place: 'a chat',
      },
      { 'x-forwarded-for': '198.51.100.7' },
    )
    expect([sent.status, sent.headers.get('location')]).toEqual([303, '/tip/thanks?lang=en'])
    expect(await (await hub.app.request('/tip/thanks')).text()).toContain('Thank you')
    const [tip] = await waiting()
    expect(tip).toMatchObject({
      text: '<script>alert(1)</script> water & poison, call [number removed]',
      url: 'https://news.example/a',
      place: 'a chat',
    })
    const audits = await database.db.selectFrom('auditEvent').selectAll().where('noun', '=', 'tip').execute()
    expect(JSON.stringify([tip, audits])).not.toContain('198.51.100.7')
  })

  test('shows again what was sent with faults, escaped', async () => {
    await open()
    const text = '"><img src=x onerror=alert(1)>'
    const answer = await post({ text, link: 'no link' })
    const page = await answer.text()
    expect(answer.status).toBe(400)
    expect(page).toContain('This is not a link.')
    expect(page).toContain('aria-invalid="true"')
    expect(page).toContain('>&quot;&gt;&lt;img src=x onerror=alert(1)&gt;</textarea>')
    expect(page).not.toContain('<img')
  })

  test('thanks a program and keeps nothing', async () => {
    await open()
    const before = (await waiting()).length
    const sent = await post({ text: 'A claim that is long enough.', website: 'https://spam.example' })
    expect(sent.status).toBe(303)
    expect(await waiting()).toHaveLength(before)
  })

  test('asks whoever was faster than people are to press once more, and then takes the tip', async () => {
    await open()
    const before = (await waiting()).length
    const tip = { text: 'A claim pasted in a hurry.', openedAt: String(now.getTime() - 200) }
    const hasty = await post(tip)
    const page = await hasty.text()
    expect(hasty.status).toBe(400)
    expect(page).toContain('Please send it once more')
    expect(page).toContain(`name="openedAt" value="${tip.openedAt}"`)
    expect(await waiting()).toHaveLength(before)
    now = new Date(now.getTime() + 5000)
    expect((await post(tip)).status).toBe(303)
    expect(await waiting()).toHaveLength(before + 1)
  })

  test('takes so many from one address in an hour, and says in words when it is too many', async () => {
    await open()
    const from = (address: string, at: number) =>
      post({ text: `Claim number ${at} of many.` }, { 'x-forwarded-for': address })
    for (let at = 0; at < TIPS_AN_ADDRESS; at += 1) expect((await from('198.51.100.9', at)).status).toBe(303)
    const refused = await from('198.51.100.9', 99)
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3600'])
    const page = await refused.text()
    expect(page).toContain('Too many tips at once')
    expect(page).toContain('Claim number 99 of many.')
    expect((await from('198.51.100.10', 99)).status).toBe(303)
    now = new Date(now.getTime() + 3_600_000)
    expect((await from('198.51.100.9', 100)).status).toBe(303)
  })

  test('refuses what is larger than any tip, and reads nothing but a form', async () => {
    await open()
    const large = await post({ text: 'x'.repeat(20_000) })
    expect(large.status).toBe(413)
    expect(await large.text()).toContain('This is too long')
    const before = (await waiting()).length
    const body = JSON.stringify({ text: 'A claim that is long enough.' })
    await hub.app.request('/tip', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    expect(await waiting()).toHaveLength(before)
  })
})

describe('moderation', () => {
  test('a tip is listed, accepted into a profile, and found as an item of a tip source', async () => {
    await open()
    const profile = await buildProfile(database.db, [], { startsAt: new Date(0), endsAt: new Date('2027-01-01') })
    await post({ text: 'The reservoir is said to be closed for ever.', link: 'https://news.example/reservoir' })
    const queue = tipQueueSchema.parse(await (await analyst.request('GET', '/tips')).json())
    const row = queue.rows.find(({ url }) => url === 'https://news.example/reservoir')
    if (!row) throw new Error('The tip is not in the queue.')
    const accepted = await analyst.request('POST', `/tips/${row.id}/accept`, { profileId: profile.id })
    expect(accepted.status).toBe(200)
    const { state, itemId } = decidedTipSchema.parse(await accepted.json())
    expect(state).toBe('accepted')
    if (!itemId) throw new Error('There is no item.')
    const item = await database.db.selectFrom('item').selectAll().where('id', '=', itemId).executeTakeFirstOrThrow()
    expect(item.title).toContain('The reservoir is said to be closed')
    const late = await analyst.request('POST', `/tips/${row.id}/decline`, { reason: 'opinion' })
    expect(late.status).toBe(409)
    expect(await late.json()).toMatchObject({ code: 'tip_decided' })
    expect((await analyst.request('POST', `/tips/${row.id}/undo`)).status).toBe(200)
    const declined = await analyst.request('POST', `/tips/${row.id}/decline`, { reason: 'opinion' })
    expect(await declined.json()).toMatchObject({ state: 'declined' })
    expect((await analyst.request('POST', `/tips/${row.id}/decline`, { reason: 'because' })).status).toBe(400)
  })

  test('an administrator alone opens and closes the form', async () => {
    const administrator = await signInAs(hub, 'administrator', 'tips')
    expect((await analyst.request('PUT', '/tip-form', { isOpen: false })).status).toBe(403)
    expect(await (await administrator.request('PUT', '/tip-form', { isOpen: false })).json()).toEqual({ isOpen: false })
    expect((await hub.app.request('/tip')).status).toBe(404)
  })
})
