import { ONE_PERSON, queryOf, type RecognisedAddress } from './recognised-address.ts'

/** The most that one answer may hold: https://docs.joinmastodon.org/methods/timelines/#tag */
const PAGE_SIZE = '40'
/** Names of servers that say themselves what they are. Others are given by their API address. */
const LOOKS_LIKE_MASTODON =
  /mastodon|mstdn|masto\b|fedi|toot|\.social$|^(?:fosstodon\.org|hachyderm\.io|chaos\.social|mas\.to|piaille\.fr|troet\.cafe|social\.network\.europa\.eu|infosec\.exchange)$/i
const TAG_PAGE = /^\/tags\/([^/]+?)(?:\.rss)?\/?$/
const TAG_METHOD = /^\/api\/v1\/timelines\/tag\/([^/]+)\/?$/
const ONE_ACCOUNT = /^\/(?:@[^/]+|users\/[^/]+|web\/@[^/]+)(?:\.rss)?(?:\/|$)|^\/api\/v1\/accounts\//i

/**
 * A Mastodon page as the public method that reads it: a hashtag (`GET /api/v1/timelines/tag/:hashtag`,
 * https://docs.joinmastodon.org/methods/timelines/#tag) or a search for posts (`GET /api/v2/search`,
 * https://docs.joinmastodon.org/methods/search/#v2), both public unless the server's owner closed them. Lists need their
 * owner's token and are refused. A `/tags/…` page counts only on a host whose name says Mastodon, since blogs have such
 * pages too; the method's own address counts on any. Null when nothing says Mastodon.
 */
export function recogniseMastodon(url: URL): RecognisedAddress | null {
  const { hostname, pathname, origin } = url
  const isKnown = LOOKS_LIKE_MASTODON.test(hostname)
  const tag = TAG_METHOD.exec(pathname)?.[1] ?? (isKnown ? TAG_PAGE.exec(pathname)?.[1] : undefined)
  if (tag !== undefined) return ofTag(origin, url.host, tag)
  const isSearch = pathname === '/api/v2/search' || (isKnown && pathname === '/search')
  if (isSearch) return ofSearch(origin, url.host, url.searchParams.get('q') ?? '')
  if (pathname.startsWith('/api/v1/timelines/list/') || (isKnown && /^\/(?:web\/)?lists\//.test(pathname)))
    return {
      kind: 'refused',
      message: 'Mastodon shows a list to its owner alone, so it cannot be collected. Use a hashtag of the same matter.',
    }
  if (isKnown && ONE_ACCOUNT.test(pathname)) return { kind: 'refused', message: ONE_PERSON }
  return null
}

function ofTag(origin: string, host: string, written: string): RecognisedAddress {
  const name = decode(written).replace(/^#/, '')
  if (!/^[\p{L}\p{M}\p{N}_·]+$/u.test(name))
    return { kind: 'refused', message: `“${name}” is no hashtag: letters, digits and underscores only.` }
  return {
    kind: 'mastodon',
    url: `${origin}/api/v1/timelines/tag/${encodeURIComponent(name)}?limit=${PAGE_SIZE}`,
    siteUrl: `${origin}/tags/${encodeURIComponent(name)}`,
    title: `#${name} · ${host}`,
    platform: 'mastodon',
  }
}

function ofSearch(origin: string, host: string, words: string): RecognisedAddress {
  const q = words.trim()
  if (q.startsWith('#') && !/\s/.test(q) && q.length > 1) return ofTag(origin, host, q)
  if (q === '')
    return { kind: 'refused', message: 'The search is empty. Write what to search for, such as “tap water”.' }
  if (/(?:^|\s)(?:from:|@)/i.test(q))
    return {
      kind: 'refused',
      message:
        'This search looks for an account. The hub watches narratives, never persons: search for words of the matter.',
    }
  return {
    kind: 'mastodon',
    url: `${origin}/api/v2/search?${queryOf({ limit: PAGE_SIZE, q, type: 'statuses' })}`,
    siteUrl: `${origin}/search?q=${encodeURIComponent(q)}`,
    title: `“${q}” · ${host}`,
    platform: 'mastodon',
  }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
