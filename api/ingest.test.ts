import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'

import { INGEST_LIMIT, ingestAnswerSchema } from '@hub/core/item/ingest-view.ts'
import { withdrawProfile } from '@hub/db/profile/withdraw-profile.ts'
import { moveApiKey } from '@hub/db/api-key/move-api-key.ts'
import { buildApiKey } from '@hub/tests/support/build-api-key.ts'
import { TEST_NOW } from '@hub/tests/support/build-people.ts'
import { buildProfile } from '@hub/tests/support/build-watch.ts'
import { countAudit } from '@hub/tests/support/count-audit.ts'
import { signInAs, testOperator } from '@hub/tests/support/sign-in.ts'
import { createTestApp, type TestApp } from '@hub/tests/support/test-app.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'

let database: TestDatabase
let hub: TestApp
let now = TEST_NOW
beforeAll(async () => {
  database = await createTestDatabase()
  hub = await createTestApp(database, { clock: () => now })
})
afterAll(async () => {
  await hub.close()
  await database.close()
})

const problemSchema = z.object({ code: z.string(), detail: z.string() })
let sent = 0

const ITEM = {
  url: 'https://news.example/river',
  title: 'The river rises',
  text: 'People were told that the river rises.',
  author: 'A. Writer',
}

function send(secret: string, items: unknown, idempotencyKey = `batch-number-${(sent += 1)}`): Promise<Response> {
  return Promise.resolve(
    hub.app.request('/api/v1/ingest/items', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${secret}`,
        'idempotency-key': idempotencyKey,
      },
      body: JSON.stringify({ items }),
    }),
  )
}

async function problemOf(response: Response) {
  return { status: response.status, ...problemSchema.parse(await response.json()) }
}

describe('POST /ingest/items', () => {
  test('says of each item what became of it, stores nothing of an author, and leaves one audit entry', async () => {
    const profile = await buildProfile(database.db, [], { terms: JSON.stringify(['river']) })
    const { secret, key } = await buildApiKey(database.db, { profileId: profile.id })
    const batch = [
      ITEM,
      { ...ITEM, url: 'https://www.news.example/river?utm_source=x', id: 'again' },
      { title: 'Sports', text: 'They won on Sunday, and everybody in the town was happy.' },
      { url: 'ftp://x', title: 'River' },
      { title: 'River', publishedAt: '31/31/2026' },
      'River',
    ]
    const found: z.infer<typeof ingestAnswerSchema>[] = []
    expect(
      await countAudit(database.db, async () =>
        found.push(ingestAnswerSchema.parse(await (await send(secret, batch)).json())),
      ),
    ).toBe(1)
    const [answer] = found
    expect(answer).toMatchObject({ received: 6, stored: 1, known: 1, filtered: 1, refused: 3 })
    expect(answer?.items.map(({ outcome }) => outcome)).toEqual([
      'stored',
      'known',
      'filtered',
      'refused',
      'refused',
      'refused',
    ])
    expect(answer?.items[4]?.reason).toContain('cannot be read as a date')
    const [stored] = await database.db.selectFrom('item').selectAll().where('sourceId', '=', key.sourceId).execute()
    expect(stored).toMatchObject({ title: ITEM.title, matchedTerms: ['river'], language: 'en' })
    expect(JSON.stringify(stored)).not.toContain('Writer')
    const publisher = await database.db
      .selectFrom('publisher')
      .select('domain')
      .where('id', '=', stored!.publisherId)
      .executeTakeFirst()
    expect(publisher?.domain).toBe('news.example')
    const [listed] = await database.db.selectFrom('apiKey').selectAll().where('id', '=', key.id).execute()
    expect(listed).toMatchObject({ itemsStored: 1, lastUsedAt: now })
  })

  test('answers a repeat with the first answer, and another body under the same key with a conflict', async () => {
    const { secret } = await buildApiKey(database.db)
    const items = [{ ...ITEM, url: 'https://news.example/repeat' }]
    const first = await send(secret, items, 'the-same-batch')
    const second = await send(secret, items, 'the-same-batch')
    expect([first.headers.get('idempotency-replayed'), second.headers.get('idempotency-replayed')]).toEqual([
      null,
      'true',
    ])
    const stored = await first.json()
    expect(stored).toMatchObject({ stored: 1 })
    expect(await second.json()).toEqual(stored)
    expect(await problemOf(await send(secret, [{ title: 'Other' }], 'the-same-batch'))).toMatchObject({
      status: 409,
      code: 'idempotency_key_reused',
    })
    const both = await Promise.all([1, 2].map(() => send(secret, [{ title: 'At once' }], 'at-the-same-time')))
    const answers = await Promise.all(both.map((response) => response.json()))
    expect(answers[0]).toEqual(answers[1])
  })

  test('a changed text under the same id is a revision, not a second item', async () => {
    const { secret } = await buildApiKey(database.db)
    await send(secret, [{ id: 'a1', title: 'One', text: 'First words.' }])
    const answer = ingestAnswerSchema.parse(
      await (await send(secret, [{ id: 'a1', title: 'One', text: 'Other words.' }])).json(),
    )
    expect(answer.items[0]).toMatchObject({ outcome: 'known', isRevised: true })
  })

  test('refuses keys that are unknown, suspended, revoked or have run out, in words', async () => {
    const { secret, key } = await buildApiKey(database.db)
    expect(await problemOf(await send('hub_nothing', [ITEM]))).toMatchObject({ status: 401, code: 'api_key_refused' })
    const operator = testOperator(hub)
    await moveApiKey(database.db, operator, { id: key.id, move: 'suspend', reason: 'Looks odd.' })
    expect((await problemOf(await send(secret, [ITEM]))).detail).toContain('suspended')
    await moveApiKey(database.db, operator, { id: key.id, move: 'resume' })
    expect((await send(secret, [ITEM])).status).toBe(200)
    now = new Date(TEST_NOW.getTime() + 31 * 86_400_000)
    expect((await problemOf(await send(secret, [ITEM]))).detail).toContain('ran out')
    now = TEST_NOW
    await moveApiKey(database.db, operator, { id: key.id, move: 'revoke', reason: 'Not needed.' })
    const refused = await send(secret, [ITEM])
    expect(refused.headers.get('www-authenticate')).toBe('Bearer')
    expect((await problemOf(refused)).detail).toContain('revoked')
  })

  test('takes nothing in once the profile is not in force, or the source is stopped', async () => {
    const profile = await buildProfile(database.db, [])
    const { secret, key } = await buildApiKey(database.db, { profileId: profile.id })
    await database.db.updateTable('source').set({ state: 'paused' }).where('id', '=', key.sourceId).execute()
    expect(await problemOf(await send(secret, [ITEM]))).toMatchObject({ status: 409, code: 'source_stopped' })
    await withdrawProfile(database.db, testOperator(hub), { id: profile.id, reason: 'It is over.' })
    expect(await problemOf(await send(secret, [ITEM]))).toMatchObject({ status: 409, code: 'profile_not_in_force' })
  })

  test('is limited by the minute for each key, and says when to come again', async () => {
    const { secret, key } = await buildApiKey(database.db)
    await database.db
      .updateTable('apiKey')
      .set({ windowStartedAt: now, windowRequests: INGEST_LIMIT.requests })
      .where('id', '=', key.id)
      .execute()
    const refused = await send(secret, [ITEM])
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60'])
    const other = await buildApiKey(database.db)
    expect((await send(other.secret, [ITEM])).status).toBe(200)
  })

  test('wants an idempotency key and one to five hundred items', async () => {
    const { secret } = await buildApiKey(database.db)
    const none = await send(secret, [ITEM], '')
    expect(await none.json()).toMatchObject({ code: 'invalid_input', faults: [{ path: 'idempotency-key' }] })
    expect((await send(secret, [])).status).toBe(400)
    expect(
      (
        await send(
          secret,
          Array.from({ length: 501 }, () => ITEM),
        )
      ).status,
    ).toBe(400)
  })
})

describe('API keys', () => {
  test('are made by a coordinator with the secret shown once, listed, and stopped by an administrator', async () => {
    const coordinator = await signInAs(hub, 'coordinator')
    const administrator = await signInAs(hub, 'administrator')
    const profile = await buildProfile(database.db, [])
    const made = await coordinator.request('POST', '/api-keys', {
      name: 'Monitoring company',
      profileId: profile.id,
      expiresAt: new Date(now.getTime() + 86_400_000).toISOString(),
    })
    expect(made.status).toBe(201)
    const { key, secret } = z
      .object({ key: z.object({ id: z.string(), hint: z.string() }), secret: z.string() })
      .parse(await made.json())
    expect(secret.startsWith(key.hint)).toBe(true)
    const rows = await (await coordinator.request('GET', '/api-keys')).text()
    expect(rows).toContain('Monitoring company')
    expect(rows).not.toContain(secret)
    const stored = await database.db.selectFrom('apiKey').selectAll().execute()
    expect(JSON.stringify(stored)).not.toContain(secret)
    const revoked = await administrator.request('POST', `/api-keys/${key.id}/revoke`, { reason: 'A test.' })
    expect(await revoked.json()).toMatchObject({ standing: 'revoked', stoppedReason: 'A test.' })
    const suspended = await administrator.request('POST', `/api-keys/${key.id}/suspend`, {})
    expect(await problemOf(suspended)).toMatchObject({ status: 409, code: 'key_not_movable' })
  })

  test('need a profile in force and an end within two years', async () => {
    const coordinator = await signInAs(hub, 'coordinator')
    const profile = await buildProfile(database.db, [], { state: 'proposed', approvedBy: null, approvedAt: null })
    const ask = (profileId: string, days: number) =>
      coordinator.request('POST', '/api-keys', {
        name: 'Another desk',
        profileId,
        expiresAt: new Date(now.getTime() + days * 86_400_000).toISOString(),
      })
    expect(await problemOf(await ask(profile.id, 1))).toMatchObject({ code: 'profile_not_in_force' })
    const good = await buildProfile(database.db, [])
    expect(await problemOf(await ask(good.id, 3000))).toMatchObject({ code: 'key_too_long' })
    expect(await problemOf(await ask(good.id, -1))).toMatchObject({ code: 'key_ended' })
  })
})
