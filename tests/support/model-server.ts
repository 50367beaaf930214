import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

import { z } from 'zod'

/** What a model server is asked, as far as tests look at it. */
const chatBodySchema = z.looseObject({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
})
const embeddingBodySchema = z.object({ model: z.string(), input: z.array(z.string()) })

export type ModelRequest = {
  method: string
  path: string
  authorization: string | undefined
  /** As sent; empty for questions without one. */
  body: string
}
export type ModelBehaviour = (request: ModelRequest, response: ServerResponse) => void

export type ModelServer = {
  /** Base address, as an operator writes it. */
  url: string
  requests: ModelRequest[]
  /** What it does at present. */
  present: ModelBehaviour
  /** What it does from now on. */
  behave(behaviour: ModelBehaviour): void
  close(): Promise<void>
}

/** A server of the OpenAI protocol on the loopback that behaves as a test says. */
export async function startModelServer(behaviour: ModelBehaviour): Promise<ModelServer> {
  const requests: ModelRequest[] = []
  let present = behaviour
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = 'GET', url: path = '/', headers } = request
    const asked = { method, path, authorization: headers.authorization, body: await text(request) }
    requests.push(asked)
    present(asked, response)
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const bound = server.address()
  return {
    get present() {
      return present
    },
    url: `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}/v1`,
    requests,
    behave: (next) => void (present = next),
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

const sendJson = (response: ServerResponse, value: unknown, status = 200) =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))

/** Answers chats with what `say` makes of the prompt's text, embeddings with `embed`, and lists its models. */
export function goodModel(
  say: (prompt: string) => string,
  embed: (text: string) => number[] = () => [1, 0, 0, 0],
): ModelBehaviour {
  return ({ path, body }, response) => {
    if (path.endsWith('/models')) sendJson(response, { data: [{ id: 'chat-model' }, { id: 'embedding-model' }] })
    else if (path.endsWith('/embeddings')) {
      const { input } = embeddingBodySchema.parse(JSON.parse(body))
      sendJson(response, { data: input.map((line, index) => ({ index, embedding: embed(line) })) })
    } else {
      const { messages } = chatBodySchema.parse(JSON.parse(body))
      const content = say(messages.map((message) => message.content).join('\n\n'))
      sendJson(response, { choices: [{ message: { role: 'assistant', content } }] })
    }
  }
}

const MEGABYTE = 'x'.repeat(1024 * 1024)

/** Servers that are broken, each in its own way. */
export const BROKEN_MODELS = {
  silent: () => undefined,
  dripping: (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const dripping = setInterval(() => response.write(' '), 20)
    response.once('close', () => clearInterval(dripping))
  },
  faulty: (_, response) => sendJson(response, { error: { message: 'secret-of-the-server' } }, 500),
  garbled: (_, response) => void response.writeHead(200).end('\u0000\ufffd<html>not json'),
  endless: (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const write = () => {
      while (!response.destroyed) if (!response.write(MEGABYTE)) return void response.once('drain', write)
    }
    write()
  },
  empty: (_, response) => sendJson(response, { choices: [] }),
  otherShape: (_, response) => sendJson(response, { choices: 'none', data: { embedding: 'NaN' } }),
  hangingUp: (_, response) => void response.destroy(),
  refusing: (_, response) => sendJson(response, {}, 401),
  busy: (_, response) => void response.writeHead(429, { 'retry-after': '600' }).end(),
} satisfies Record<string, ModelBehaviour>
