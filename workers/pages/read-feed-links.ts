import { Parser } from 'htmlparser2'

import { resolveUrl } from '../collect/resolve-url.ts'

/** Addresses of feeds a page names: `links` by link elements and header, else by ordinary links that look like feeds. */
export type FeedLinks = { title: string | null; links: FeedLink[] }
export type FeedLink = { url: string; title: string | null; isDeclared: boolean }

const FEED_TYPE = /^(?:application|text)\/(?:rss|atom|rdf|feed)(?:\+xml|\+json)?$/
/** Types that feeds are served with, and much else: only with a hint in the words around. */
const LOOSE_TYPE = /^(?:application|text)\/(?:xml|json)$/
const FEED_HINT = /feed|rss|atom/i
/** How an ordinary link that leads to a feed is written. */
const FEED_PATH =
  /(?:^|\/)(?:rss|atom|feeds?|index\.xml|rss2?\.(?:xml|php)|feed\.(?:xml|json)|[\w-]+\.(?:rss|atom|rdf))\/?$/i
const MAX_LINKS = 50
const MAX_TITLE_LENGTH = 300

/**
 * The feeds that an HTML page names, anywhere in the document: `link` and `a` elements with `rel=alternate` and a feed's type,
 * or `rel=feed`; when there are none, ordinary links whose address is written like a feed's. Addresses are resolved against
 * the page's `base`. Never throws.
 */
export function readFeedLinks(html: string, pageUrl: string): FeedLinks {
  const declared = new Map<string, FeedLink>()
  const guessed = new Map<string, FeedLink>()
  let base = pageUrl
  let isBaseSet = false
  let title: string | null = null
  let isInTitle = false
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        isInTitle = name === 'title' && title === null
        if (name === 'base' && !isBaseSet && attributes['href'] !== undefined) {
          base = resolveUrl(attributes['href'], pageUrl) ?? base
          isBaseSet = true
        }
        if (name !== 'link' && name !== 'a') return
        const url = resolveUrl(attributes['href'], base)
        if (url === null) return
        const into = isDeclaredFeed(attributes) ? declared : looksLikeFeed(url) ? guessed : null
        if (into === null || into.size >= MAX_LINKS || into.has(url)) return
        into.set(url, { url, title: tidy(attributes['title'] ?? ''), isDeclared: into === declared })
      },
      ontext(text) {
        if (isInTitle) title = ((title ?? '') + text).slice(0, MAX_TITLE_LENGTH)
      },
      onclosetag(name) {
        if (name === 'title') isInTitle = false
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  )
  parser.write(html)
  parser.end()
  return { title: tidy(title ?? ''), links: [...(declared.size > 0 ? declared : guessed).values()] }
}

/** The feeds that a Link header names (RFC 8288 §3). */
export function readLinkHeader(header: string | null, pageUrl: string): FeedLink[] {
  const links: FeedLink[] = []
  for (const [, target = '', params = ''] of (header ?? '').matchAll(/<([^>]*)>((?:\s*;[^,"]*(?:"[^"]*")?)*)/g)) {
    const attributes: Record<string, string> = {}
    for (const [, name = '', quoted, bare] of params.matchAll(/;\s*([\w-]+)\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/g))
      attributes[name.toLowerCase()] ??= quoted ?? bare ?? ''
    const url = resolveUrl(target, pageUrl)
    const title = tidy(attributes['title'] ?? '')
    if (url !== null && isDeclaredFeed({ ...attributes, href: target })) links.push({ url, title, isDeclared: true })
  }
  return links.slice(0, MAX_LINKS)
}

function isDeclaredFeed(attributes: Readonly<Record<string, string | undefined>>): boolean {
  const rels = (attributes['rel'] ?? '').toLowerCase().split(/\s+/)
  const type = (attributes['type'] ?? '').toLowerCase().split(';', 1)[0]?.trim() ?? ''
  if (rels.includes('feed')) return true
  if (!rels.includes('alternate')) return false
  const words = `${attributes['href'] ?? ''} ${attributes['title'] ?? ''}`
  return FEED_TYPE.test(type) || (LOOSE_TYPE.test(type) && FEED_HINT.test(words))
}

function looksLikeFeed(url: string): boolean {
  const { pathname, searchParams } = new URL(url)
  return FEED_PATH.test(pathname) || searchParams.has('feed') || searchParams.get('format') === 'rss'
}

function tidy(text: string): string | null {
  const flat = text.replaceAll(/\s+/g, ' ').trim().slice(0, MAX_TITLE_LENGTH)
  return flat === '' ? null : flat
}
