import { createHash } from 'node:crypto'

import { keepAppearance } from '@hub/core/claim/keep-appearance.ts'
import type { FeedItem, ParsedFeed } from '@hub/core/item/feed-item.ts'
import { languageCode } from '@hub/core/item/language-code.ts'
import { maskPeople } from '@hub/core/item/mask-people.ts'

import { htmlToText } from './html-to-text.ts'
import { parseDate } from './parse-date.ts'
import { escapeHtml } from './escape-html.ts'
import { sanitiseHtml } from './sanitise-html.ts'

/** A post as far as the hub may know it. `uri` is used for its fingerprint alone and goes no further. */
export type SocialPost = {
  uri: string
  /** HTML in which nobody is named any more. */
  html: string
  /** A page the post points to, by its title. */
  card: { title: string; url: string } | null
  createdAt: string | null
  language: string | null
}

/** What one answer of a platform held; `leftOut` counts posts whose authors or platform ask that they be passed over. */
export type SocialPage = { posts: SocialPost[]; leftOut: number; next: string | null }

const TITLE_LENGTH = 100

/** A page of posts as a feed, so that everything behind the parser treats both alike. */
export function toFeed(page: SocialPage): ParsedFeed {
  return {
    kind: 'json',
    title: '',
    siteUrl: null,
    language: null,
    ttlMs: null,
    skipHours: [],
    items: page.posts.map(toItem),
  }
}

/**
 * A post without its author: no address, since a post's address names the account, and for its identity a one-way
 * fingerprint, the same on every server that shows the post.
 */
function toItem(post: SocialPost): FeedItem {
  const html = sanitiseHtml(post.html, null)
  const text = maskPeople([htmlToText(html), post.card?.title ?? ''].filter((part) => part !== '').join('\n\n'))
  const identity = `post:${createHash('sha256').update(post.uri).digest('base64url')}`
  return {
    externalId: identity,
    sharedKey: identity,
    url: null,
    title: firstWords(text),
    publishedAt: post.createdAt === null ? null : parseDate(post.createdAt),
    publishedRaw: post.createdAt,
    text,
    html: html + cardHtml(post.card),
    language: languageCode(post.language),
  }
}

function cardHtml(card: SocialPost['card']): string {
  const href = card === null ? null : keepAppearance(card.url)
  if (card === null || href === null) return ''
  return sanitiseHtml(`<p><a href="${escapeHtml(href)}">${escapeHtml(maskPeople(card.title))}</a></p>`, null)
}

function firstWords(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= TITLE_LENGTH) return line
  const cut = line.slice(0, TITLE_LENGTH)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), TITLE_LENGTH / 2)).trimEnd()}…`
}
