import { z } from 'zod'

import { keepAppearance } from '@hub/core/claim/keep-appearance.ts'
import { MASKED_HANDLE, maskPeople } from '@hub/core/item/mask-people.ts'

import { escapeHtml } from './escape-html.ts'
import type { SocialPage, SocialPost } from './social-post.ts'

const labelSchema = z.object({ val: z.string(), neg: z.boolean().optional() })
const labelsSchema = z.array(labelSchema).optional().catch([])
const facetSchema = z.object({
  index: z.object({ byteStart: z.number().int().min(0), byteEnd: z.number().int().min(0) }),
  features: z.array(z.object({ $type: z.string(), uri: z.string().optional() })),
})
type Facet = z.infer<typeof facetSchema>

/**
 * The parts of a post view that decide whether it may be read, and what is read of it; who wrote it is never looked at, and
 * the address, which holds the author's identifier, serves for the fingerprint alone. Fields: `app.bsky.feed.defs#postView`
 * and `app.bsky.feed.post` in https://github.com/bluesky-social/atproto/tree/main/lexicons/app/bsky/feed
 */
const postSchema = z.object({
  uri: z.string(),
  indexedAt: z.string(),
  labels: labelsSchema,
  author: z.object({ labels: labelsSchema }),
  record: z.object({
    text: z.string(),
    createdAt: z.string(),
    langs: z.array(z.string()).optional().catch([]),
    facets: z.array(facetSchema).optional().catch([]),
    labels: z
      .object({ values: z.array(labelSchema) })
      .optional()
      .catch(undefined),
    embed: z
      .object({ external: z.object({ uri: z.string(), title: z.string() }).optional() })
      .optional()
      .catch(undefined),
  }),
})
type Post = z.infer<typeof postSchema>

const answerSchema = z.object({
  posts: z.array(z.unknown()).optional(),
  feed: z.array(z.object({ post: z.unknown() })).optional(),
  cursor: z.string().optional(),
})
const errorSchema = z.object({ error: z.string(), message: z.string().optional() })

/**
 * Labels that put a post out of the hub's reach: the author wants signed-in readers only, the platform hides or warns, or
 * the post is marked graphic. Global values: https://docs.bsky.app/docs/advanced-guides/moderation#global-label-values
 */
const CLOSED_LABELS = new Set([
  '!hide',
  '!warn',
  '!no-unauthenticated',
  'porn',
  'sexual',
  'nudity',
  'graphic-media',
  'gore',
  'spam',
])

/** One page of a search, list or custom feed. Throws an Error in words when the document is no such page. */
export function readBluesky(document: unknown, requestUrl: string): SocialPage {
  const answer = answerSchema.safeParse(document)
  const entries = answer.data?.posts ?? answer.data?.feed?.map(({ post }) => post)
  if (entries === undefined) {
    const refusal = errorSchema.safeParse(document)
    const said = refusal.success ? (refusal.data.message ?? refusal.data.error) : null
    throw new Error(said === null ? 'This is no list of posts.' : `Bluesky answered: ${said}`)
  }
  const posts = entries.flatMap((entry) => {
    const post = postSchema.safeParse(entry)
    return post.success && isOpen(post.data) ? [post.data] : []
  })
  const cursor = answer.data?.cursor
  return {
    posts: posts.map(toPost),
    leftOut: entries.length - posts.length,
    // Search without an account gives its first page only: https://github.com/bluesky-social/bsky-docs/issues/296
    next: cursor === undefined || answer.data?.posts !== undefined ? null : withCursor(requestUrl, cursor),
  }
}

function isOpen({ labels, author, record }: Post): boolean {
  const all = [...(labels ?? []), ...(author.labels ?? []), ...(record.labels?.values ?? [])]
  return !all.some(({ val, neg }) => neg !== true && CLOSED_LABELS.has(val))
}

function toPost({ uri, indexedAt, record }: Post): SocialPost {
  const external = record.embed?.external
  return {
    uri,
    html: toHtml(record.text, record.facets ?? []),
    card: external === undefined ? null : { title: external.title, url: external.uri },
    // An author may write any date; the platform's own sorting takes the earlier of the two, and so does this.
    createdAt: Date.parse(record.createdAt) <= Date.parse(indexedAt) ? record.createdAt : indexedAt,
    language: record.langs?.[0] ?? null,
  }
}

/** The text with its links, whose places are counted in bytes of UTF-8; mentions become `@…`. */
function toHtml(text: string, facets: readonly Facet[]): string {
  const bytes = Buffer.from(text)
  const words = (from: number, to: number) =>
    escapeHtml(maskPeople(bytes.subarray(from, to).toString())).replace(/\r?\n/g, '<br />')
  const out: string[] = []
  let from = 0
  for (const facet of [...facets].sort((a, b) => a.index.byteStart - b.index.byteStart)) {
    const { byteStart, byteEnd } = facet.index
    const [feature] = facet.features
    if (feature === undefined || byteStart < from || byteEnd <= byteStart || byteEnd > bytes.length) continue
    out.push(words(from, byteStart))
    const href = feature.uri === undefined ? null : keepAppearance(feature.uri)
    if (feature.$type.endsWith('#mention')) out.push(MASKED_HANDLE)
    else if (feature.$type.endsWith('#link') && href !== null)
      out.push(`<a href="${escapeHtml(href)}">${escapeHtml(href)}</a>`)
    else out.push(words(byteStart, byteEnd))
    from = byteEnd
  }
  return `<p>${out.join('')}${words(from, bytes.length)}</p>`
}

function withCursor(requestUrl: string, cursor: string): string {
  const url = new URL(requestUrl)
  url.searchParams.set('cursor', cursor)
  return url.href
}
