import { getDomain } from 'tldts'

import { type AllowList, findAllowedAddress, findAllowedHost } from '@hub/core/source/allow-list.ts'

export const POLITE_GAP_MS = 2_000

/** The turns of fetches: `run` waits until the site may be asked again, then runs the fetch. */
export type Politeness = {
  run<Result>(url: string, fetch: () => Promise<Result>, signal?: AbortSignal): Promise<Result>
}

/**
 * One fetch at a time for each registrable domain, with a gap after each. An operator's own gap replaces ours for a host on
 * the allow-list, and a gap of zero lifts the queue for it altogether. `wait` is the clock's side of the gap. When `signal` aborts, nobody waits any longer.
 */
export function createPoliteness(
  allowList: AllowList,
  wait: (ms: number) => Promise<void> = (ms) => new Promise((done) => void setTimeout(done, ms).unref()),
): Politeness {
  const turns = new Map<string, Promise<void>>()
  return {
    async run(url, fetch, signal) {
      const host = URL.canParse(url) ? new URL(url).hostname : ''
      const allowed = findAllowedHost(allowList, host) ?? findAllowedAddress(allowList, host.replace(/^\[|\]$/g, ''))
      const gapMs = allowed?.gapMs ?? POLITE_GAP_MS
      if (host === '' || gapMs === 0) return fetch()
      const site = getDomain(host) ?? host
      const before = turns.get(site)
      let finish: () => void = () => {}
      const turn = new Promise<void>((done) => (finish = done))
      turns.set(site, turn)
      await waitFor(before, signal)
      try {
        return await fetch()
      } finally {
        void wait(gapMs).then(() => {
          finish()
          if (turns.get(site) === turn) turns.delete(site)
        })
      }
    },
  }
}

/** Waits for the turn before ours, or for the signal, and leaves nothing behind on either. */
function waitFor(before: Promise<void> | undefined, signal: AbortSignal | undefined): Promise<void> {
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
