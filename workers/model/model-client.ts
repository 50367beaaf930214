import type { ModelProblem } from '@hub/core/model/model-problem.ts'
import { parseAllowList } from '@hub/core/source/allow-list.ts'

import { createFeedFetcher, type FeedFetcher, type FetchRequest } from '../collect/fetch-feed.ts'
import type { FetchFailed, FetchOutcome } from '../collect/fetch-outcome.ts'
import { readChatAnswer, readEmbeddingAnswer } from './model-answers.ts'
import { type Asker, createModelRest } from './model-rest.ts'
import { NOT_UNDERSTOOD, sayModelFault } from './say-model-fault.ts'

/** A server that speaks the OpenAI protocol. `url` is its base, such as `http://127.0.0.1:11434/v1`. */
export type ModelServer = { url: string; key: string | undefined }
export type ModelAnswer<Value> = { ok: true; value: Value } | { ok: false; problem: ModelProblem }
export type ChatMessage = { role: 'system' | 'user'; content: string }
export type ChatQuestion = {
  model: string
  messages: readonly ChatMessage[]
  /** Asked for as `response_format`; servers that do not know it are asked without. */
  schema: { name: string; schema: Record<string, unknown> }
  maxTokens: number
}

export type ModelClient = {
  /** False while the server is left alone after a failure. */
  mayAsk(asker: Asker): boolean
  /** The words the model answers with. They are anybody's words: nothing in them is done. Never rejects. */
  chat(question: ChatQuestion, signal?: AbortSignal): Promise<ModelAnswer<string>>
  /** One row of numbers for each text, as sent. Never rejects. */
  embed(model: string, texts: readonly string[], signal?: AbortSignal): Promise<ModelAnswer<number[][]>>
  /** What the server lists under `/models`: for the operator's check. Never rejects. */
  askModels(): Promise<FetchOutcome>
  close(): Promise<void>
}

export type ModelClientOptions = {
  server: ModelServer
  version: string
  nowMs: () => number
  /** For a whole question and its answer. */
  deadlineMs?: number
}

const DEADLINE_MS = 60_000
const ANSWER_MAX_BYTES = 1024 * 1024

/**
 * Opens the door to the model server and to nothing else: connections go to its host alone, redirects are not followed, and
 * the key is sent with questions only. One question is asked at a time.
 */
export function createModelClient(options: ModelClientOptions): ModelClient {
  const { server, nowMs } = options
  const rest = createModelRest(nowMs)
  const fetcher = openFetcher(options)
  let line: Promise<unknown> = Promise.resolve()
  const inTurn = <Result>(ask: () => Promise<Result>): Promise<Result> => {
    const turn = line.then(ask)
    line = turn.catch(() => undefined)
    return turn
  }
  const post = (path: string, json: unknown, signal: AbortSignal | undefined) =>
    fetcher.fetch(`${server.url}${path}`, { ...proofOf(server), json, accept: 'application/json', signal })
  const settle = <Value>(outcome: FetchOutcome, read: (body: Uint8Array) => Value | undefined): ModelAnswer<Value> => {
    if (outcome.kind === 'failed') {
      rest.failed(outcome.retryAfterMs)
      return { ok: false, problem: sayModelFault(outcome) }
    }
    const value = outcome.kind === 'fetched' ? read(outcome.body) : undefined
    if (value === undefined) {
      rest.failed(null)
      return { ok: false, problem: NOT_UNDERSTOOD }
    }
    rest.succeeded()
    return { ok: true, value }
  }
  return {
    mayAsk: (asker) => rest.mayAsk(asker),
    chat: (question, signal) =>
      inTurn(async () => {
        const first = await post('/chat/completions', wordQuestion(question, true), signal)
        const isPlain = first.kind === 'failed' && isRefusedForm(first)
        const answer = isPlain ? await post('/chat/completions', wordQuestion(question, false), signal) : first
        return settle(answer, readChatAnswer)
      }),
    embed: (model, texts, signal) =>
      inTurn(async () => {
        const answer = await post('/embeddings', { model, input: texts }, signal)
        return settle(answer, (body) => readEmbeddingAnswer(body, texts.length))
      }),
    askModels: () => fetcher.fetch(`${server.url}/models`, { ...proofOf(server), accept: 'application/json' }),
    close: () => fetcher.close(),
  }
}

/** The operator chose the host, so it may be a private one; nothing else private may be reached by this door. */
function openFetcher({ server, version, nowMs, deadlineMs = DEADLINE_MS }: ModelClientOptions): FeedFetcher {
  return createFeedFetcher({
    allowList: parseAllowList(new URL(server.url).hostname).allowList,
    userAgent: `dismis-hub/${version}`,
    nowMs,
    deadlineMs,
    maxBytes: ANSWER_MAX_BYTES,
    maxRedirects: 0,
  })
}

function proofOf({ key }: ModelServer): Pick<FetchRequest, 'authorization'> {
  return key === undefined ? {} : { authorization: `Bearer ${key}` }
}

/** A server that does not know one of the optional fields says so by one of these. */
function isRefusedForm({ status }: FetchFailed): boolean {
  return status === 400 || status === 422
}

function wordQuestion({ model, messages, schema, maxTokens }: ChatQuestion, isFull: boolean): unknown {
  if (!isFull) return { model, messages }
  return {
    model,
    messages,
    temperature: 0,
    max_tokens: maxTokens,
    response_format: { type: 'json_schema', json_schema: { ...schema, strict: true } },
  }
}
