import { ONE_PERSON, queryOf, type RecognisedAddress } from './recognised-address.ts'

/** Where Bluesky's documentation sends public reads: https://docs.bsky.app/docs/advanced-guides/api-directory */
export const BLUESKY_API = 'https://public.api.bsky.app'
const API_HOSTS = new Set(['public.api.bsky.app', 'api.bsky.app'])
/** The most that one answer may hold, by the lexicons of the three methods. */
const PAGE_SIZE = '100'
/** Search words that turn a search for a matter into one for what an account wrote or is told. */
const SEARCHES_A_PERSON = /(?:^|\s)(?:from|mentions|to):|(?:^|\s)@[\w.-]+|did:[a-z]+:/i
const AT_URI = /^at:\/\/([^/\s]+)\/(app\.bsky\.(?:graph\.list|feed\.generator))\/([\w.~:-]+)\/?$/

const NOT_COLLECTED: RecognisedAddress = {
  kind: 'refused',
  message:
    'This address of Bluesky cannot be collected. Paste the address of a search, a hashtag, a list or a custom feed.',
}

/**
 * A Bluesky page or AT address as the public method that reads it: a list (`app.bsky.feed.getListFeed`), a custom feed
 * (`app.bsky.feed.getFeed`), a search or hashtag (`app.bsky.feed.searchPosts`). Null when the address is not Bluesky's.
 * Methods: https://docs.bsky.app/docs/api/app-bsky-feed-get-list-feed, …-get-feed, …-search-posts; the last one "may
 * require authentication" at the provider's choice (https://github.com/bluesky-social/atproto/pull/3844).
 */
export function recogniseBluesky(written: string, url: URL | null): RecognisedAddress | null {
  const at = AT_URI.exec(written)
  if (at !== null) return ofRecord(at[1] ?? '', at[2] ?? '', at[3] ?? '')
  if (url?.hostname === 'bsky.app' || url?.hostname === 'www.bsky.app') return ofPage(url)
  return url !== null && API_HOSTS.has(url.hostname) ? ofMethod(url) : null
}

function ofPage(url: URL): RecognisedAddress {
  const [page, owner, part, key, more] = url.pathname
    .split('/')
    .filter((segment) => segment !== '')
    .map(decodePart)
  if (page === 'search') return ofSearch(url.searchParams.get('q') ?? '')
  if (page === 'hashtag' && owner !== undefined) return ofSearch(`#${owner.replace(/^#/, '')}`)
  if (page === 'profile' && owner !== undefined && key !== undefined && more === undefined) {
    if (part === 'lists') return ofRecord(owner, 'app.bsky.graph.list', key)
    if (part === 'feed') return ofRecord(owner, 'app.bsky.feed.generator', key)
  }
  if (page === 'profile') return { kind: 'refused', message: ONE_PERSON }
  return NOT_COLLECTED
}

function ofMethod(url: URL): RecognisedAddress {
  const method = url.pathname.replace('/xrpc/', '')
  if (method === 'app.bsky.feed.searchPosts') return ofSearch(url.searchParams.get('q') ?? '')
  const at = AT_URI.exec(url.searchParams.get(method === 'app.bsky.feed.getFeed' ? 'feed' : 'list') ?? '')
  if (at !== null && /^app\.bsky\.feed\.get(?:List)?Feed$/.test(method))
    return ofRecord(at[1] ?? '', at[2] ?? '', at[3] ?? '')
  if (/^app\.bsky\.(?:feed\.getAuthorFeed|actor\.)/.test(method)) return { kind: 'refused', message: ONE_PERSON }
  return NOT_COLLECTED
}

function ofSearch(words: string): RecognisedAddress {
  const q = words.trim()
  if (q === '')
    return { kind: 'refused', message: 'The search is empty. Write what to search for, such as “tap water”.' }
  if (SEARCHES_A_PERSON.test(q))
    return {
      kind: 'refused',
      message:
        'This search looks for an account. The hub watches narratives, never persons: search for words of the matter.',
    }
  const page =
    q.startsWith('#') && !/\s/.test(q)
      ? `hashtag/${encodeURIComponent(q.slice(1))}`
      : `search?q=${encodeURIComponent(q)}`
  return {
    kind: 'bluesky',
    url: method('app.bsky.feed.searchPosts', { limit: PAGE_SIZE, q, sort: 'latest' }),
    siteUrl: `https://bsky.app/${page}`,
    title: `${q.startsWith('#') ? q : `“${q}”`} · Bluesky`,
    platform: 'bluesky',
  }
}

function ofRecord(owner: string, collection: string, key: string): RecognisedAddress {
  const uri = `at://${owner}/${collection}/${key}`
  if (!AT_URI.test(uri)) return NOT_COLLECTED
  const isList = collection === 'app.bsky.graph.list'
  return {
    kind: 'bluesky',
    url: isList
      ? method('app.bsky.feed.getListFeed', { limit: PAGE_SIZE, list: uri })
      : method('app.bsky.feed.getFeed', { feed: uri, limit: PAGE_SIZE }),
    siteUrl: `https://bsky.app/profile/${owner}/${isList ? 'lists' : 'feed'}/${key}`,
    title: `${key} · Bluesky`,
    platform: 'bluesky',
  }
}

function method(name: string, parameters: Record<string, string>): string {
  return `${BLUESKY_API}/xrpc/${name}?${queryOf(parameters)}`
}

function decodePart(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
