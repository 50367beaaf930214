import { parseAllowList } from '@hub/core/source/allow-list.ts'
import { createFeedFetcher } from '@hub/workers/collect/fetch-feed.ts'
import { createParserThread } from '@hub/workers/collect/parse-in-thread.ts'
import { createPageParser } from '@hub/workers/pages/page-parser.ts'
import type { PageTools } from '@hub/workers/pages/page-tools.ts'
import { createRobots } from '@hub/workers/pages/robots.ts'

export type OpenPageTools = { tools: PageTools; close(): Promise<void> }

/** What pages are read with, without turns, for sites on the loopback. The reading limit leaves room for a busy machine. */
export function openPageTools(readLimitMs = 5000): OpenPageTools {
  const { allowList } = parseAllowList('127.0.0.1;gap=0')
  const fetcher = createFeedFetcher({ userAgent: 'test', allowList, deadlineMs: 5000 })
  const parser = createParserThread()
  const pages = createPageParser({ timeLimitMs: readLimitMs, heapMb: 256 })
  const robots = createRobots({ fetcher, allowList })
  const politeness = { run: <Result>(_: string, request: () => Promise<Result>) => request() }
  return {
    tools: { fetcher, parser, pages, robots, politeness },
    close: async () => void (await Promise.all([fetcher.close(), parser.close(), pages.close()])),
  }
}
