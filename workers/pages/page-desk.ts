import type { PageTools } from './page-tools.ts'

/** Where a process carries out orders for pages: some at once, each in a slot of its own. */
export type PageDesk = {
  tools: PageTools
  freeSlots(): number
  start(order: () => Promise<void>): void
  /** Waits until every order that runs now has ended. */
  settle(): Promise<void>
  /** Ends what runs early and waits for it to clean up. The tools stay open. */
  close(): Promise<void>
  signal: AbortSignal
}

const DEFAULT_SLOTS = 8

/** Opens a desk with the collector's tools, so that sites have one turn and one door for feeds and pages alike. */
export function createPageDesk(tools: PageTools, slots: number = DEFAULT_SLOTS): PageDesk {
  const running = new Set<Promise<void>>()
  const ending = new AbortController()
  return {
    tools,
    signal: ending.signal,
    freeSlots: () => (ending.signal.aborted ? 0 : slots - running.size),
    start(order) {
      const run: Promise<void> = order().finally(() => running.delete(run))
      running.add(run)
    },
    settle: async () => void (await Promise.allSettled(running)),
    async close() {
      ending.abort()
      await Promise.allSettled(running)
    },
  }
}
