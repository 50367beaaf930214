import { foldWords } from './fold-words.ts'
import { scanPieces, UNSPACED_CLASS } from './scan-pieces.ts'

/** What stands between a word and the one before: nothing of weight, the end of a sentence, or something no phrase crosses. */
export const GAP = { none: 0, sentence: 1, barrier: 2 } as const

/** A text as the matcher sees it. `flat` is the folded text with one character between words, `edges` the words' ends in it. */
export type TextWords = {
  words: string[]
  gaps: number[]
  flat: string
  edges: number[]
  /** Stretches of `flat` in scripts written without spaces: start and end. */
  unspaced: [start: number, end: number][]
}

/** Web addresses, e-mail addresses, and bare names of sites. No part can be read in two ways, so reading takes linear time. */
const ADDRESS = new RegExp(
  [
    String.raw`(?:https?:\/\/|\bwww\.)[^\s<>"“”«»。，、${UNSPACED_CLASS}]+`,
    String.raw`(?<![\p{L}\p{N}_.+-])[\p{L}\p{N}_.+-]+@[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+`,
    String.raw`(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|int|gov|edu|info)(?![\w-])(?:\/[^\s<>"“”«»]*)?`,
  ].join('|'),
  'giu',
)
/** Every address has one of these; most texts have none, and the look for addresses is dear. */
const ADDRESS_SIGN = /:\/\/|www\.|@|\.(?:com|org|net|int|gov|edu|info)/iu
const HASHTAG = /[#＃]([\p{L}\p{N}\p{M}_]+)/gu
/** The look ahead comes first: looking back over marks from every place of a long run of them would take quadratic time. */
const CAMEL = /(?=\p{Lu})(?<=\p{Ll}\p{M}*)|(?<=[\p{Lu}\p{N}])(?=\p{Lu}\p{Ll})/gu
/** No letter of any script carries more marks; normalising longer runs takes quadratic time. */
const MARKS_MAX = 30
/** No mark stands below. */
const BEYOND_LETTERS = /[^\0-\u02ff]/u
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
  const plain = BEYOND_LETTERS.test(text) ? text.replace(TOO_MANY_MARKS, '$1') : text
  const shown = keepAddresses || !ADDRESS_SIGN.test(plain) ? plain : plain.replace(ADDRESS, '\0')
  return readFolded(foldWords(withTags(shown.normalize('NFC'))))
}

/** The text with the words of its hashtags, and behind it each hashtag as one word. */
function withTags(text: string): string {
  if (!/[#＃]/u.test(text)) return text
  const tags = [...text.matchAll(HASHTAG)].map(([, tag]) => `\0${(tag ?? '').replaceAll('_', '')}`)
  return splitHashtags(text) + tags.join('')
}

function readFolded(folded: string): TextWords {
  const read: TextWords = { words: [], gaps: [], flat: '', edges: [], unspaced: [] }
  let gap: number = GAP.barrier
  let end = 0
  scanPieces(folded, (kind, start, stop) => {
    if (kind === 'barrier') gap = GAP.barrier
    else if (kind === 'stop') {
      const isInitial = folded.charAt(start) === '.' && end === start && /^\p{L}$/u.test(read.words.at(-1) ?? '')
      if (!isInitial) gap = Math.max(gap, GAP.sentence)
    } else {
      const between = gap === GAP.none && start === end ? '' : ([' ', '\n', '\0'][gap] ?? ' ')
      const piece = folded.slice(start, stop)
      const from = read.flat.length + between.length
      read.flat += between + piece
      read.edges.push(from, read.flat.length)
      if (kind === 'unspaced') read.unspaced.push([from, read.flat.length])
      read.words.push(piece)
      read.gaps.push(gap)
      gap = GAP.none
      end = stop
    }
  })
  return read
}
