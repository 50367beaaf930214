import type { AllowList } from '@hub/core/source/allow-list.ts'
import { findSiteTurn } from '@hub/core/source/site.ts'
import type { HeldTurn } from '@hub/db/stream/site-turn.ts'

/** The turns of requests: `run` waits until the site may be asked again, by whichever process, then runs the request. */
export type Politeness = {
  run<Result>(url: string, request: () => Promise<Result>, signal?: AbortSignal): Promise<Result>
}

/** Where the turns of all processes are kept. */
export type TurnKeeper = {
  take(site: string, gapMs: number): Promise<{ kind: 'taken'; turn: HeldTurn } | { kind: 'wait'; ms: number }>
  end(turn: HeldTurn): Promise<void>
}

type Wait = (ms: number) => Promise<void>
const waitUnref: Wait = (ms) => new Promise((done) => void setTimeout(done, ms).unref())

/** While another process holds a turn there is no telling how long: it is asked for again after so long. */
const ASK_AGAIN_MS = 500
const ASK_AGAIN_MAX_MS = 5_000

/**
 * One request at a time for each site, with a gap after each, across all processes. An operator's own gap replaces ours for a
 * host on the allow-list, and a gap of zero lifts the turns for it. Within this process those who wait stand in line, and only
 * the first of them asks the keeper. When `signal` aborts, nobody waits any longer. `wait` is the clock's side of it.
 */
export function createPoliteness(allowList: AllowList, keeper: TurnKeeper, wait: Wait = waitUnref): Politeness {
  const lines = new Map<string, Promise<void>>()
  return {
    async run(url, request, signal) {
      const { key, gapMs } = findSiteTurn(url, allowList)
      if (gapMs === 0) return request()
      const before = lines.get(key)
      const ended = Promise.withResolvers<void>()
      lines.set(key, ended.promise)
      try {
        await untilSettled(before, signal)
        const turn = await takeTurn(keeper, key, gapMs, wait, signal)
        try {
          return await request()
        } finally {
          if (turn !== undefined) await keeper.end(turn)
        }
      } finally {
        ended.resolve()
        if (lines.get(key) === ended.promise) lines.delete(key)
      }
    },
  }
}

/**
 * Further requests of a poll that holds its site's turn: to the same site they follow each other within that turn, with the
 * gap between; any other site's turn is taken as usual.
 */
export function withinTurn(
  outer: Politeness,
  allowList: AllowList,
  turn: HeldTurn | null,
  wait: Wait = waitUnref,
): Politeness {
  return {
    async run(url, request, signal) {
      if (turn === null || findSiteTurn(url, allowList).key !== turn.site) return outer.run(url, request, signal)
      await untilSettled(wait(turn.gapMs), signal)
      return request()
    },
  }
}

async function takeTurn(
  keeper: TurnKeeper,
  key: string,
  gapMs: number,
  wait: Wait,
  signal: AbortSignal | undefined,
): Promise<HeldTurn | undefined> {
  while (!signal?.aborted) {
    const answer = await keeper.take(key, gapMs)
    if (answer.kind === 'taken') return answer.turn
    const waitMs = Math.min(ASK_AGAIN_MAX_MS, Math.max(ASK_AGAIN_MS, answer.ms))
    await untilSettled(wait(waitMs), signal)
  }
  return undefined
}

/** Waits for what comes before us, or for the signal, and leaves nothing behind on either. */
function untilSettled(before: Promise<void> | undefined, signal: AbortSignal | undefined): Promise<void> {
  if (before === undefined || signal?.aborted) return Promise.resolve()
  return new Promise((done) => {
    const goOn = () => {
      signal?.removeEventListener('abort', goOn)
      done()
    }
    signal?.addEventListener('abort', goOn)
    void before.then(goOn)
  })
}
