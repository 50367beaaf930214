import { seededRandom } from './seeded-random.ts'

/** A made-up short item; `story` is null for one that belongs to no other. */
export type RecombinedItem = { number: number; atMs: number; text: string; story: number | null }

/** `texts` by story to recombine, and how many items, how dense in time, from which seed. */
export type Recombination = {
  stories: readonly (readonly string[])[]
  count: number
  seed: number
  startMs: number
  itemsPerHour: number
}

const HOUR_MS = 3_600_000
const LONE_SHARE = 0.25
const COPY_SHARE = 0.08
const RENAMED_SHARE = 0.9
const NEW_WORD_SHARE = 0.75
/** A word that stands in more than this share of the stories belongs to none. */
const EVERYDAY_SHARE = 0.25
const DROPPED_SHARE = 0.12
const MIN_LIFE_HOURS = 3
const MAX_LIFE_HOURS = 72

const PIECE = /https?:\/\/\S+|[#@]?[\p{L}\p{M}\p{N}_]+|[^\s\p{L}\p{M}\p{N}]+/gu

type Story = { number: number; base: number; salt: number }
type Planned = { atMs: number; story: Story | null }

/**
 * Makes an endless variety of short items out of a few real stories, in order of time. Stories are born at a steady rate and
 * live 3 to 72 hours, most of their items early; each is one of the given stories in other words: of its words of four
 * letters and more 85 in a hundred, always the same ones, give way to others of the corpus or to spliced new ones, so that
 * vocabulary grows as names do. An item is a text of its story with an eighth of its words left out and, every other time,
 * some of another text of the story behind it; one in twelve repeats an earlier text; one in four is pieces of several
 * stories, in other words of its own, and belongs to none. Stories born up to three days
 * before the start are under way when it begins.
 */
export function* recombineItems(given: Recombination): Generator<RecombinedItem> {
  const random = seededRandom(given.seed)
  const texts = given.stories.map((story) => story.map((text) => text.match(PIECE) ?? []))
  const vocabulary = rareWords(texts)
  const meanItems = texts.flat().length / texts.length
  const storiesPerHour = ((1 - LONE_SHARE) * given.itemsPerHour) / meanItems
  const recent: string[] = []
  let number = 0
  for (const { atMs, story } of planItems(given, texts, storiesPerHour, random)) {
    const isCopy = recent.length > 50 && random() < COPY_SHARE
    const words = story === null ? loneWords(texts, vocabulary, random) : storyWords(texts, story, vocabulary, random)
    const text = isCopy ? (recent[Math.floor(random() * recent.length)] ?? '') : words.join(' ')
    if (!isCopy) recent[number % 500] = text
    yield { number, atMs, text, story: isCopy ? null : (story?.number ?? null) }
    number += 1
    if (number >= given.count) return
  }
}

/** When items of which story come, hour by hour. */
function* planItems(
  { startMs, itemsPerHour }: Recombination,
  texts: readonly (readonly string[][])[],
  storiesPerHour: number,
  random: () => number,
): Generator<Planned> {
  const byHour = new Map<number, Planned[]>()
  let due = 0
  let stories = 0
  for (let hour = -MAX_LIFE_HOURS; ; hour += 1) {
    const from = startMs + hour * HOUR_MS
    for (due += storiesPerHour; due >= 1; due -= 1) {
      const base = Math.floor(random() * texts.length)
      const story = { number: stories, base, salt: Math.floor(random() * 0x7fffffff) }
      stories += 1
      const bornMs = from + random() * HOUR_MS
      const lifeMs = HOUR_MS * MIN_LIFE_HOURS * (MAX_LIFE_HOURS / MIN_LIFE_HOURS) ** random()
      for (let left = texts[base]?.length ?? 0; left > 0; left -= 1)
        plan(byHour, startMs, { atMs: bornMs + lifeMs * random() ** 2, story })
    }
    if (hour < 0) continue
    for (let left = LONE_SHARE * itemsPerHour; left > 0; left -= 1)
      plan(byHour, startMs, { atMs: from + random() * HOUR_MS, story: null })
    yield* (byHour.get(hour) ?? []).toSorted((a, b) => a.atMs - b.atMs)
    byHour.delete(hour)
  }
}

function plan(byHour: Map<number, Planned[]>, startMs: number, item: Planned): void {
  const hour = Math.floor((item.atMs - startMs) / HOUR_MS)
  if (hour < 0) return
  const planned = byHour.get(hour)
  if (planned) planned.push(item)
  else byHour.set(hour, [item])
}

function storyWords(
  texts: readonly (readonly string[][])[],
  { base, salt }: Story,
  vocabulary: Vocabulary,
  random: () => number,
): string[] {
  const story = texts[base] ?? []
  const words = pick(story, random).filter(() => random() >= DROPPED_SHARE)
  const others = pick(story, random)
  const from = Math.floor(random() * others.length)
  const added = random() < 0.5 ? others.slice(from, from + 2 + Math.floor(random() * 3)) : []
  return [...words, ...added].map((word) => renamed(word, salt, vocabulary))
}

/** What a word is called in a retelling: always the same. */
function renamed(word: string, salt: number, vocabulary: Vocabulary): string {
  if (word.startsWith('http') || !vocabulary.has(word)) return word
  const draw = seededRandom(salt ^ hashOf(word))
  if (draw() >= RENAMED_SHARE) return word
  const other = vocabulary.at(draw())
  if (draw() >= NEW_WORD_SHARE) return other
  return `${other.slice(0, 3)}${vocabulary.at(draw()).slice(-4)}`
}

type Vocabulary = { has(word: string): boolean; at(share: number): string }

/** The words that tell stories apart; everyday ones are kept in every text. */
function rareWords(texts: readonly (readonly string[][])[]): Vocabulary {
  const stories = new Map<string, number>()
  for (const story of texts)
    for (const word of new Set(story.flat()))
      if (/^#?[\p{L}\p{N}]{2,}$/u.test(word)) stories.set(word, (stories.get(word) ?? 0) + 1)
  const rare = [...stories].filter(([, count]) => count <= texts.length * EVERYDAY_SHARE).map(([word]) => word)
  const known = new Set(rare)
  return { has: (word) => known.has(word), at: (share) => rare[Math.floor(share * rare.length)] ?? '' }
}

function loneWords(texts: readonly (readonly string[][])[], vocabulary: Vocabulary, random: () => number): string[] {
  const salt = Math.floor(random() * 0x7fffffff)
  return Array.from({ length: 3 }, () => {
    const words = pick(pick(texts, random), random)
    const from = Math.floor(random() * words.length)
    return words.slice(from, from + 4)
  })
    .flat()
    .map((word) => renamed(word, salt, vocabulary))
}

function pick<Value>(values: readonly Value[], random: () => number): Value {
  const value = values[Math.floor(random() * values.length)]
  if (value === undefined) throw new RangeError('There is nothing to recombine.')
  return value
}

function hashOf(word: string): number {
  let hash = 0
  for (let index = 0; index < word.length; index += 1) hash = Math.imul(hash ^ word.charCodeAt(index), 0x01000193)
  return hash
}
