import { draftAnswerViewSchema, type DraftView } from '@hub/core/model/draft-view.ts'
import type { NarrativeId } from '@hub/core/ids.ts'
import { findVerdict } from '@hub/core/model/verdict-words.ts'
import { embedNarratives } from '@hub/workers/jobs/embed-narratives.ts'
import { writeDrafts } from '@hub/workers/jobs/write-drafts.ts'
import { type ModelDesk, openModelDesk } from '@hub/workers/model/model-desk.ts'
import { SILENT_LOG } from '@hub/workers/stage-deps.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { buildItem, buildNarrative, buildSource, placeItem } from '../support/build-news.ts'
import { TEST_NOW } from '../support/build-people.ts'
import { hashTables } from '../support/hash-tables.ts'
import { ATTACK_COUNT, hijackedModel } from '../support/hijacked-model.ts'
import { INJECTION_TEXTS } from '../support/injection-texts.ts'
import {
  BROKEN_MODELS,
  goodModel,
  type ModelBehaviour,
  type ModelServer,
  startModelServer,
} from '../support/model-server.ts'
import { signInAs, type TestPerson } from '../support/sign-in.ts'
import { createTestApp, type TestApp } from '../support/test-app.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'

/** What a draft is: all else must stay as it is. The outbox hands over the order, the record tells of both. */
const OF_DRAFTS = ['narrative_draft', 'outbox', 'audit_event']
const HELPFUL = goodModel(() =>
  JSON.stringify({
    title: 'Tap water unsafe after pipe repair',
    sentences: [
      {
        text: 'Neighbours say the tap water is unsafe after a pipe repair.',
        quotes: [{ item: 1, words: 'Tap water unsafe after pipe repair' }],
      },
      { text: 'Nobody said this anywhere.', quotes: [{ item: 1, words: 'nobody said this anywhere' }] },
    ],
  }),
)

let database: TestDatabase
let hub: TestApp
let analyst: TestPerson
let server: ModelServer
let desk: ModelDesk
let now = TEST_NOW
const clock = () => now
const deps = () => ({ db: database.db, world: 'live', log: SILENT_LOG, desk, clock })

beforeAll(async () => {
  ;[database, server] = await Promise.all([createTestDatabase(), startModelServer(HELPFUL)])
  hub = await createTestApp(database, { clock, chatModel: 'chat-model' })
  analyst = await signInAs(hub, 'analyst')
})
beforeEach(async () => {
  await desk?.close()
  desk = openModelDesk(
    { url: server.url, key: 'sk-secret', chatModel: 'chat-model', embeddingModel: 'embedding-model', tlp: 'AMBER' },
    { version: 'test', clock, deadlineMs: 800 },
  )
  server.requests.splice(0)
})
afterAll(async () => {
  await desk?.close()
  await hub?.close()
  await Promise.all([database?.close(), server?.close()])
})

async function buildStory(words: { title?: string; text?: string } = {}): Promise<NarrativeId> {
  const narrative = await buildNarrative(database.db)
  for (let index = 0; index < 2; index += 1) {
    await placeItem(database.db, narrative, await buildItem(database.db, await buildSource(database.db), words))
  }
  return narrative.id
}

async function readDraft(answer: Promise<Response>): Promise<DraftView | null> {
  const response = await answer
  expect(response.status).toBeLessThan(300)
  return draftAnswerViewSchema.parse(await response.json()).draft
}
const find = (id: NarrativeId) => readDraft(analyst.request('GET', `/narratives/${id}/draft`))
const order = (id: NarrativeId) => readDraft(analyst.request('POST', `/narratives/${id}/draft`, {}))

/** Orders a draft and has it written by a server that behaves so. */
async function draftBy(behaviour: ModelBehaviour, id: NarrativeId): Promise<DraftView | null> {
  server.behave(behaviour)
  await order(id)
  await writeDrafts(deps())
  return find(id)
}

