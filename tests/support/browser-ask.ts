import type { SignedIn } from './browser.ts'

/** What reads an answer: a schema, or part of one. */
export type Reads<Answer> = { parse(value: unknown): Answer }

/** Sends JSON to a path under /api/v1 and reads the answer by its schema; throws with the answer's words when refused. */
export type Ask = <Answer>(reads: Reads<Answer>, method: string, path: string, body?: unknown) => Promise<Answer>

export const ANYTHING: Reads<unknown> = { parse: (value) => value }

/** Reads the rows of a list. */
export function rowsOf<Row>(row: Reads<Row>): Reads<{ rows: Row[] }> {
  return {
    parse(value) {
      if (typeof value !== 'object' || value === null || !('rows' in value) || !Array.isArray(value.rows)) {
        throw new Error(`The answer has no rows: ${JSON.stringify(value)}`)
      }
      return { rows: value.rows.map((each: unknown) => row.parse(each)) }
    },
  }
}

/** Asks the hub at `url` as the person a browser is signed in as. */
export function askAs(url: string, signedIn: SignedIn): Ask {
  const cookie = signedIn.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  return async (reads, method, path, body) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { cookie, origin: url, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`)
    return reads.parse(await response.json())
  }
}
