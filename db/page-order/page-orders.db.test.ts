import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { scopeOf } from '@hub/core/access/scope.ts'
import type { PageReading } from '@hub/core/source/page-order.ts'
import { buildUnit, buildUser, by, TEST_NOW } from '@hub/tests/support/build-people.ts'
import { countAudit } from '@hub/tests/support/count-audit.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'

import { Conflict, Forbidden, NotFound } from '../errors.ts'
import { byStage } from '../stream/pipeline-actor.ts'
import { maintainPartitions } from '../stream/maintain-partitions.ts'
import type { WriteBy } from '../write.ts'
import { claimPageOrders, releaseAllPageOrders, releasePageOrder } from './claim-page-orders.ts'
import { finishPageOrder } from './finish-page-order.ts'
import { getPageOrder } from './get-page-order.ts'
import { placePageOrder } from './place-page-order.ts'

let database: TestDatabase
let analyst: WriteBy
let comms: WriteBy
let counter = 0
const db = () => database.db
const scope = () => scopeOf({ kind: 'operator', name: 'test', world: 'live' }, 'item.add')!
const later = (ms: number) => new Date(TEST_NOW.getTime() + ms)
const stage = (ms = 0) => byStage('fetch-pages', 'live', later(ms))
const nextUrl = () => `https://paper.example/${(counter += 1)}`
const claim = (ms = 0, limit = 100) =>
  claimPageOrders(db(), { world: 'live', now: later(ms), limit, claimForMs: 60_000 })
const place = (url = nextUrl(), who = analyst) => placePageOrder(db(), who, { kind: 'read_page', url })
const READING: PageReading = {
  finalUrl: 'https://paper.example/',
  title: 'A title',
  text: 'Words of the page.',
  html: '<p>Words of the page.</p>',
  excerpt: 'Words',
  siteName: null,
  language: 'en',
  publishedAt: null,
  claimReviews: [],
}

beforeAll(async () => {
  database = await createTestDatabase()
  const unitId = (await buildUnit(db())).id
  analyst = by((await buildUser(db(), { role: 'analyst', unitId })).actor)
  comms = by((await buildUser(db(), { role: 'comms', unitId })).actor)
})
afterAll(() => database.close())

describe('placing an order', () => {
  test('takes a role that adds items, and wakes the stage that reads pages', async () => {
    await expect(place(nextUrl(), comms)).rejects.toBeInstanceOf(Forbidden)
    const id = await place()
    const events = await db().selectFrom('outbox').select(['topic']).where('aggregateId', '=', id).execute()
    expect(events).toEqual([{ topic: 'fetch-pages' }])
    expect(await getPageOrder(db(), scope(), id)).toMatchObject({ state: 'waiting', result: null, problem: null })
  })

  test('twice within a minute is one order with one entry, later a new one', async () => {
    const url = nextUrl()
    const ids: string[] = []
    const act = async (who = analyst) => void ids.push(await place(url, who))
    expect([await countAudit(db(), act), await countAudit(db(), act)]).toEqual([1, 0])
    await act({ ...analyst, now: later(61_000) })
    expect([ids[0] === ids[1], ids[1] === ids[2]]).toEqual([true, false])
  })

  test('is refused when too many of one person wait', async () => {
    const unitId = (await buildUnit(db())).id
    const busy = by((await buildUser(db(), { role: 'analyst', unitId })).actor)
    for (let index = 0; index < 50; index += 1) await place(nextUrl(), busy)
    await expect(place(nextUrl(), busy)).rejects.toBeInstanceOf(Conflict)
    await db().deleteFrom('pageOrder').execute()
  })
})

describe('carrying it out', () => {
  test('is for one worker at a time, until its claim runs out', async () => {
    const id = await place()
    const claims = await Promise.all([claim(), claim(), claim()])
    expect(claims.flat().map((order) => order.id)).toEqual([id])
    const [again] = await claim(61_000)
    const [first] = claims.flat()
    expect(again).toMatchObject({ id, attempts: 2 })
    const end = { kind: 'read_page' as const, result: READING }
    expect(await countAudit(db(), () => finishPageOrder(db(), stage(), first!, end))).toBe(0)
    expect(await getPageOrder(db(), scope(), id)).toMatchObject({ state: 'waiting' })
    const finish = () => finishPageOrder(db(), stage(), again!, end)
    expect([await countAudit(db(), finish), await countAudit(db(), finish)]).toEqual([1, 0])
    expect(await getPageOrder(db(), scope(), id)).toMatchObject({ state: 'done', result: READING })
    await expect(finishPageOrder(db(), analyst, again!, end)).rejects.toBeInstanceOf(Forbidden)
  })

  test('that was cut off, or whose worker is dead, is begun again at once', async () => {
    const id = await place()
    const [cut] = await claim()
    await releasePageOrder(db(), cut!)
    const [second] = await claim()
    expect(second).toMatchObject({ id, attempts: 1 })
    expect(await releaseAllPageOrders(db(), 'live', TEST_NOW)).toBe(1)
    const [third] = await claim()
    expect(third).toMatchObject({ id, attempts: 2 })
    const problem = { code: 'not_found', message: 'There is nothing.' }
    await finishPageOrder(db(), stage(), third!, { kind: 'failed', problem })
    expect(await getPageOrder(db(), scope(), id)).toMatchObject({ state: 'failed', problem })
  })

  test('keeps characters that no database takes out of the result, and refuses what is far too large', async () => {
    const odd = await place()
    const [order] = await claim()
    const text = 'a\u0000b\ud800'
    await finishPageOrder(db(), stage(), order!, { kind: 'read_page', result: { ...READING, text } })
    expect(await getPageOrder(db(), scope(), odd)).toMatchObject({ result: { text: 'ab\ufffd' } })
    const large = await place()
    const [big] = await claim()
    const result = { ...READING, text: 'x'.repeat(5 * 1024 * 1024) }
    await finishPageOrder(db(), stage(), big!, { kind: 'read_page', result })
    expect(await getPageOrder(db(), scope(), large)).toMatchObject({ state: 'failed', problem: { code: 'too_large' } })
  })

  test('is forgotten after a day', async () => {
    const id = await place()
    await maintainPartitions(db(), later(23 * 3_600_000))
    await getPageOrder(db(), scope(), id)
    await maintainPartitions(db(), later(25 * 3_600_000))
    await expect(getPageOrder(db(), scope(), id)).rejects.toBeInstanceOf(NotFound)
  })
})
