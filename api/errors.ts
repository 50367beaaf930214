import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Logger } from 'pino'

import { Conflict, Forbidden, NotFound } from '@hub/db/errors.ts'

import { ApiKeyRefused } from './api-key-refused.ts'
import type { HubEnv } from './hub-env.ts'
import { InvalidInput } from './invalid-input.ts'
import { NotSignedIn } from './not-signed-in.ts'
import { type Fault, plainFaults } from './plain-faults.ts'
import { TooManyRequests } from './too-many-requests.ts'

/** An error as a client gets it (RFC 9457). `code` is stable; `detail` is a sentence for a person. */
export type Problem = {
  type: string
  title: string
  status: ContentfulStatusCode
  code: string
  detail: string
  current?: unknown
  faults?: Fault[]
  reference?: string
}

const TITLES: Record<number, string> = {
  400: 'This cannot be used',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Something changed',
  413: 'Too large',
  429: 'Too many attempts',
  500: 'Something went wrong here',
}

/** Answers an error of any route. Unknown ones are logged with the reference that the person sees. */
export function answerError(log: Logger) {
  return (error: Error, c: Context<HubEnv>): Response => {
    const known = knownProblem(error)
    if (error instanceof TooManyRequests) c.header('retry-after', String(Math.ceil(error.retryAfterMs / 1000)))
    if (error instanceof ApiKeyRefused) c.header('www-authenticate', 'Bearer')
    if (known) return send(c, known)
    const reference = c.var.requestId
    log.error({ err: error, reference, method: c.req.method, route: c.req.path }, 'a request failed')
    return send(
      c,
      problem(
        500,
        'unexpected',
        `The hub could not do this. Try again; if it stays, tell the operator this reference: ${reference}.`,
        { reference },
      ),
    )
  }
}

/** Answers an address under the API that names nothing. */
export function answerMissing(c: Context<HubEnv>): Response {
  return send(c, problem(404, 'not_found', new NotFound('page').message))
}

/** The one place where a refusal becomes a status. */
function knownProblem(error: Error): Problem | undefined {
  if (error instanceof InvalidInput)
    return problem(400, 'invalid_input', error.message, { faults: plainFaults(error.issues) })
  if (error instanceof NotSignedIn) return problem(401, 'not_signed_in', error.message)
  if (error instanceof ApiKeyRefused) return problem(401, 'api_key_refused', error.message)
  if (error instanceof TooManyRequests) return problem(429, 'too_many_requests', error.message)
  if (error instanceof Forbidden) return problem(403, 'forbidden', error.message)
  if (error instanceof NotFound) return problem(404, 'not_found', error.message)
  if (error instanceof Conflict)
    return problem(409, error.code, error.message, error.current === undefined ? {} : { current: error.current })
  if (error instanceof HTTPException) return httpProblem(error)
  return undefined
}

function httpProblem(error: HTTPException): Problem | undefined {
  if (error.status === 400)
    return problem(400, 'unreadable', 'What was sent cannot be read as JSON. Check it and send it again.')
  if (error.status === 413)
    return problem(413, 'too_large', error.message || 'This is larger than the hub takes. Send less at once.')
  return undefined
}

function problem(status: ContentfulStatusCode, code: string, detail: string, more: Partial<Problem> = {}): Problem {
  return { type: 'about:blank', title: TITLES[status] ?? 'Refused', status, code, detail, ...more }
}

function send(c: Context<HubEnv>, found: Problem): Response {
  return c.body(JSON.stringify(found), found.status, { 'content-type': 'application/problem+json' })
}
