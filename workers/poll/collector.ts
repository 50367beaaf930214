import type { AllowList } from '@hub/core/source/allow-list.ts'
import type { Db } from '@hub/db/connect.ts'

import { createFeedFetcher } from '../collect/fetch-feed.ts'
import { createParserThread } from '../collect/parse-in-thread.ts'
import { resolveHandles } from '../collect/resolve-handles.ts'
import { createPageParser } from '../pages/page-parser.ts'
import { createRobots } from '../pages/robots.ts'
import { keepTurns } from './keep-turns.ts'
import { createPoliteness } from './politeness.ts'
import type { PollTools } from './poll-source.ts'

/** What one process collects with: connections, a parser thread, the sites' turns, and the polls under way. */
export type Collector = {
  tools: PollTools
  /** How many more sources may be polled at once. */
  freeSlots(): number
  /** How many polls are under way. */
  running(): number
  /** Calls the listener, in place of the one before, whenever a poll has ended. */
  onEnd(listener: () => void): void
  /** Starts a poll in a slot of its own; its faults are its own. */
  start(poll: () => Promise<void>): void
  /** Waits until a good share of the slots is free, or until `withinMs` have passed. */
  untilRoom(withinMs: number): Promise<void>
  /** Waits until every poll that runs now has ended, or until `withinMs` have passed. */
  settle(withinMs: number): Promise<void>
  /** Ends what runs early and waits for it to clean up. */
  close(): Promise<void>
  signal: AbortSignal
}

export type CollectorOptions = {
  db: Db
  allowList: AllowList
  clock: () => Date
  contact: string
  version: string
  slots?: number
  deadlineMs?: number
  /** What fetches pages and feeds, when it is not the collector's own. */
  fetcher?: PollTools['fetcher']
}

const DEFAULT_SLOTS = 64
/** More is claimed once this share of the slots is free: a claim for each freed slot would be a query for each source. */
const ROOM_SHARE = 4

/** Opens the collector of this process. `contact` is where a site's owner can reach the operator. */
export function createCollector({ slots = DEFAULT_SLOTS, ...options }: CollectorOptions): Collector {
  const { allowList, deadlineMs } = options
  const running = new Set<Promise<void>>()
  const ending = new AbortController()
  const nowMs = () => options.clock().getTime()
  const fetcher = resolveHandles(
    options.fetcher ??
      createFeedFetcher({
        allowList,
        nowMs,
        userAgent: `dismis-hub/${options.version} (+${options.contact})`,
        ...(deadlineMs === undefined ? {} : { deadlineMs }),
      }),
  )
  const parser = createParserThread()
  const pages = createPageParser()
  const politeness = createPoliteness(allowList, keepTurns(options.db, options.clock))
  const robots = createRobots({ fetcher, allowList, nowMs })
  const tools: PollTools = { fetcher, parser, politeness, pages, robots, allowList }
  const freeSlots = () => (ending.signal.aborted ? 0 : Math.max(0, slots - running.size))
  let onRoom: (() => void) | undefined
  let onEnd: (() => void) | undefined
  const hasRoom = () => running.size === 0 || freeSlots() >= slots / ROOM_SHARE
  return {
    tools,
    signal: ending.signal,
    freeSlots,
    running: () => running.size,
    onEnd: (listener) => void (onEnd = listener),
    start(poll) {
      const run: Promise<void> = poll().finally(() => {
        running.delete(run)
        if (hasRoom()) onRoom?.()
        onEnd?.()
      })
      running.add(run)
    },
    untilRoom: (withinMs) =>
      hasRoom() ? Promise.resolve() : within(new Promise<void>((done) => (onRoom = done)), withinMs),
    settle: (withinMs) => within(Promise.allSettled(running), withinMs),
    async close() {
      ending.abort()
      await Promise.allSettled(running)
      await Promise.all([fetcher.close(), parser.close(), pages.close()])
    },
  }
}

async function within(ended: Promise<unknown>, withinMs: number): Promise<void> {
  if (!Number.isFinite(withinMs)) return void (await ended)
  let timer: NodeJS.Timeout | undefined
  await Promise.race([ended, new Promise((done) => (timer = setTimeout(done, withinMs)))])
  clearTimeout(timer)
}
