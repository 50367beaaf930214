import type { z } from 'zod'

import { noAnswer, readProblem } from './api-problem.ts'

const BASE = '/api/v1'

type Method = 'POST' | 'PUT' | 'PATCH'
type Query = Record<string, string | number | boolean | null | undefined>

/** Reads `/api/v1<path>` and parses it with the view's schema; throws an `ApiProblem` for everything else. */
export async function getJson<S extends z.ZodType>(
  path: string,
  schema: S,
  signal?: AbortSignal,
): Promise<z.output<S>> {
  return parse(await call(path, signal ? { signal } : {}), schema)
}

/** Sends JSON to `/api/v1<path>` and parses the answer; throws an `ApiProblem` for everything else. */
export async function sendJson<S extends z.ZodType>(
  method: Method,
  path: string,
  body: unknown,
  schema: S,
  signal?: AbortSignal,
): Promise<z.output<S>> {
  return parse(await call(path, { ...withBody(method, body), ...(signal ? { signal } : {}) }), schema)
}

/** Sends JSON whose answer the page does not read: it refetches what changed. */
export async function send(method: Method, path: string, body: unknown): Promise<void> {
  await drain(await call(path, withBody(method, body)))
}

/** Sends bytes as they are, whose answer the page does not read. */
export async function sendBytes(path: string, content: Uint8Array<ArrayBuffer>): Promise<void> {
  const headers = { 'content-type': 'application/octet-stream' }
  await drain(await call(path, { method: 'PUT', body: content, headers }))
}

/** A path with its query; empty values are left out. */
export function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value))
  }
  const text = search.toString()
  return text ? `${path}?${text}` : path
}

function withBody(method: Method, body: unknown): RequestInit {
  return { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
}

async function call(path: string, init: RequestInit): Promise<Response> {
  const headers = { accept: 'application/json', ...init.headers }
  const response = await fetch(`${BASE}${path}`, { ...init, headers, credentials: 'same-origin' }).catch(
    (error: unknown) => {
      if (error instanceof DOMException && error.name === 'AbortError') throw error
      throw noAnswer('offline', '')
    },
  )
  if (!response.ok) throw await readProblem(response)
  return response
}

/** Reads an answer nobody needs: unread, it would hold its connection, of which a browser has six. */
async function drain(response: Response): Promise<void> {
  await response.arrayBuffer()
}

async function parse<S extends z.ZodType>(response: Response, schema: S): Promise<z.output<S>> {
  const parsed = schema.safeParse(await response.json().catch(() => undefined))
  if (!parsed.success) throw noAnswer('unreadable', parsed.error.issues[0]?.path.join('.') ?? '')
  return parsed.data
}
