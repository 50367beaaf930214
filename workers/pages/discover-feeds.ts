import { canonicalUrl } from '@hub/core/item/canonical-url.ts'
import { addressesToTry } from '@hub/core/source/page-address.ts'
import type { DiscoveryResult, FeedCandidate, PageProblem } from '@hub/core/source/page-order.ts'

import type { Fetched } from '../collect/fetch-outcome.ts'
import { fetchPage } from './fetch-page.ts'
import type { PageTools } from './page-tools.ts'
import { isWorthTryingPlain } from './read-page.ts'
import { readLinkHeader } from './read-feed-links.ts'
import { rankFeeds } from './rank-feeds.ts'

export type DiscoveryOutcome = { ok: true; result: DiscoveryResult } | { ok: false; problem: PageProblem }

type Lead = { url: string; foundBy: FeedCandidate['foundBy'] }

/** Where most systems put their feed, the most usual first; asked for only when a site names none. */
const COMMON_PATHS = ['/feed', '/rss', '/rss.xml', '/atom.xml', '/feed.xml', '/index.xml', '/feed.json', '/?feed=rss2']
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
export async function discoverFeeds(tools: PageTools, typed: string, signal?: AbortSignal): Promise<DiscoveryOutcome> {
  let problem = NO_ADDRESS
  for (const url of addressesToTry(typed)) {
    const fetched = await fetchPage(tools, url, { signal, asksRobots: !FEED_ADDRESS.test(new URL(url).pathname) })
    if (fetched.ok) return searchSite(tools, fetched.page, signal)
    problem = fetched.problem
    if (problem.code === 'robots')
      problem = { ...problem, message: `${problem.message} Or enter the address of its feed itself.` }
    if (!isWorthTryingPlain(problem)) break
  }
  return { ok: false, problem }
}

async function searchSite(tools: PageTools, page: Fetched, signal: AbortSignal | undefined): Promise<DiscoveryOutcome> {
  const itself = await readFeed(tools, page, 'given')
  if (itself !== null) {
    return { ok: true, result: { pageUrl: page.finalUrl, pageTitle: itself.title, candidates: [itself] } }
  }
  const named = await readLeads(tools, page)
  let feeds = await fetchFeeds(tools, named.leads, signal)
  let { title } = named
  const home = new URL('/', page.finalUrl).href
  if (feeds.length === 0 && home !== page.finalUrl) {
    const first = await fetchPage(tools, home, { signal })
    if (first.ok) {
      const known = new Set(named.leads.map(({ url }) => url))
      const ofHome = await readLeads(tools, first.page)
      title ??= ofHome.title
      feeds = await fetchFeeds(
        tools,
        ofHome.leads.filter(({ url }) => !known.has(url)),
        signal,
      )
    }
  }
  if (feeds.length === 0) feeds = await tryCommonPaths(tools, page.finalUrl, signal)
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

async function fetchFeeds(
  tools: PageTools,
  leads: readonly Lead[],
  signal: AbortSignal | undefined,
): Promise<FeedCandidate[]> {
  const found = await Promise.all(leads.map((lead) => fetchFeed(tools, lead, signal)))
  return found.filter((feed) => feed !== null)
}

async function tryCommonPaths(tools: PageTools, pageUrl: string, signal?: AbortSignal): Promise<FeedCandidate[]> {
  for (const path of COMMON_PATHS) {
    if (signal?.aborted) break
    const url = new URL(path, pageUrl).href
    // A guess is the hub's own, so the site's wishes count for it.
    if ((await tools.robots.judge(url, tools.politeness, signal)) !== null) continue
    const feed = await fetchFeed(tools, { url, foundBy: 'common_path' }, signal)
    if (feed !== null) return [feed]
  }
  return []
}

async function fetchFeed(tools: PageTools, lead: Lead, signal?: AbortSignal): Promise<FeedCandidate | null> {
  const { fetcher, politeness } = tools
  const fetched = await politeness.run(lead.url, () => fetcher.fetchFeed(lead.url, null, signal), signal)
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
    foundBy,
  }
}