describe('a draft', () => {
  test('is ordered, written from the items, marked with its model, and used by a person', async () => {
    const id = await buildStory()
    expect(await order(id)).toMatchObject({ state: 'waiting', model: null })
    server.behave(HELPFUL)
    expect(await writeDrafts(deps())).toEqual({ written: 1 })
    const draft = await find(id)
    expect(draft).toMatchObject({
      state: 'ready',
      model: 'chat-model',
      title: 'Tap water unsafe after pipe repair',
      itemCount: 2,
      dropped: 1,
      sentences: [{ quotes: [{ words: 'Tap water unsafe after pipe repair', publisher: 'The Daily' }] }],
    })
    await database.db.updateTable('narrative').set({ title: 'Before' }).where('id', '=', id).execute()
    const taken = await readDraft(analyst.request('POST', `/drafts/${draft?.id}/take-title`, { expectedVersion: 1 }))
    expect(taken).toMatchObject({ outcome: 'title_used' })
    const narrative = await (await analyst.request('GET', `/narratives/${id}`)).json()
    expect(narrative).toMatchObject({ title: draft?.title, titleSource: 'person' })
    expect(await readDraft(analyst.request('POST', `/drafts/${draft?.id}/discard`, {}))).toBeNull()
  })

  test('sends only words of the items, without what names or reaches a person', async () => {
    const id = await buildStory({
      title: 'Ask @jane.private',
      text: 'Write to jane@private.example or https://x.com/jane',
    })
    const tip = await buildItem(database.db, await buildSource(database.db, { kind: 'tip' }), {
      title: 'A whispered tip',
    })
    await placeItem(database.db, { id, shard: 'en' }, tip)
    await draftBy(HELPFUL, id)
    const sent = server.requests.map(({ body }) => body).join('\n')
    expect(sent).toContain('Ask @…')
    expect(sent).not.toMatch(/jane|private\.example|whispered|The Daily|sk-secret/u)
    expect(server.requests[0]?.authorization).toBe('Bearer sk-secret')
  })

  test('is written in the sight of nobody whose label forbids it', async () => {
    const id = await buildStory({ title: 'Stricter' })
    await database.db.updateTable('item').set({ tlp: 'AMBER+STRICT' }).where('title', '=', 'Stricter').execute()
    expect(await draftBy(HELPFUL, id)).toMatchObject({ state: 'failed', problem: { code: 'nothing_to_send' } })
    expect(server.requests).toEqual([])
  })

  test('is not to be had where no model is set up', async () => {
    const without = await createTestApp(database, { clock })
    const person = await signInAs(without, 'analyst')
    const refused = await person.request('POST', `/narratives/${await buildStory()}/draft`, {})
    expect(refused.status).toBe(409)
    expect(JSON.stringify(await refused.json())).toContain('No language model is set up')
    expect(await (await person.request('GET', '/session')).json()).toMatchObject({ chatModel: null })
    expect(await (await analyst.request('GET', '/session')).json()).toMatchObject({ chatModel: 'chat-model' })
    await without.close()
  })

  test('that is being written when the hub stops is begun again by the next', async () => {
    const id = await buildStory()
    server.behave(BROKEN_MODELS.silent)
    await order(id)
    const writing = writeDrafts(deps())
    while (server.requests.length === 0) await new Promise((later) => setImmediate(later))
    await desk.close()
    await writing
    expect(await find(id)).toMatchObject({ state: 'waiting' })
    desk = openModelDesk(
      { url: server.url, key: undefined, chatModel: 'chat-model', embeddingModel: undefined, tlp: 'AMBER' },
      { version: 'test', clock },
    )
    server.behave(HELPFUL)
    await writeDrafts(deps())
    expect(await find(id)).toMatchObject({ state: 'ready' })
  })
})

describe('a model server that is broken', () => {
  test.each(Object.keys(BROKEN_MODELS) as (keyof typeof BROKEN_MODELS)[])(
    '(%s) ends a draft with words that say what to do, and changes nothing else',
    async (name) => {
      const id = await buildStory()
      const before = await hashTables(database.db, OF_DRAFTS)
      const draft = await draftBy(BROKEN_MODELS[name], id)
      expect(draft).toMatchObject({ state: 'failed', title: null, sentences: [] })
      expect(draft?.problem?.message).toMatch(/Tell the operator|Try again|tell the operator/u)
      expect(await hashTables(database.db, OF_DRAFTS)).toEqual(before)
    },
  )

  test('keeps the next order waiting half a minute at most, then is asked again', async () => {
    await draftBy(BROKEN_MODELS.faulty, await buildStory())
    const id = await buildStory()
    const asked = server.requests.length
    await order(id)
    await writeDrafts(deps())
    expect([server.requests.length, (await find(id))?.state]).toEqual([asked, 'waiting'])
    now = new Date(now.getTime() + 30_000)
    server.behave(HELPFUL)
    await writeDrafts(deps())
    expect(await find(id)).toMatchObject({ state: 'ready' })
  })
})

