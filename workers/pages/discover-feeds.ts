import { canonicalUrl } from '@hub/core/item/canonical-url.ts'
import { addressesToTry } from '@hub/core/source/page-address.ts'
import type { DiscoveryProgress, DiscoveryResult, FeedCandidate, PageProblem } from '@hub/core/source/page-order.ts'
import { sampleFeed } from '@hub/core/source/sample-feed.ts'

import type { Fetched } from '../collect/fetch-outcome.ts'
import { fetchPage } from './fetch-page.ts'
import type { PageTools } from './page-tools.ts'
import { isWorthTryingPlain } from './read-page.ts'
import { readLinkHeader } from './read-feed-links.ts'
import { rankFeeds } from './rank-feeds.ts'

export type DiscoveryOutcome = { ok: true; result: DiscoveryResult } | { ok: false; problem: PageProblem }

type Lead = { url: string; foundBy: FeedCandidate['foundBy'] }

/** Says before each request which address is asked for. */
type OnProgress = (progress: DiscoveryProgress) => void
type Search = { tools: PageTools; signal: AbortSignal | undefined; tell: OnProgress }

/**
 * Where systems put feeds that their pages do not name, the most usual first. With the gap between two requests each costs a
 * waiting person two seconds: robots.txt, the page and these are over in about ten.
 */
const COMMON_PATHS = ['/feed', '/rss.xml', '/rss']
/** A further page was read in vain before: one guess fewer keeps the time. */
const GUESSES_AFTER_HOME = COMMON_PATHS.length - 1
/** A site names few feeds; those of a directory of hundreds are chosen on its own page. */
const MAX_LEADS = 12
/** An address written like a feed's is fetched as feeds are, without asking robots.txt, which is about pages. */
const FEED_ADDRESS = /(?:rss|atom|feed|\.xml|\.json|\.rdf)/i

const NO_ADDRESS: PageProblem = {
  code: 'bad_url',
  message: 'This is no web address. Write the address of the site, such as example.org.',
}

/**
 * Finds the feeds of a site. The given address may be a feed itself; else what the page names in its Link header and anywhere in
 * its document; else the same of the site's first page; else a few usual paths, one after another until one answers. Each
 * feed is fetched and read before it is offered. Never rejects.
 */
export async function discoverFeeds(
  tools: PageTools,
  typed: string,
  signal?: AbortSignal,
  tell: OnProgress = () => {},
): Promise<DiscoveryOutcome> {
  const search: Search = { tools, signal, tell }
  let problem = NO_ADDRESS
  for (const url of addressesToTry(typed)) {
    tell({ step: 'page', url, number: 1, of: 1 })
    const fetched = await fetchPage(tools, url, { signal, asksRobots: !FEED_ADDRESS.test(new URL(url).pathname) })
    if (fetched.ok) return searchSite(search, fetched.page)
    problem = fetched.problem
    if (problem.code === 'robots')
      problem = { ...problem, message: `${problem.message} Or enter the address of its feed itself.` }
    if (!isWorthTryingPlain(problem)) break
  }
  return { ok: false, problem }
}

async function searchSite(search: Search, page: Fetched): Promise<DiscoveryOutcome> {
  const { tools, signal, tell } = search
  const itself = await readFeed(tools, page, 'given')
  if (itself !== null) {
    return { ok: true, result: { pageUrl: page.finalUrl, pageTitle: itself.title, candidates: [itself] } }
  }
  const named = await readLeads(tools, page)
  let feeds = await fetchFeeds(search, named.leads)
  let { title } = named
  const home = new URL('/', page.finalUrl).href
  const isHome = home === page.finalUrl
  if (feeds.length === 0 && !isHome) {
    tell({ step: 'page', url: home, number: 1, of: 1 })
    const first = await fetchPage(tools, home, { signal })
    if (first.ok) {
      const known = new Set(named.leads.map(({ url }) => url))
      const ofHome = await readLeads(tools, first.page)
      title ??= ofHome.title
      const others = ofHome.leads.filter(({ url }) => !known.has(url))
      feeds = await fetchFeeds(search, others)
    }
  }
  const guesses = isHome ? COMMON_PATHS : COMMON_PATHS.slice(0, GUESSES_AFTER_HOME)
  if (feeds.length === 0) feeds = await tryPaths(search, page.finalUrl, guesses)
  if (feeds.length > 0)
    return { ok: true, result: { pageUrl: page.finalUrl, pageTitle: title, candidates: rankFeeds(feeds) } }
  const host = new URL(page.finalUrl).hostname
  const words = `${host} offers no feed: the page is no feed itself, names none, and none is at the usual places.`
  return {
    ok: false,
    problem: { code: 'no_feed', message: `${words} Ask the publisher for one, or add single pages as items.` },
  }
}

