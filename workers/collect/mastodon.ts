import { z } from 'zod'

import { maskMentions } from './mask-mentions.ts'
import { escapeHtml } from './escape-html.ts'
import type { SocialPage, SocialPost } from './social-post.ts'

/**
 * The parts of a Mastodon status that decide whether it may be read, and what is read of it. Everything else, above all
 * who wrote it, is never looked at. Fields: https://docs.joinmastodon.org/entities/Status/ and …/entities/Account/
 */
const statusSchema = z.object({
  id: z.string(),
  uri: z.string(),
  created_at: z.string(),
  content: z.string(),
  visibility: z.string(),
  sensitive: z.boolean().catch(false),
  spoiler_text: z.string().catch(''),
  language: z.string().nullable().catch(null),
  reblog: z.unknown().optional(),
  account: z.object({
    discoverable: z.boolean().nullable().optional().catch(null),
    noindex: z.boolean().nullable().optional().catch(null),
    limited: z.boolean().optional().catch(false),
    suspended: z.boolean().optional().catch(false),
  }),
  card: z.object({ url: z.string(), title: z.string() }).nullable().optional().catch(null),
})
type Status = z.infer<typeof statusSchema>

const errorSchema = z.object({ error: z.string() })
const answerSchema = z.union([z.array(z.unknown()), z.object({ statuses: z.array(z.unknown()) })])

/**
 * One page of a hashtag timeline or of a search for posts. Kept are public posts that are not marked sensitive, of accounts
 * that neither declined to be listed (`discoverable: false`) nor to be indexed (`noindex: true`) and that the server does
 * not limit. Throws an Error in words when the document is no such page.
 */
export function readMastodon(document: unknown, requestUrl: string): SocialPage {
  const answer = answerSchema.safeParse(document)
  if (!answer.success) {
    const refusal = errorSchema.safeParse(document)
    throw new Error(refusal.success ? `The server answered: ${refusal.data.error}` : 'This is no list of posts.')
  }
  const isTimeline = Array.isArray(answer.data)
  const entries = isTimeline ? (answer.data as unknown[]) : (answer.data as { statuses: unknown[] }).statuses
  const statuses = entries.flatMap((entry) => {
    const status = statusSchema.safeParse(entry)
    return status.success ? [status.data] : []
  })
  const open = statuses.filter(isOpen)
  const oldest = statuses.at(-1)
  return {
    posts: open.map(toPost),
    leftOut: entries.length - open.length,
    next: isTimeline && oldest !== undefined ? withMaxId(requestUrl, oldest.id) : null,
  }
}

function isOpen({ visibility, sensitive, reblog, account }: Status): boolean {
  const isListed = account.discoverable !== false && account.noindex !== true
  const isRepeat = reblog !== undefined && reblog !== null
  return visibility === 'public' && !sensitive && !isRepeat && isListed && !account.limited && !account.suspended
}

function toPost(status: Status): SocialPost {
  const summary = status.spoiler_text.trim()
  return {
    uri: status.uri,
    html: maskMentions(summary === '' ? status.content : `<p>${escapeHtml(summary)}</p>${status.content}`),
    card: status.card ?? null,
    createdAt: status.created_at,
    language: status.language,
  }
}

/** Results older than a post: `max_id`, by https://docs.joinmastodon.org/methods/timelines/#tag */
function withMaxId(requestUrl: string, id: string): string {
  const url = new URL(requestUrl)
  url.searchParams.set('max_id', id)
  return url.href
}
