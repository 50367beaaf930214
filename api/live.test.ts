import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { listenLive, type LiveListener } from '@hub/db/listen-live.ts'
import { openUnit } from '@hub/db/unit/open-unit.ts'
import { buildNarrative } from '@hub/tests/support/build-news.ts'
import { signInAs, type TestPerson, testOperator } from '@hub/tests/support/sign-in.ts'
import { createTestApp, type TestApp } from '@hub/tests/support/test-app.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'

import { createLiveChanges } from './live-changes.ts'

let database: TestDatabase
let hub: TestApp
let listener: LiveListener

beforeAll(async () => {
  database = await createTestDatabase()
  hub = await createTestApp(database)
  const { publish, resync } = hub.deps.liveChanges
  listener = await listenLive(database.appConfig, { onNotice: publish, onGap: resync })
})
afterAll(async () => {
  await listener.stop()
  await hub.close()
  await database.close()
})

/** Reads a stream until it has shown as many events as asked for. */
async function openStream(person: TestPerson, lastEventId?: string) {
  const headers: Record<string, string> = { cookie: person.cookie }
  if (lastEventId !== undefined) headers['last-event-id'] = lastEventId
  const response = await hub.app.request('/api/v1/events', { headers })
  expect(response.headers.get('content-type')).toMatch('text/event-stream')
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const read = async (
    count: number,
  ): Promise<{ id: string | undefined; event: string; data: Record<string, unknown> }[]> => {
    const blocks = () => text.split('\n\n').filter((block) => block.includes('event:'))
    while (blocks().length < count) {
      const { value, done } = await reader.read()
      if (done) break
      text += value
    }
    return blocks().map((block) => {
      const field = (name: string) =>
        block
          .split('\n')
          .find((line) => line.startsWith(`${name}: `))
          ?.slice(name.length + 2)
      return { id: field('id'), event: field('event') ?? '', data: JSON.parse(field('data') ?? '{}') }
    })
  }
  /** Waits for the greeting, after which the stream hears everything. */
  const ready = async () => {
    while (!text.includes(': connected')) text += (await reader.read()).value ?? ''
  }
  const isEnded = async () => {
    for (;;) if ((await reader.read()).done) return true
  }
  await ready()
  return { read, isEnded, close: () => reader.cancel() }
}

const publish = (noun: string, id: string, more: object = {}) =>
  hub.deps.liveChanges.publish({ noun, id, version: 1, world: 'live', ...more })

describe('the stream of changes', () => {
  test('tells of a committed change, with ids only', async () => {
    const person = await signInAs(hub, 'analyst')
    const stream = await openStream(person)
    const unit = await openUnit(database.db, testOperator(hub), {
      slug: 'live',
      name: 'Live unit',
      kind: 'agency',
      parentId: null,
      zone: 'UTC',
    })
    const [event] = await stream.read(1)
    expect(event).toMatchObject({ event: 'change', data: { noun: 'unit', id: unit.id, version: 1 } })
    await stream.close()
  })

  test('tells of a case only those who may read it', async () => {
    const [coordinator, tasked, stranger] = [
      await signInAs(hub, 'coordinator', 'coordination'),
      await signInAs(hub, 'unit_lead', 'health'),
      await signInAs(hub, 'unit_lead', 'interior'),
    ]
    const streams = [await openStream(coordinator), await openStream(tasked), await openStream(stranger)]
    publish('case', 'the-case', { unitIds: [tasked.unitId] })
    publish('unit', 'a-unit')
    const heard = await Promise.all(
      streams.map(async (stream, index) => (await stream.read(index === 2 ? 1 : 2)).map(({ data }) => data['id'])),
    )
    expect(heard).toEqual([['the-case', 'a-unit'], ['the-case', 'a-unit'], ['a-unit']])
    await Promise.all(streams.map((stream) => stream.close()))
  })

  test('goes on where it broke off, and asks to fetch anew when it cannot', async () => {
    const person = await signInAs(hub, 'analyst')
    const first = await openStream(person)
    publish('unit', 'one')
    const [seen] = await first.read(1)
    await first.close()
    publish('unit', 'two')
    const second = await openStream(person, seen?.id)
    expect((await second.read(1)).map(({ data }) => data['id'])).toEqual(['two'])
    await second.close()
    const fromElsewhere = await openStream(person, 'another-7')
    expect((await fromElsewhere.read(1))[0]).toMatchObject({ event: 'resync' })
    await fromElsewhere.close()
  })

  test('ends when the person is changed, so that they come back with their present roles', async () => {
    const person = await signInAs(hub, 'analyst')
    const stream = await openStream(person)
    publish('user', person.userId)
    expect(await stream.isEnded()).toBe(true)
  })

  test('hears again after its database connection was cut, and asks everybody to fetch anew', async () => {
    const heard: string[] = []
    let gap = () => {}
    const again = new Promise<void>((resolve) => {
      gap = resolve
    })
    let noticed = () => {}
    const notice = new Promise<void>((resolve) => {
      noticed = resolve
    })
    const own = await listenLive(
      { ...database.appConfig, application_name: 'cut-me' },
      {
        onNotice: ({ id }) => {
          heard.push(id)
          noticed()
        },
        onGap: gap,
      },
    )
    const { sql } = await import('kysely')
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'cut-me'`.execute(
      database.db,
    )
    await again
    const unit = await openUnit(database.db, testOperator(hub), {
      slug: 'again',
      name: 'Heard again',
      kind: 'agency',
      parentId: null,
      zone: 'UTC',
    })
    await notice
    expect(heard).toEqual([unit.id])
    await own.stop()
  })

  test('is not needed for a narrative nobody may hear of', async () => {
    const trainer = await signInAs(hub, 'trainer')
    const stream = await openStream(trainer)
    const narrative = await buildNarrative(database.db)
    publish('narrative', narrative.id)
    publish('unit', 'afterwards')
    expect((await stream.read(1)).map(({ data }) => data['id'])).toEqual(['afterwards'])
    await stream.close()
  })
})

describe('the changes of a process', () => {
  test('are kept up to a limit; older places are a gap', () => {
    const changes = createLiveChanges('p')
    const give = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        changes.publish({ noun: 'unit', id: String(index), version: 1, world: 'live' }),
      )
    give(10)
    expect(changes.since('p-8')).toHaveLength(2)
    expect(changes.since('p-10')).toEqual([])
    give(2000)
    expect(changes.since('p-8')).toBe('gap')
    expect(changes.since('p-2005')).toHaveLength(5)
    expect(changes.since('p-9999')).toBe('gap')
    changes.resync()
    expect(changes.since('p-2010')).toBe('gap')
  })
})
