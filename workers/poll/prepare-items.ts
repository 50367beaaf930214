import { setImmediate } from 'node:timers/promises'

import { canonicalUrl } from '@hub/core/item/canonical-url.ts'
import { clampPublished, describePublishedNotes } from '@hub/core/item/clamp-published.ts'
import { contentHash } from '@hub/core/item/content-hash.ts'
import { detectLanguage } from '@hub/core/item/detect-language.ts'
import { doubtLanguage } from '@hub/core/item/doubt-language.ts'
import { eventTime } from '@hub/core/item/event-time.ts'
import type { FeedItem, ParsedFeed } from '@hub/core/item/feed-item.ts'
import { type IdentifiedItem, identifyItems } from '@hub/core/item/identity-keys.ts'
import { languageCode } from '@hub/core/item/language-code.ts'
import { compileProfiles, type ProfileFilter } from '@hub/core/item/match-profiles.ts'
import { clusteringLanguage, shardOf } from '@hub/core/narrative/shard.ts'
import type { World } from '@hub/core/access/role.ts'
import type { PreparedItem } from '@hub/db/item/prepared-item.ts'

export type PreparedFeed = {
  items: PreparedItem[]
  /** A sentence about dates that could not be used, or null. */
  datesMessage: string | null
}

type SourceFacts = {
  world: World
  language: string | null
  languageCounts: Readonly<Record<string, number>>
  profiles: readonly ProfileFilter[]
}

/** Items read between two turns of the event loop: telling a language takes up to a millisecond. */
const ITEMS_A_TURN = 25

/**
 * Turns a parsed feed into what is stored: each item identified, cleaned of characters no database takes, dated, its
 * language known, and kept only when a watch profile in force wants it.
 */
export async function prepareItems(feed: ParsedFeed, source: SourceFacts, now: Date): Promise<PreparedFeed> {
  const isWanted = compileProfiles(source.profiles)
  const counts: Record<string, number> = { ...source.languageCounts }
  const detected: (IdentifiedItem<FeedItem> & { language: string; declared: string | null })[] = []
  for (const entry of identifyItems(feed.items.map(cleanItem))) {
    const declared = entry.item.language ?? feed.language ?? source.language
    const language = detectLanguage(`${entry.item.title}. ${entry.item.text}`, declared)
    counts[language] = (counts[language] ?? 0) + 1
    detected.push({ ...entry, language, declared })
    if (detected.length % ITEMS_A_TURN === 0) await setImmediate()
  }
  const identified = detected.map(({ declared, ...entry }) => {
    const text = `${entry.item.title} ${entry.item.text}`
    const language = doubtLanguage(
      { language: entry.language, text, isDeclared: languageCode(declared) === entry.language },
      counts,
    )
    return { ...entry, language, published: clampPublished(entry.item, now.getTime()) }
  })
  const items: PreparedItem[] = []
  for (const { item, sourceKey, urlKey, language, published } of identified) {
    const match = isWanted({ title: item.title, text: item.text, language })
    if (!match.isWanted) continue
    items.push({
      sourceKey,
      urlKey,
      externalId: item.externalId,
      url: item.url,
      canonicalUrl: item.url === null ? null : canonicalUrl(item.url),
      title: item.title,
      text: item.text,
      html: item.html,
      language,
      publishedAt: published.publishedAt,
      publishedRaw: item.publishedRaw,
      eventAt: eventTime(published.publishedAt, now),
      contentHash: contentHash(item.title, item.text),
      matchedTerms: match.matchedTerms,
      shard: shardOf(source.world, clusteringLanguage(language, counts)),
    })
  }
  return { items, datesMessage: describePublishedNotes(identified.map(({ published }) => published.note)) }
}

/** PostgreSQL stores neither U+0000 nor half of a surrogate pair. */
function clean(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}

function cleanItem(item: FeedItem): FeedItem {
  return {
    ...item,
    externalId: item.externalId === null ? null : clean(item.externalId),
    title: clean(item.title),
    text: clean(item.text),
    html: clean(item.html),
    publishedRaw: item.publishedRaw === null ? null : clean(item.publishedRaw),
  }
}
