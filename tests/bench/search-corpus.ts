/** One synthetic item, with its search vector as PostgreSQL reads it. */
export type CorpusItem = {
  id: string
  firstSeenAt: Date
  source: number
  language: string
  title: string
  text: string
  vector: string
  /** Which narrative it belongs to; undefined while it stands alone. */
  narrative: number | undefined
}

/** How a language's words become lexemes: undefined for a word that is not searched. */
export type Lexemes = ReadonlyMap<string, string>
export type LanguageShare = { language: string; share: number; vocabulary: readonly string[] }

export const CORPUS_END = Date.UTC(2026, 10, 20)
export const CORPUS_DAYS = 90
export const SOURCES = 500
export const NARRATIVES = 20_000
const VOCABULARY_SIZE = 60_000
const TOPIC_WORDS = 10
const SHARES: Record<string, number> = { en: 0.42, es: 0.17, fr: 0.13, de: 0.13, ru: 0.1, sw: 0.04, fi: 0.01 }
const SYLLABLES: Record<string, string> = {
  en: 'ba con der en fish ga hol in jor kel lan mor nu op per qua ri ster tan ul ver wa yel zo th sh ing ed',
  es: 'ca de el fra go ha in jo lla ma nu ño pe que rra si ta us vi ya zo ción dad',
  fr: 'be ce du eau fi gné ha il jou la ment né oi pou qui re sé té un vrai ys eux',
  de: 'auf be chen der ein fü ge haus ig ja keit lä mü nen ober pf rü sch tung un ver wöh zei',
  ru: 'ба во гра де жи за ин ко ле мо но об пре ри ста ту ус фи ход цен чи ше ость',
  sw: 'ba chi da e fu ga hi ja ki li mwa na ngo o pa ra sha ta u wa ya zi',
  fi: 'aa hi ja kä la mu no pi ra ssa tä uo vi yö llä',
}

/** A generator of numbers in [0, 1) that gives the same run for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The languages of the corpus, each with words of its own in the order of their frequency. */
export function corpusLanguages(): LanguageShare[] {
  return Object.entries(SHARES).map(([language, share], index) => {
    const random = seededRandom(100 + index)
    const syllables = (SYLLABLES[language] ?? '').split(' ')
    const words = new Set<string>()
    while (words.size < VOCABULARY_SIZE) {
      const length = 1 + Math.floor(random() * 2 + Math.log10(1 + words.size) / 2)
      let word = ''
      for (let at = 0; at <= length; at += 1) word += syllables[Math.floor(random() * syllables.length)]
      words.add(word)
    }
    return { language, share, vocabulary: [...words] }
  })
}

/** A table of ranks drawn by Zipf's law, to be read at random. */
function zipfRanks(size: number, exponent: number, seed: number): Uint32Array {
  const cumulated = new Float64Array(size)
  let sum = 0
  for (let rank = 0; rank < size; rank += 1) cumulated[rank] = sum += 1 / (rank + 2.7) ** exponent
  const random = seededRandom(seed)
  return Uint32Array.from({ length: 1 << 20 }, () => {
    const wanted = random() * sum
    let [low, high] = [0, size - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((cumulated[middle] ?? 0) < wanted) low = middle + 1
      else high = middle
    }
    return low
  })
}

type Sample = { random: () => number; words: Uint32Array; sources: Uint32Array; narratives: Uint32Array }

/** The items of the corpus from the oldest to the newest, the same for the same seed. */
export function* corpusItems(
  count: number,
  seed: number,
  languages: readonly LanguageShare[],
  lexemes: ReadonlyMap<string, Lexemes>,
): Generator<CorpusItem> {
  const sample: Sample = {
    random: seededRandom(seed),
    words: zipfRanks(VOCABULARY_SIZE, 1, seed + 1),
    sources: zipfRanks(SOURCES, 0.8, seed + 2),
    narratives: zipfRanks(NARRATIVES, 0.7, seed + 3),
  }
  const { random } = sample
  const stepMs = (CORPUS_DAYS * 86_400_000) / count
  for (let index = 0; index < count; index += 1) {
    const firstSeenAt = new Date(CORPUS_END - CORPUS_DAYS * 86_400_000 + Math.floor(stepMs * index))
    const narrative = random() < 0.7 ? pick(sample.narratives, random) : undefined
    // A narrative speaks one language; what stands alone speaks any.
    const language = chooseLanguage(
      languages,
      narrative === undefined ? random() : ((narrative * 2_654_435_761) >>> 0) / 4_294_967_296,
    )
    const words = (length: number) => drawWords(sample, language, narrative, length)
    const title = words(7 + Math.floor(random() * 7))
    const text = words(Math.min(700, Math.round(Math.exp(4.4 + 0.75 * gauss(random)))))
    yield {
      id: itemId(firstSeenAt, index),
      firstSeenAt,
      source: pick(sample.sources, random),
      language: language.language,
      title: title.join(' '),
      text: text.join(' '),
      vector: searchVector(title, text, lexemes.get(language.language), language.language === 'sw'),
      narrative,
    }
  }
}

function drawWords(sample: Sample, { vocabulary }: LanguageShare, narrative: number | undefined, length: number) {
  const { random, words } = sample
  return Array.from({ length }, () => {
    const rank =
      narrative !== undefined && random() < 0.2
        ? 150 + ((narrative * 7_919 + Math.floor(random() * TOPIC_WORDS) * 104_729) % 30_000)
        : pick(words, random)
    return vocabulary[rank] ?? ''
  })
}

function pick(table: Uint32Array, random: () => number): number {
  return table[Math.floor(random() * table.length)] ?? 0
}

function gauss(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

function chooseLanguage(languages: readonly LanguageShare[], at: number): LanguageShare {
  let left = at
  for (const each of languages) {
    left -= each.share
    if (left < 0) return each
  }
  return languages[0]!
}

/** A UUIDv7 of this moment whose random part is the item's number. */
function itemId(at: Date, index: number): string {
  const time = at.getTime().toString(16).padStart(12, '0')
  const mixed = (Math.imul(index + 1, 2_654_435_761) >>> 0).toString(16).padStart(8, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${mixed.slice(0, 3)}-8${mixed.slice(3, 6)}-${index.toString(16).padStart(12, '0')}`
}

/** The vector that the hub itself would store: title A and text B in the item's language, the title's plain words C. */
function searchVector(
  title: readonly string[],
  text: readonly string[],
  stems: Lexemes | undefined,
  isSimple: boolean,
): string {
  const places = new Map<string, string[]>()
  const add = (lexeme: string | undefined, place: number, weight: string) => {
    if (lexeme === undefined || place > 16_383) return
    const known = places.get(lexeme)
    if (known) known.push(`${place}${weight}`)
    else places.set(lexeme, [`${place}${weight}`])
  }
  title.forEach((word, index) => add(stems?.get(word), index + 1, 'A'))
  text.forEach((word, index) => add(stems?.get(word), title.length + index + 1, 'B'))
  if (!isSimple) title.forEach((word, index) => add(word, title.length + text.length + index + 1, 'C'))
  return [...places].map(([lexeme, at]) => `'${lexeme}':${at.join(',')}`).join(' ')
}
