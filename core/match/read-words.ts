import { foldMarks } from '../narrative/fold-text.ts'
import { stopWordsOf } from '../narrative/stop-words.ts'

/** What a text is cut to before anything reads it. */
const MAX_CHARACTERS = 8_000
const MAX_WORDS = 600
const MAX_WORD_LENGTH = 60
const STEM_LENGTH = 5

/** Where a word stood: in the words themselves, in a title, or in the name of whoever wrote it. */
export type Part = 'body' | 'title' | 'author'

/** One word as matching reads it: folded, its stem, and as written. */
export type MatchWord = {
  word: string
  stem: string
  surface: string
  part: Part
  /** Function words say nothing alone, but count in a run of words. */
  isFunction: boolean
  isCapital: boolean
  isNumber: boolean
  /** From a hashtag or an account's name. */
  isTag: boolean
}

const ADDRESS = /(?:https?:\/\/|pic\.twitter\.com\/|www\.)\S*|&#?\w{1,10};/g
const PIECE = /[@#]?[\p{L}\p{N}][\p{L}\p{M}\p{N}_]*(?:[.,]\d+)*/gu
const CAMEL = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=\p{L})(?=\p{N})|_+/u
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

/**
 * The words of a text in order. Addresses are left out; tags, accounts and words in camel case come in their parts and then
 * whole; scripts without spaces come in pairs of characters. Bounded whatever the length.
 */
export function readWords(text: string, language: string, part: Part): MatchWord[] {
  const words: MatchWord[] = []
  const functionWords = stopWordsOf(language)
  const readable = text.slice(0, MAX_CHARACTERS).normalize('NFC').replace(ADDRESS, ' ')
  for (const [piece] of readable.matchAll(PIECE)) {
    const isTag = piece.startsWith('#') || piece.startsWith('@')
    const written = (isTag ? piece.slice(1) : piece).slice(0, MAX_WORD_LENGTH)
    for (const surface of partsOf(written)) {
      if (words.length >= MAX_WORDS) return words
      const word = foldMarks(surface)
        .toLowerCase()
        .replace(/[.,](?=\d{3})|_/g, '')
      if (word === '') continue
      words.push({
        word,
        stem: stemOf(word),
        surface,
        part,
        isFunction: functionWords.has(word) || (word.length < 2 && !UNSPACED.test(word)),
        isCapital: surface.charAt(0) !== surface.charAt(0).toLowerCase(),
        isNumber: /\d/.test(word),
        isTag,
      })
    }
  }
  return words
}

/** A light stem: the first five characters; what begins with a number stays whole. */
export function stemOf(word: string): string {
  return word.length <= STEM_LENGTH || /^\p{N}/u.test(word) ? word : word.slice(0, STEM_LENGTH)
}

function partsOf(written: string): string[] {
  if (UNSPACED.test(written)) {
    const letters = [...written]
    return letters.length <= 2 ? [written] : letters.slice(1).map((letter, at) => `${letters[at]}${letter}`)
  }
  const pieces = written.split(CAMEL).filter((piece) => piece !== '')
  return pieces.length > 1 ? [...pieces, written] : [written]
}
