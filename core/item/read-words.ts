import { foldWords } from './fold-words.ts'

/** What stands between a word and the one before: nothing of weight, the end of a sentence, or something no phrase crosses. */
export const GAP = { none: 0, sentence: 1, barrier: 2 } as const

/** A text as the matcher sees it. `flat` is the folded text with one character between words, `edges` the words' ends in it. */
export type TextWords = {
  words: string[]
  gaps: number[]
  flat: string
  edges: Set<number>
  /** Stretches of `flat` in scripts written without spaces: start and end. */
  unspaced: [start: number, end: number][]
}

const UNSPACED_LETTER = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー`
export const UNSPACED = new RegExp(`[${UNSPACED_LETTER}]`, 'u')
const PIECE = new RegExp(
  [
    `(?<unspaced>[${UNSPACED_LETTER}](?:[${UNSPACED_LETTER}]|\\p{M})*)`,
    `(?<word>(?:(?![${UNSPACED_LETTER}])[\\p{L}\\p{N}\\p{M}])+)`,
    String.raw`(?<barrier>\0)`,
    String.raw`(?<stop>[!?。｡।؟۔\u2029]|\n[ \t\r]*\n|\.(?=\s|$))`,
  ].join('|'),
  'gu',
)
/** Web addresses, e-mail addresses, and bare names of sites. No part can be read in two ways, so reading takes linear time. */
const ADDRESS = new RegExp(
  [
    String.raw`(?:https?:\/\/|\bwww\.)[^\s<>"“”«»。，、${UNSPACED_LETTER}]+`,
    String.raw`(?<![\p{L}\p{N}_.+-])[\p{L}\p{N}_.+-]+@[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+`,
    String.raw`(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|int|gov|edu|info)(?![\w-])(?:\/[^\s<>"“”«»]*)?`,
  ].join('|'),
  'giu',
)
const HASHTAG = /[#＃]([\p{L}\p{N}\p{M}_]+)/gu
/** The look ahead comes first: looking back over marks from every place of a long run of them would take quadratic time. */
const CAMEL = /(?=\p{Lu})(?<=\p{Ll}\p{M}*)|(?<=[\p{Lu}\p{N}])(?=\p{Lu}\p{Ll})/gu
/** No letter of any script carries more marks; normalising longer runs takes quadratic time. */
const MARKS_MAX = 30
const TOO_MANY_MARKS = new RegExp(`(\\p{M}{${MARKS_MAX}})\\p{M}+`, 'gu')

export function hasAddress(text: string): boolean {
  return text.search(ADDRESS) >= 0
}

/** The words of a hashtag written in camel case or with underscores: `#WaterUnsafe` → “Water Unsafe”. */
export function splitHashtags(text: string): string {
  return text.replace(HASHTAG, (_, tag: string) => ` ${tag.replaceAll('_', ' ').replace(CAMEL, ' ')} `)
}

/**
 * Reads a text once: folded words in order, with what stands between them. Words of a hashtag stand in the text, and the
 * hashtag as one word behind it. Addresses are left out unless `keepAddresses`. A full stop ends a sentence before a space,
 * but not after a single letter (“U.S. Senate”); a line break does not, an empty line does.
 */
export function readWords(text: string, keepAddresses: boolean): TextWords {
  const plain = text.replace(TOO_MANY_MARKS, '$1')
  const shown = keepAddresses ? plain : plain.replace(ADDRESS, '\0')
  const tags = [...shown.matchAll(HASHTAG)].map(([, tag]) => `\0${(tag ?? '').replaceAll('_', '')}`)
  const folded = foldWords(splitHashtags(shown.normalize('NFC')) + tags.join(''))
  const read: TextWords = { words: [], gaps: [], flat: '', edges: new Set(), unspaced: [] }
  const flat: string[] = []
  let length = 0
  let gap: number = GAP.barrier
  let end = 0
  for (const found of folded.matchAll(PIECE)) {
    const [piece] = found
    if (found.groups?.barrier !== undefined) gap = GAP.barrier
    else if (found.groups?.stop !== undefined) {
      const last = read.words.at(-1) ?? ''
      const isInitial = piece === '.' && end === found.index && /^\p{L}$/u.test(last)
      if (!isInitial) gap = Math.max(gap, GAP.sentence)
    } else {
      const between = gap === GAP.none && found.index === end ? '' : ([' ', '\n', '\0'][gap] ?? ' ')
      flat.push(between, piece)
      const start = length + between.length
      length = start + piece.length
      read.edges.add(start).add(length)
      if (found.groups?.unspaced !== undefined) read.unspaced.push([start, length])
      read.words.push(piece)
      read.gaps.push(gap)
      gap = GAP.none
      end = found.index + piece.length
    }
  }
  read.flat = flat.join('')
  return read
}
