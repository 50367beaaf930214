import { createRequire } from 'node:module'

import { type AllowList, findAllowedAddress, findAllowedHost } from '@hub/core/source/allow-list.ts'
import type { PageProblem } from '@hub/core/source/page-order.ts'

import type { FeedFetcher } from '../collect/fetch-feed.ts'
import type { FetchOutcome } from '../collect/fetch-outcome.ts'
import type { Politeness } from '../poll/politeness.ts'

type RulesParser = (url: string, text: string) => { isAllowed(url: string, agent: string): boolean | undefined }
/** Its declarations describe an ES module, which it is not. */
const robotsParser: RulesParser = createRequire(import.meta.url)('robots-parser')

/** The name by which a robots.txt can speak to the hub. */
export const ROBOTS_TOKEN = 'dismis-hub'

export type Robots = {
  /**
   * Null when the page may be read, else why not. Asks the site's robots.txt, at most once a day and in a turn that the caller's
   * own politeness gives. Never rejects.
   */
  judge(url: string, politeness: Politeness, signal?: AbortSignal): Promise<PageProblem | null>
  /** The same from what is known already, without asking the site. */
  recall(url: string): Promise<PageProblem | null>
}

type Rules = { expiresAtMs: number; judge: (url: URL) => PageProblem | null }

const KEEP_MS = 24 * 3_600_000
const KEEP_FAILURE_MS = 10 * 60_000
const MAX_SITES = 5_000
/** RFC 9309 §2.5: a reader takes at least 500 KiB. */
const MAX_BYTES = 512 * 1024
/** Matching a file full of wildcards takes this many steps a character. */
const MAX_MATCHED_LENGTH = 400

/**
 * What sites wish of programs that read their pages, after RFC 9309: rules for `dismis-hub`, else for everybody; no file (4xx)
 * means no wishes; a site in trouble (5xx, unreachable, 429) is left alone for now. Hosts that the operator lists are theirs to
 * decide on and are not asked.
 */
export function createRobots(tools: { fetcher: FeedFetcher; allowList: AllowList; nowMs?: () => number }): Robots {
  const { nowMs = Date.now, allowList } = tools
  const sites = new Map<string, Promise<Rules>>()
  return {
    async judge(address, politeness, signal) {
      const url = readAddress(address, allowList)
      if (url === null) return null
      const site = robotsSiteOf(url)
      const known = await sites.get(site)
      if (known !== undefined && known.expiresAtMs > nowMs()) return known.judge(url)
      if (sites.size >= MAX_SITES) sites.clear()
      const asked = askSite({ ...tools, politeness }, url, nowMs, signal)
      sites.set(site, asked)
      const rules = await asked
      // A question cut off by shutdown says nothing about the site.
      if (signal?.aborted) sites.delete(site)
      return rules.judge(url)
    },
    async recall(address) {
      const url = readAddress(address, allowList)
      return url === null ? null : ((await sites.get(robotsSiteOf(url)))?.judge(url) ?? null)
    },
  }
}

/**
 * What shares one robots.txt: the host without `www.`, and its port where that is no usual one. The standard tells http: from
 * https: and www. from the bare name; sites that do so redirect from one to the other.
 */
export function robotsSiteOf(url: URL): string {
  return url.host.replace(/^www\./, '')
}

/** Null for what needs no rules. */
function readAddress(address: string, allowList: AllowList): URL | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isListed = findAllowedHost(allowList, host) ?? findAllowedAddress(allowList, host)
  return isListed === undefined && url.pathname !== '/robots.txt' ? url : null
}

async function askSite(
  { fetcher, politeness }: { fetcher: FeedFetcher; politeness: Politeness },
  url: URL,
  nowMs: () => number,
  signal: AbortSignal | undefined,
): Promise<Rules> {
  const address = new URL('/robots.txt', url).href
  const request = { accept: 'text/plain, */*;q=0.5', maxBytes: MAX_BYTES, signal }
  const fetched = await politeness.run(address, () => fetcher.fetch(address, request), signal)
  return readRules(fetched, address, url.hostname, nowMs())
}

function readRules(fetched: FetchOutcome, address: string, host: string, nowMs: number): Rules {
  if (fetched.kind === 'fetched') {
    const rules = robotsParser(address, new TextDecoder().decode(fetched.body))
    const refused: PageProblem = {
      code: 'robots',
      message: `${host} asks programs not to read this page (robots.txt). Open it in your browser and copy the part that matters.`,
    }
    return {
      expiresAtMs: nowMs + KEEP_MS,
      judge: ({ pathname, search }) =>
        rules.isAllowed(new URL(`${pathname}${search}`.slice(0, MAX_MATCHED_LENGTH), address).href, ROBOTS_TOKEN) ===
        false
          ? refused
          : null,
    }
  }
  const status = fetched.status ?? 0
  const isWithoutWishes = status >= 400 && status < 500 && status !== 429
  if (isWithoutWishes || status === 304) return { expiresAtMs: nowMs + KEEP_MS, judge: () => null }
  // Larger than any honest file, or sent in circles: RFC 9309 §2.3.1.2 lets a reader go on as without one.
  const isUnusable =
    fetched.kind === 'failed' && ['too_large', 'too_many_redirects', 'bad_redirect'].includes(fetched.code)
  if (isUnusable) return { expiresAtMs: nowMs + KEEP_FAILURE_MS, judge: () => null }
  const problem: PageProblem = {
    code: 'robots_unknown',
    message: `${host} does not say at present whether programs may read it (robots.txt: ${sayWhy(fetched)}). Try again in a few minutes.`,
  }
  return { expiresAtMs: nowMs + KEEP_FAILURE_MS, judge: () => problem }
}

function sayWhy(fetched: FetchOutcome): string {
  if (fetched.kind !== 'failed') return 'no answer'
  return fetched.status === null ? fetched.message.replace(/\.$/, '') : `it answers ${fetched.status}`
}
