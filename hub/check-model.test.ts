import { afterEach, expect, test } from 'vitest'

import type { ModelSettings } from '@hub/config/model-settings.ts'
import { BROKEN_MODELS, goodModel, type ModelServer, startModelServer } from '@hub/tests/support/model-server.ts'

import { checkModel } from './check-model.ts'

let server: ModelServer | undefined
afterEach(() => server?.close())

async function check(behaviour: Parameters<typeof startModelServer>[0], change: Partial<ModelSettings> = {}) {
  server = await startModelServer(behaviour)
  const settings = {
    url: server.url,
    key: 'k',
    chatModel: 'chat-model',
    embeddingModel: undefined,
    tlp: 'AMBER',
  } as const
  return checkModel({ ...settings, ...change }, 'test')
}

test('a hub without a model is in order', async () => {
  expect(await checkModel(undefined, 'test')).toMatchObject({ ok: true, says: expect.stringContaining('Off') })
})

test('a server that knows its model is in order, and the label of what it is sent is said', async () => {
  expect(await check(goodModel(() => ''))).toMatchObject({ ok: true, says: expect.stringContaining('AMBER or freer') })
  expect(server?.requests).toMatchObject([{ method: 'GET', path: '/v1/models', authorization: 'Bearer k' }])
})

test('a model that is not there is named, beside those that are', async () => {
  const found = await check(
    goodModel(() => ''),
    { chatModel: 'chat', embeddingModel: 'other' },
  )
  expect(found).toMatchObject({
    ok: false,
    says: expect.stringContaining('does not list chat and other. It lists: chat-model,'),
  })
})

test('a server without a list is believed; one that is broken is not', async () => {
  const without = await check((_, response) => void response.writeHead(404).end())
  expect(without).toMatchObject({ ok: true, says: expect.stringContaining('lists no models') })
  await server?.close()
  expect(await check(BROKEN_MODELS.refusing)).toMatchObject({
    ok: false,
    says: expect.stringContaining('HUB_MODEL_KEY'),
  })
})