describe('a model that is hijacked', () => {
  test('by 150 texts in the items gives drafts without its attacker’s words, and changes nothing without a person', async () => {
    server.behave(hijackedModel())
    const ids: NarrativeId[] = []
    for (const text of INJECTION_TEXTS)
      ids.push(await buildStory({ title: text.slice(0, 190), text: `${text} Tap water.` }))
    expect(ids).toHaveLength(150)
    const before = await hashTables(database.db, OF_DRAFTS)
    const entries = await database.db.selectFrom('auditEvent').select('id').execute()
    const seen = { ready: 0, failed: 0 }
    for (const id of ids) {
      const draft = await draftBy(server.present, id)
      expect(draft?.state).toMatch(/ready|failed/u)
      if (draft?.state === 'ready') seen.ready += 1
      else seen.failed += 1
      const shown = [
        draft?.title ?? '',
        ...(draft?.sentences ?? []).flatMap(({ text, quotes }) => [text, ...quotes.map(({ words }) => words)]),
      ]
      for (const words of shown) {
        const bare = words.replaceAll(/\[(?:number|e-mail) removed\]/gu, '')
        expect(bare).not.toMatch(/[<>[\]*`]|:\/\/|evil@|1234567|@operator|[\u202a-\u202e]|\p{Cc}/u)
        expect(words.length).toBeLessThanOrEqual(420)
      }
      for (const words of [draft?.title ?? '', ...(draft?.sentences ?? []).map(({ text }) => text)])
        expect(findVerdict(words)).toBeUndefined()
    }
    expect(await hashTables(database.db, OF_DRAFTS)).toEqual(before)
    const added = await database.db
      .selectFrom('auditEvent')
      .select(['noun', 'action'])
      .where(
        'id',
        'not in',
        entries.map(({ id }) => id),
      )
      .execute()
    expect(
      added.every(({ noun, action }) => noun === 'narrative_draft' && /^(order|ready|failed)$/u.test(action)),
    ).toBe(true)
    expect(server.requests.length).toBeGreaterThanOrEqual(150)
    expect(seen.ready + seen.failed).toBe(150)
    expect(ATTACK_COUNT).toBeGreaterThan(10)
  }, 120_000)
})

describe('vectors of narratives', () => {
  const embed = (behaviour: ModelBehaviour) => {
    server.behave(behaviour)
    return embedNarratives(deps())
  }
  const count = async () => (await database.db.selectFrom('narrativeEmbedding').select('model').execute()).length

  test('are asked for in batches, kept once, and refused when they are none', async () => {
    await database.db.updateTable('narrative').set({ state: 'dismissed' }).execute()
    for (let index = 0; index < 10; index += 1) {
      const id = await buildStory({ title: `Story ${index} <b>bold</b>` })
      await placeItem(database.db, { id, shard: 'en' }, await buildItem(database.db, await buildSource(database.db)))
    }
    const before = await hashTables(database.db, ['narrative_embedding', 'audit_event'])
    const zero = goodModel(
      () => '',
      () => [0, 0],
    )
    expect(await embed(zero)).toEqual({ embedded: 0 })
    expect(await embed((_, response) => void response.end('{"data":[{"index":0,"embedding":[1e999]}]}'))).toEqual({
      embedded: 0,
    })
    now = new Date(now.getTime() + 60_000)
    expect(
      await embed(
        goodModel(
          () => '',
          (text) => [text.length, 1, 2],
        ),
      ),
    ).toEqual({ embedded: 10 })
    expect(server.requests.slice(-2).map(({ body }) => JSON.parse(body).input.length)).toEqual([8, 2])
    expect([await count(), await embed(HELPFUL)]).toEqual([10, { embedded: 0 }])
    await database.db.updateTable('narrative').set({ itemCount: 9 }).where('state', '=', 'emerging').execute()
    expect(
      await embed(
        goodModel(
          () => '',
          () => [1, 2],
        ),
      ),
    ).toEqual({ embedded: 0 })
    await database.db.updateTable('narrative').set({ itemCount: 3 }).where('state', '=', 'emerging').execute()
    expect(await hashTables(database.db, ['narrative_embedding', 'audit_event'])).toEqual(before)
  })

  test('are not asked for while the server is left alone', async () => {
    await embed(BROKEN_MODELS.faulty)
    await database.db.deleteFrom('narrativeEmbedding').execute()
    await embed(BROKEN_MODELS.faulty)
    const asked = server.requests.length
    expect(await embed(HELPFUL)).toEqual({ embedded: 0 })
    expect(server.requests.length).toBe(asked)
  })
})
