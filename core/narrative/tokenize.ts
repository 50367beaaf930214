import { foldMarks } from './fold-text.ts'
import { readPieces } from './read-pieces.ts'
import { stopWordsOf } from './stop-words.ts'
import { hash32, termOf } from './term-hash.ts'
import { weakWordsOf } from './weak-words.ts'

/** What an item is cut to before anything reads it. */
export const MAX_TOKENS = 2_000
const MAX_CHARACTERS = 24_000
const MAX_WORD_LENGTH = 40
const MEMO_SIZE = 100_000
const AT = 64

/**
 * The words of an item in order: `terms` are term numbers, or −1 for function words; `words` hash the folded word as written
 * (for copies), 0 for words of a handle; `surfaces` are readable forms, empty for words of a handle, which are compared but
 * never shown; `capitals` marks words written with a capital inside ordinary text, `weak` those every newsroom uses.
 * `titleCount` words come from the title.
 */
export type Tokens = {
  count: number
  titleCount: number
  terms: Int32Array
  words: Uint32Array
  surfaces: string[]
  capitals: Uint8Array
  weak: Uint8Array
}

type Word = { term: number; hash: number; surface: string; isCapital: boolean; isWeak: boolean; parts: Word[] | null }

const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u
const NON_ASCII = /[^\u0000-\u007f]/
const CAMEL = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=\p{L})(?=\p{N})/u

/** Cuts title and text into words in one pass; bounded whatever the length. Not re-entrant: the result is reused. */
export function createTokenizer(): (title: string, text: string, language: string) => Tokens {
  const tokens: Tokens = {
    count: 0,
    titleCount: 0,
    terms: new Int32Array(MAX_TOKENS),
    words: new Uint32Array(MAX_TOKENS),
    surfaces: [],
    capitals: new Uint8Array(MAX_TOKENS),
    weak: new Uint8Array(MAX_TOKENS),
  }
  const memos = new Map<string, Map<string, Word>>()

  return (title, text, language) => {
    tokens.count = 0
    let memo = memos.get(language)
    if (!memo || memo.size > MEMO_SIZE) {
      memo = new Map()
      memos.set(language, memo)
    }
    const heading = title.slice(0, MAX_CHARACTERS).trim()
    readText(heading, language, memo, tokens)
    tokens.titleCount = tokens.count
    const body = text.slice(0, MAX_CHARACTERS)
    readText(heading !== '' && body.startsWith(heading) ? body.slice(heading.length) : body, language, memo, tokens)
    return tokens
  }
}

function readText(text: string, language: string, memo: Map<string, Word>, tokens: Tokens): void {
  if (text === '') return
  const readable = foldMarks(text)
  const isShouting = readable === readable.toUpperCase()
  readPieces(readable, (piece) => {
    let word = memo.get(piece)
    if (!word) {
      word = piece.charCodeAt(0) === AT ? readHandle(piece, language) : readWord(piece, language)
      memo.set(piece, word)
    }
    if (word.parts) for (const part of word.parts) pushWord(part, isShouting, tokens)
    else pushWord(word, isShouting, tokens)
    return tokens.count < MAX_TOKENS
  })
}

function pushWord(word: Word, isShouting: boolean, tokens: Tokens): void {
  const index = tokens.count
  if (index >= MAX_TOKENS) return
  tokens.terms[index] = word.term
  tokens.words[index] = word.hash
  tokens.surfaces[index] = word.surface
  tokens.capitals[index] = word.isCapital && !isShouting ? 1 : 0
  tokens.weak[index] = word.isWeak ? 1 : 0
  tokens.count = index + 1
}

/** The words of a handle: who is spoken to tells posts apart. They have no capitals, no surface, and no part in copies. */
function readHandle(piece: string, language: string): Word {
  const names = piece.slice(1, MAX_WORD_LENGTH).split(/[_.]+/)
  const parts = names.flatMap((name) => name.split(CAMEL)).filter((part) => part.length > 1)
  const hidden = parts.map((part) => ({ ...plainWord(part, language), hash: 0, surface: '', isCapital: false }))
  return { term: -1, hash: 0, surface: '', isCapital: false, isWeak: false, parts: hidden }
}

function readWord(piece: string, language: string): Word {
  const isTag = piece.charCodeAt(0) === 35
  const written = (isTag ? piece.slice(1) : piece).slice(0, MAX_WORD_LENGTH)
  if (isTag) {
    const pieces = written.split(CAMEL)
    if (pieces.length > 1) {
      return { ...plainWord(written, language), parts: [...pieces, written].map((part) => plainWord(part, language)) }
    }
  }
  if (UNSPACED.test(written)) return { ...plainWord(written, language), parts: gramsOf(written).map(gramWord) }
  return plainWord(written, language)
}

function plainWord(written: string, language: string): Word {
  const folded = written.toLowerCase()
  const isCarrying = !stopWordsOf(language).has(folded) && (folded.length > 1 || NON_ASCII.test(folded))
  return {
    term: isCarrying ? termOf(stemOf(folded)) : -1,
    hash: hash32(folded),
    surface: written,
    isCapital: written !== folded && written.charAt(0) !== folded.charAt(0),
    isWeak: weakWordsOf(language).has(folded),
    parts: null,
  }
}

/** A light stem: the first five characters, whole numbers kept. */
function stemOf(folded: string): string {
  return folded.length <= 5 || /^\p{N}/u.test(folded) ? folded : folded.slice(0, 5)
}

function gramWord(gram: string): Word {
  return { term: termOf(gram), hash: hash32(gram), surface: gram, isCapital: false, isWeak: false, parts: null }
}

/** Overlapping character pairs, for scripts written without spaces. */
function gramsOf(written: string): string[] {
  const letters = [...written]
  if (letters.length <= 2) return [written]
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`)
}
