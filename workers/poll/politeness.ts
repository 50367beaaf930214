import { getDomain } from 'tldts'

import { type AllowList, findAllowedAddress, findAllowedHost } from '@hub/core/source/allow-list.ts'

export const POLITE_GAP_MS = 2_000

/** The turns of fetches: `run` waits until the site may be asked again, then runs the fetch. */
export type Politeness = { run<Result>(url: string, fetch: () => Promise<Result>): Promise<Result> }

/**
 * One fetch at a time for each registrable domain, with a gap after each. An operator's own gap replaces ours for a host on
 * the allow-list, and a gap of zero lifts the queue for it altogether. `wait` is the clock's side of the gap.
 */
export function createPoliteness(
  allowList: AllowList,
  wait: (ms: number) => Promise<void> = (ms) => new Promise((done) => setTimeout(done, ms)),
): Politeness {
  const turns = new Map<string, Promise<void>>()
  return {
    async run(url, fetch) {
      const host = URL.canParse(url) ? new URL(url).hostname : ''
      const allowed = findAllowedHost(allowList, host) ?? findAllowedAddress(allowList, host.replace(/^\[|\]$/g, ''))
      const gapMs = allowed?.gapMs ?? POLITE_GAP_MS
      if (host === '' || gapMs === 0) return fetch()
      const site = getDomain(host) ?? host
      const before = turns.get(site) ?? Promise.resolve()
      let finish: () => void = () => {}
      const turn = new Promise<void>((done) => (finish = done))
      turns.set(site, turn)
      await before
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