async function readLeads(tools: PageTools, page: Fetched): Promise<{ title: string | null; leads: Lead[] }> {
  const { body: bytes, contentType, finalUrl: url } = page
  const { title, links } = await tools.pages.readFeedLinks({ bytes, contentType, url })
  const leads = new Map<string, Lead>()
  for (const link of readLinkHeader(page.linkHeader, url))
    leads.set(link.url, { url: link.url, foundBy: 'link_header' })
  for (const link of links) if (!leads.has(link.url)) leads.set(link.url, { url: link.url, foundBy: 'link_element' })
  return { title, leads: [...leads.values()].filter((lead) => lead.url !== url).slice(0, MAX_LEADS) }
}

async function fetchFeeds(search: Search, leads: readonly Lead[]): Promise<FeedCandidate[]> {
  let number = 0
  const begin = ({ url }: Lead) => search.tell({ step: 'named', url, number: (number += 1), of: leads.length })
  const found = await Promise.all(leads.map((lead) => fetchFeed(search, lead, begin)))
  return found.filter((feed) => feed !== null)
}

async function tryPaths(search: Search, pageUrl: string, paths: readonly string[]): Promise<FeedCandidate[]> {
  const { tools, signal, tell } = search
  for (const [index, path] of paths.entries()) {
    if (signal?.aborted) break
    const url = new URL(path, pageUrl).href
    tell({ step: 'usual', url, number: index + 1, of: paths.length })
    // A guess is the hub's own, so the site's wishes count for it.
    if ((await tools.robots.judge(url, tools.politeness, signal)) !== null) continue
    const feed = await fetchFeed(search, { url, foundBy: 'common_path' }, () => {})
    if (feed !== null) return [feed]
  }
  return []
}

/** `begin` is called once the site's turn has come. */
async function fetchFeed(
  { tools, signal }: Search,
  lead: Lead,
  begin: (lead: Lead) => void,
): Promise<FeedCandidate | null> {
  const { fetcher, politeness } = tools
  const ask = () => {
    begin(lead)
    return fetcher.fetchFeed(lead.url, null, signal)
  }
  const fetched = await politeness.run(lead.url, ask, signal)
  return fetched.kind === 'fetched' ? readFeed(tools, fetched, lead.foundBy) : null
}

async function readFeed(
  tools: PageTools,
  page: Fetched,
  foundBy: FeedCandidate['foundBy'],
): Promise<FeedCandidate | null> {
  const { body, contentType, finalUrl } = page
  const parsed = await tools.parser.parseInThread(body, { contentType, baseUrl: finalUrl })
  if (!parsed.ok) return null
  const { title, kind, items } = parsed.feed
  const newestMs = Math.max(...items.map(({ publishedAt }) => publishedAt?.getTime() ?? Number.NEGATIVE_INFINITY))
  return {
    url: finalUrl,
    title: title.trim() || (canonicalUrl(finalUrl) ?? finalUrl),
    kind,
    itemCount: items.length,
    newestAt: Number.isFinite(newestMs) ? new Date(newestMs).toISOString() : null,
    newest: sampleFeed(items),
    foundBy,
  }
}
