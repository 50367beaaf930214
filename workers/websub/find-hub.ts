import type { ParsedFeed } from '@hub/core/item/feed-item.ts'
import type { FeedHub } from '@hub/core/source/websub.ts'

import type { FetchOutcome } from '../collect/fetch-outcome.ts'
import { resolveUrl } from '../collect/resolve-url.ts'

/** The hub a feed names (W3C WebSub §4): in its Link headers, which win, or in itself. Null when it names none. */
export function findHub(feed: ParsedFeed | null, fetched: FetchOutcome): FeedHub | null {
  if (fetched.kind !== 'fetched') return null
  const named = readRelations(fetched.linkHeader, fetched.finalUrl)
  const hubUrl = named.get('hub') ?? feed?.hubUrl ?? null
  if (hubUrl === null) return null
  return { hubUrl, topicUrl: named.get('self') ?? feed?.selfUrl ?? fetched.finalUrl }
}

function readRelations(header: string | null, base: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const [, target = '', params = ''] of (header ?? '').matchAll(/<([^>]*)>((?:\s*;[^,"]*(?:"[^"]*")?)*)/g)) {
    const relations = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(params)
    const url = resolveUrl(target, base)
    for (const relation of (relations?.[1] ?? relations?.[2] ?? '').toLowerCase().split(/\s+/))
      if (url !== null && !found.has(relation)) found.set(relation, url)
  }
  return found
}
