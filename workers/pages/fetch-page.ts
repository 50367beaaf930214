import type { PageProblem } from '@hub/core/source/page-order.ts'

import type { Fetched } from '../collect/fetch-outcome.ts'
import { sayFetchProblem } from './page-problems.ts'
import type { PageTools } from './page-tools.ts'
import { robotsSiteOf } from './robots.ts'

export type FetchedPage = { ok: true; page: Fetched } | { ok: false; problem: PageProblem }

/** A page larger than this is no article. */
const MAX_PAGE_BYTES = 5 * 1024 * 1024
const MAX_SITES = 5
const ACCEPT = 'text/html, application/xhtml+xml;q=0.9, */*;q=0.5'

/**
 * Fetches one page, when the robots.txt of every site it leads through lets it. Each site is asked in its own turn: a redirect
 * to another one ends the turn first, for two that wait for each other's would never end. Never rejects.
 */
export async function fetchPage(
  tools: PageTools,
  address: string,
  options: { signal?: AbortSignal | undefined; asksRobots?: boolean } = {},
): Promise<FetchedPage> {
  const { signal, asksRobots = true } = options
  let url = address
  for (let site = 0; site < MAX_SITES; site += 1) {
    const refused = asksRobots ? await tools.robots.judge(url, tools.politeness, signal) : null
    if (refused !== null) return { ok: false, problem: refused }
    const step = await fetchWithinSite(tools, url, asksRobots, signal)
    if (typeof step !== 'string') return step
    url = step
  }
  return { ok: false, problem: sayFetchProblem({ code: 'too_many_redirects', status: null, message: IN_CIRCLES }) }
}

const IN_CIRCLES = 'The site sends us from one address to the next.'

/** The page, a problem, or the address on another site that it leads to. */
async function fetchWithinSite(
  { fetcher, politeness, robots }: PageTools,
  url: string,
  asksRobots: boolean,
  signal: AbortSignal | undefined,
): Promise<FetchedPage | string> {
  let refused: PageProblem | null = null
  let elsewhere: string | null = null
  const mayFollow = async (target: URL) => {
    if (robotsSiteOf(target) !== robotsSiteOf(new URL(url))) elsewhere = target.href
    else if (asksRobots) refused = await robots.recall(target.href)
    return elsewhere === null && refused === null
  }
  const request = { accept: ACCEPT, maxBytes: MAX_PAGE_BYTES, mayFollow, signal }
  const fetched = await politeness.run(url, () => fetcher.fetch(url, request), signal)
  if (elsewhere !== null) return elsewhere
  if (fetched.kind === 'fetched') return { ok: true, page: fetched }
  if (refused !== null) return { ok: false, problem: refused }
  if (fetched.kind === 'failed') return { ok: false, problem: sayFetchProblem(fetched) }
  return { ok: false, problem: { code: 'no_answer', message: 'The site sent nothing. Try again in a few minutes.' } }
}
