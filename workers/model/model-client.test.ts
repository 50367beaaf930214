import { afterEach, describe, expect, test } from 'vitest'

import {
  BROKEN_MODELS,
  goodModel,
  type ModelBehaviour,
  type ModelServer,
  startModelServer,
} from '@hub/tests/support/model-server.ts'
import { startSiteServer } from '@hub/tests/support/site-server.ts'

import { type ChatQuestion, createModelClient, type ModelClient } from './model-client.ts'

const QUESTION: ChatQuestion = {
  model: 'chat-model',
  messages: [{ role: 'user', content: 'Say something.' }],
  schema: { name: 'anything', schema: { type: 'object' } },
  maxTokens: 100,
}
const KEY = 'sk-only-for-this-server'
const opened: { close(): Promise<void> }[] = []
let nowMs = 0

afterEach(async () => {
  for (const part of opened.splice(0).toReversed()) await part.close()
})

async function open(
  behaviour: ModelBehaviour,
  deadlineMs = 5000,
): Promise<{ server: ModelServer; client: ModelClient }> {
  const server = await startModelServer(behaviour)
  const client = createModelClient({
    server: { url: server.url, key: KEY },
    version: 'test',
    nowMs: () => nowMs,
    deadlineMs,
  })
  opened.push(server, client)
  return { server, client }
}

describe('asking a model', () => {
  test('brings its words, with the key and the form of the answer sent along', async () => {
    const { server, client } = await open(goodModel(() => 'Words.'))
    expect(await client.chat(QUESTION)).toEqual({ ok: true, value: 'Words.' })
    expect(server.requests).toHaveLength(1)
    const [{ path, authorization, body } = { path: '', authorization: '', body: '{}' }] = server.requests
    expect([path, authorization]).toEqual(['/v1/chat/completions', `Bearer ${KEY}`])
    expect(JSON.parse(body)).toMatchObject({
      model: 'chat-model',
      temperature: 0,
      response_format: { type: 'json_schema', json_schema: { name: 'anything', strict: true } },
    })
  })

  test('that refuses the form of the answer is asked once more without it', async () => {
    const { server, client } = await open((request, response) => {
      if (request.body.includes('response_format')) response.writeHead(400).end()
      else goodModel(() => 'Plain.')(request, response)
    })
    expect(await client.chat(QUESTION)).toEqual({ ok: true, value: 'Plain.' })
    expect(server.requests).toHaveLength(2)
  })

  test('reads words in parts, and takes no notice of calls of tools', async () => {
    const { client } = await open((_, response) => {
      const message = {
        content: [{ type: 'text', text: 'a' }, { text: 'b' }],
        tool_calls: [{ function: { name: 'rename' } }],
      }
      response.end(JSON.stringify({ choices: [{ message }] }))
    })
    expect(await client.chat(QUESTION)).toEqual({ ok: true, value: 'ab' })
  })

  test('brings one row of numbers for each text, in the order of the texts', async () => {
    const { client } = await open((request, response) => {
      const count: number = JSON.parse(request.body).input.length
      const data = Array.from({ length: count }, (_, index) => ({ index, embedding: [index, 1] })).toReversed()
      response.end(JSON.stringify({ data }))
    })
    expect(await client.embed('embedding-model', ['a', 'b'])).toEqual({
      ok: true,
      value: [
        [0, 1],
        [1, 1],
      ],
    })
  })

  test('happens one question at a time', async () => {
    let open_ = 0
    let most = 0
    const { client } = await open((request, response) => {
      most = Math.max(most, (open_ += 1))
      setImmediate(() => {
        open_ -= 1
        goodModel(() => 'Yes.')(request, response)
      })
    })
    await Promise.all([client.chat(QUESTION), client.chat(QUESTION), client.embed('embedding-model', ['a'])])
    expect(most).toBe(1)
  })
})

describe('a server that is broken', () => {
  test.each([
    ['silent', 'timed_out', 300],
    ['dripping', 'timed_out', 300],
    ['faulty', 'server_fault', 5000],
    ['garbled', 'bad_answer', 5000],
    ['endless', 'too_large', 5000],
    ['empty', 'bad_answer', 5000],
    ['otherShape', 'bad_answer', 5000],
    ['hangingUp', 'unreachable', 5000],
    ['refusing', 'refused', 5000],
    ['busy', 'too_busy', 5000],
  ] as const)('%s gives the problem %s, in words without its own', async (name, code, deadlineMs) => {
    const { server, client } = await open(BROKEN_MODELS[name], deadlineMs)
    const answer = await client.chat(QUESTION)
    expect(answer).toMatchObject({ ok: false, problem: { code } })
    expect(JSON.stringify(answer)).not.toMatch(/secret-of-the-server|sk-only/)
    expect(await client.embed('embedding-model', ['a'])).toMatchObject({ ok: false, problem: { code } })
    expect(server.requests.length).toBeLessThanOrEqual(2)
  })

  test('that is nobody is said so', async () => {
    const { server, client } = await open(goodModel(() => 'Yes.'))
    await server.close()
    expect(await client.chat(QUESTION)).toMatchObject({ ok: false, problem: { code: 'unreachable' } })
  })

  test.each([301, 302, 303, 307, 308])('and sends the question elsewhere (%i) is not followed', async (status) => {
    const elsewhere = await startSiteServer({ '/steal': (_, response) => void response.end('{}') })
    opened.push(elsewhere)
    const { client } = await open(
      (_, response) => void response.writeHead(status, { location: elsewhere.urlOf('/steal') }).end(),
    )
    expect(await client.chat(QUESTION)).toMatchObject({ ok: false, problem: { code: 'redirects' } })
    expect((await client.askModels()).kind).toBe('failed')
    expect(elsewhere.requests).toEqual([])
  })

  test('is asked ever more rarely, sooner when a person waits, and as usual once it answers', async () => {
    nowMs = 1_000_000
    const { server, client } = await open(BROKEN_MODELS.faulty)
    expect(client.mayAsk('background')).toBe(true)
    const restsMs: number[] = []
    for (let failure = 0; failure < 10; failure += 1) {
      await client.embed('embedding-model', ['a'])
      const startMs = nowMs
      while (!client.mayAsk('person')) nowMs += 1000
      expect(nowMs - startMs).toBeLessThanOrEqual(30_000)
      while (!client.mayAsk('background')) nowMs += 1000
      restsMs.push(nowMs - startMs)
    }
    expect(restsMs.slice(0, 4)).toEqual([15_000, 30_000, 60_000, 120_000])
    expect(restsMs.at(-1)).toBe(1_800_000)
    server.behave(goodModel(() => 'Yes.'))
    await client.chat(QUESTION)
    server.behave(BROKEN_MODELS.busy)
    await client.chat(QUESTION)
    nowMs += 599_000
    expect([client.mayAsk('background'), client.mayAsk('person')]).toEqual([false, true])
  })

  test('is let go when the hub stops', async () => {
    const { client } = await open(BROKEN_MODELS.silent, 30_000)
    const ending = new AbortController()
    const answer = client.chat(QUESTION, ending.signal)
    ending.abort()
    expect(await answer).toMatchObject({ ok: false })
  })
})
