/** Changes arrive in bursts; what they touch is fetched once for each. */
const GATHER_MS = 400

/** The clock of a page, or a test's. */
export type Timers = {
  nowMs: () => number
  start: (act: () => void, afterMs: number) => unknown
  stop: (timer: unknown) => void
}

export const PAGE_TIMERS: Timers = {
  nowMs: () => performance.now(),
  start: (act, afterMs) => window.setTimeout(act, afterMs),
  stop: (timer) => {
    if (typeof timer === 'number') window.clearTimeout(timer)
  },
}

/**
 * Gathers what changed and hands it on soon after the first change, but never more often than `everyMs`: after a quiet time a
 * single change is shown at once, and a busy wire has long lists fetched at a gentle pace.
 */
export function gatherNouns(
  everyMs: number,
  deliver: (nouns: ReadonlySet<string>) => void,
  timers: Timers,
): { add(noun: string): void; stop(): void } {
  let nouns = new Set<string>()
  let timer: unknown
  let lastMs = Number.NEGATIVE_INFINITY
  const flush = () => {
    timer = undefined
    lastMs = timers.nowMs()
    const gathered = nouns
    nouns = new Set()
    deliver(gathered)
  }
  return {
    add(noun) {
      nouns.add(noun)
      timer ??= timers.start(flush, Math.max(GATHER_MS, lastMs + everyMs - timers.nowMs()))
    },
    stop() {
      timers.stop(timer)
      timer = undefined
    },
  }
}
