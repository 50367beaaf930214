import { canonicalUrl, urlKey } from '../item/canonical-url.ts'
import { isUnspaced, spaceWords } from '../item/space-words.ts'
import { nameKey } from './name-key.ts'

/** What narratives can share whatever their language: names, numbers, hashtags, addresses they quote. */
export const FEATURE_KINDS = ['name', 'number', 'tag', 'url'] as const
export type FeatureKind = (typeof FEATURE_KINDS)[number]

/** A feature of a narrative: `value` is compared, `shown` is how its items write it, `items` how many of those read carry it. */
export type Feature = { kind: FeatureKind; value: string; shown: string; items: number }

/** What is read of one item. */
export type FeatureText = { title: string; text: string; url: string | null }

/** Beyond this many of a kind the rarest in the narrative are dropped. */
const MAX_OF_A_KIND = 24
const MAX_TEXT = 1_500
/** Longer values are addresses with much behind them: too odd to be shared, too long to be looked up. */
const MAX_VALUE = 400

const ADDRESS = /https?:\/\/[^\s<>"')\]]+/gu
const TAG = /#([\p{L}\p{N}][\p{L}\p{M}\p{N}_]+)/gu
const NUMBER = /\p{Nd}[\p{Nd}.,\u00a0\u202f']*\p{Nd}/gu
const WORD = /[\p{L}][\p{L}\p{M}'’-]*/gu
const CASED = /[\p{Lu}\p{Ll}]/u
/** What ends a sentence, so that the capital after it says nothing. */
const SENTENCE_END = /[.!?:…»”"“–—|]\s*$/u
const YEAR = /^(?:19|20)\d\d$/

/**
 * Reads the features of a narrative from its items, what most of them carry first. A feature counts when two items carry it, or
 * all there is; names are capitalised words that do not begin a sentence or, in scripts without capitals, words of headlines.
 */
export function readFeatures(texts: readonly FeatureText[]): Feature[] {
  const found = new Map<string, Feature>()
  for (const text of texts) {
    const ofItem = new Map<string, Omit<Feature, 'items'>>()
    for (const feature of featuresOf(text)) {
      if (feature.value.length <= MAX_VALUE) ofItem.set(`${feature.kind} ${feature.value}`, feature)
    }
    for (const [key, feature] of ofItem) {
      const known = found.get(key)
      if (known) known.items += 1
      else found.set(key, { ...feature, items: 1 })
    }
  }
  const needed = Math.min(2, texts.length)
  const kept = [...found.values()].filter(({ items }) => items >= needed)
  return FEATURE_KINDS.flatMap((kind) =>
    kept
      .filter((feature) => feature.kind === kind)
      .sort((a, b) => b.items - a.items || (a.value < b.value ? -1 : 1))
      .slice(0, MAX_OF_A_KIND),
  )
}

function* featuresOf({ title, text, url }: FeatureText): Generator<Omit<Feature, 'items'>> {
  const body = text.slice(0, MAX_TEXT)
  const own = url === null ? null : urlKey(url)
  for (const [address] of body.matchAll(ADDRESS)) {
    const key = urlKey(address)
    if (key !== null && key !== own) yield { kind: 'url', value: key, shown: canonicalUrl(address) ?? address }
  }
  const words = `${title}\n${body}`.replace(ADDRESS, ' ').replace(/@[\w.]+/gu, ' ')
  for (const [shown, tag] of words.matchAll(TAG)) {
    if (tag) yield { kind: 'tag', value: tag.normalize('NFKC').toLowerCase(), shown }
  }
  for (const [shown] of words.matchAll(NUMBER)) {
    const value = digitsOf(shown)
    if (value.length >= 2 && !YEAR.test(value)) yield { kind: 'number', value, shown }
  }
  yield* namesOf(title, true)
  yield* namesOf(body.replace(ADDRESS, ' '), false)
}

/** The digits of a number in any script, thousands and decimals run together: 1,200 and 1.200 are one. */
function digitsOf(written: string): string {
  return [...written]
    .flatMap((sign) => {
      if (!/\p{Nd}/u.test(sign)) return []
      const code = sign.codePointAt(0) ?? 0
      let zero = code
      while (zero > 0 && code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
      return [String((code - zero) % 10)]
    })
    .join('')
}

function* namesOf(text: string, isTitle: boolean): Generator<Omit<Feature, 'items'>> {
  if (isTitle && isTitleCase(text)) return
  const spaced = isUnspaced(text) ? spaceWords(text) : text
  for (const match of spaced.matchAll(WORD)) {
    const word = match[0]
    const isCased = CASED.test(word)
    if (isCased ? !isNameAt(spaced, match.index, word) : !isTitle) continue
    const key = nameKey(word)
    if (key !== null) yield { kind: 'name', value: key, shown: word }
  }
}

function isNameAt(text: string, index: number, word: string): boolean {
  if (word.charAt(0) === word.charAt(0).toLowerCase()) return false
  if (word.length > 3 && word === word.toUpperCase()) return false
  const before = text.slice(Math.max(0, index - 4), index)
  return before.trim() !== '' && !SENTENCE_END.test(before) && text.charAt(index - 1) !== '#'
}

/** A headline that capitalises nearly every word tells no names apart. */
function isTitleCase(title: string): boolean {
  const words = [...title.matchAll(WORD)].map(([word]) => word).filter((word) => CASED.test(word) && word.length > 3)
  return (
    words.length >= 4 &&
    words.filter((word) => word.charAt(0) !== word.charAt(0).toLowerCase()).length > words.length * 0.7
  )
}
