import type { AllowList } from '@hub/core/source/allow-list.ts'

import { createFeedFetcher } from '../collect/fetch-feed.ts'
import { createParserThread } from '../collect/parse-in-thread.ts'
import { resolveHandles } from '../collect/resolve-handles.ts'
import { createPoliteness } from './politeness.ts'
import type { PollTools } from './poll-source.ts'

/** What one process collects with: connections, a parser thread, the sites' turns, and the polls under way. */
export type Collector = {
  tools: PollTools
  /** How many more sources may be polled at once. */
  freeSlots(): number
  /** Starts a poll in a slot of its own; its faults are its own. */
  start(poll: () => Promise<void>): void
  /** Waits until every poll that runs now has ended, or until `withinMs` have passed. */
  settle(withinMs: number): Promise<void>
  /** Ends what runs early and waits for it to clean up. */
  close(): Promise<void>
  signal: AbortSignal
}

export type CollectorOptions = {
  allowList: AllowList
  contact: string
  version: string
  slots?: number
  deadlineMs?: number
}

const DEFAULT_SLOTS = 32

/** Opens the collector of this process. `contact` is where a site's owner can reach the operator. */
export function createCollector({
  allowList,
  contact,
  version,
  slots = DEFAULT_SLOTS,
  deadlineMs,
}: CollectorOptions): Collector {
  const running = new Set<Promise<void>>()
  const ending = new AbortController()
  const fetcher = resolveHandles(
    createFeedFetcher({
      allowList,
      userAgent: `dismis-hub/${version} (+${contact})`,
      ...(deadlineMs === undefined ? {} : { deadlineMs }),
    }),
  )
  const parser = createParserThread()
  const tools: PollTools = { fetcher, parser, politeness: createPoliteness(allowList), allowList }
  return {
    tools,
    signal: ending.signal,
    freeSlots: () => (ending.signal.aborted ? 0 : Math.max(0, slots - running.size)),
    start(poll) {
      const run: Promise<void> = poll().finally(() => running.delete(run))
      running.add(run)
    },
    async settle(withinMs) {
      const all = Promise.allSettled(running)
      if (!Number.isFinite(withinMs)) return void (await all)
      let timer: NodeJS.Timeout | undefined
      await Promise.race([all, new Promise((done) => (timer = setTimeout(done, withinMs)))])
      clearTimeout(timer)
    },
    async close() {
      ending.abort()
      await Promise.allSettled(running)
      await Promise.all([fetcher.close(), parser.close()])
    },
  }
}
