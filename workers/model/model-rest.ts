const FIRST_REST_MS = 15_000
const LONGEST_REST_MS = 30 * 60_000
/** Somebody who waits has a broken server asked again after a third of that, and this soon at last. */
const PERSON_SHARE = 3
const PERSON_REST_MS = 30_000

export type Asker = 'person' | 'background'

/** How long a server that failed is left alone: twice as long after each failure in a row. */
export type ModelRest = {
  mayAsk(asker: Asker): boolean
  /** `retryAfterMs` is what the server asked for. */
  failed(retryAfterMs: number | null): void
  succeeded(): void
}

export function createModelRest(nowMs: () => number): ModelRest {
  let failures = 0
  let failedAtMs = 0
  let restMs = 0
  return {
    mayAsk: (asker) => {
      const waitMs = asker === 'person' ? Math.min(restMs / PERSON_SHARE, PERSON_REST_MS) : restMs
      return nowMs() >= failedAtMs + waitMs
    },
    failed(retryAfterMs) {
      failedAtMs = nowMs()
      const own = FIRST_REST_MS * 2 ** Math.min(failures, 20)
      failures += 1
      restMs = Math.min(Math.max(own, retryAfterMs ?? 0), LONGEST_REST_MS)
    },
    succeeded() {
      failures = 0
      restMs = 0
    },
  }
}
