import type { World } from '../access/role.ts'
import { clusteringLanguage, shardOf } from '../narrative/shard.ts'
import { canonicalUrl } from './canonical-url.ts'
import { clampPublished, type PublishedNote } from './clamp-published.ts'
import { contentHash } from './content-hash.ts'
import { detectLanguage } from './detect-language.ts'
import { doubtLanguage } from './doubt-language.ts'
import { eventTime } from './event-time.ts'
import type { FeedItem } from './feed-item.ts'
import { identifyItems, type IdentifiedItem } from './identity-keys.ts'
import { languageCode } from './language-code.ts'
import { compileProfiles, type ProfileFilter } from './match-profiles.ts'
import type { PreparedItem } from './prepared-item.ts'

/** What is known of the source that items enter under. */
export type PreparingFacts = {
  world: World
  /** What the source, or the document the items came in, declares; an item's own declaration wins. */
  language: string | null
  /** How many of the source's newest items stand in each language. */
  languageCounts: Readonly<Record<string, number>>
  /** The profiles in force that name the source. */
  profiles: readonly ProfileFilter[]
}

/** One entry made ready: `entry` is what came in, `isWanted` says whether a profile's terms and languages take it. */
export type PreparedEntry<Entry> = {
  entry: Entry
  item: PreparedItem
  isWanted: boolean
  /** Why its stated date was not used as it stood. */
  dateNote: PublishedNote | null
}

/**
 * Makes entries of any way in ready to be stored: each identified, cleaned of characters no database takes, dated, its
 * language known, and judged by the profiles. Entries that repeat another one word for word are left out; order is kept.
 * Telling a language takes up to a millisecond, so this stops after each entry.
 */
function* prepareInSteps<Entry extends FeedItem>(
  entries: readonly Entry[],
  facts: PreparingFacts,
  now: Date,
): Generator<void, PreparedEntry<Entry>[]> {
  const isWanted = compileProfiles(facts.profiles)
  const counts: Record<string, number> = { ...facts.languageCounts }
  const detected: (IdentifiedItem<Entry> & { language: string; declared: string | null })[] = []
  for (const identified of identifyItems(entries.map(cleanEntry))) {
    const { item } = identified
    const declared = item.language ?? facts.language
    const language = detectLanguage(`${item.title}. ${item.text}`, declared)
    counts[language] = (counts[language] ?? 0) + 1
    detected.push({ ...identified, language, declared })
    yield
  }
  return detected.map(({ item: entry, sourceKey, urlKey, declared, language: told }) => {
    const words = { language: told, text: `${entry.title} ${entry.text}`, isDeclared: languageCode(declared) === told }
    const language = doubtLanguage(words, counts)
    const published = clampPublished(entry, now.getTime())
    const match = isWanted({ title: entry.title, text: entry.text, language })
    const item: PreparedItem = {
      sourceKey,
      urlKey,
      externalId: entry.externalId,
      url: entry.url,
      canonicalUrl: entry.url === null ? null : canonicalUrl(entry.url),
      title: entry.title,
      text: entry.text,
      html: entry.html,
      language,
      publishedAt: published.publishedAt,
      publishedRaw: entry.publishedRaw,
      eventAt: eventTime(published.publishedAt, now),
      contentHash: contentHash(entry.title, entry.text),
      matchedTerms: match.matchedTerms,
      shard: shardOf(facts.world, clusteringLanguage(language, counts)),
    }
    return { entry, item, isWanted: match.isWanted, dateNote: published.note }
  })
}

/** Entries made ready between two turns of an event loop. */
const ENTRIES_A_TURN = 25

/** The same, letting the caller's event loop turn (`pause`) after every few entries. */
export async function prepareInTurns<Entry extends FeedItem>(
  entries: readonly Entry[],
  facts: PreparingFacts,
  now: Date,
  pause: () => Promise<unknown>,
): Promise<PreparedEntry<Entry>[]> {
  const steps = prepareInSteps(entries, facts, now)
  for (let taken = 1; ; taken += 1) {
    const step = steps.next()
    if (step.done) return step.value
    if (taken % ENTRIES_A_TURN === 0) await pause()
  }
}

/** The same in one go, for the few entries that a person looks at. */
export function prepareEntries<Entry extends FeedItem>(
  entries: readonly Entry[],
  facts: PreparingFacts,
  now: Date,
): PreparedEntry<Entry>[] {
  const steps = prepareInSteps(entries, facts, now)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** PostgreSQL stores neither U+0000 nor half of a surrogate pair. */
function clean(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}

function cleanEntry<Entry extends FeedItem>(entry: Entry): Entry {
  return {
    ...entry,
    externalId: entry.externalId === null ? null : clean(entry.externalId),
    title: clean(entry.title),
    text: clean(entry.text),
    html: clean(entry.html),
    publishedRaw: entry.publishedRaw === null ? null : clean(entry.publishedRaw),
  }
}
