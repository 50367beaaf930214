import { spaceWords } from './space-words.ts'

/**
 * One word, a phrase of several, or the beginning of a word: `text` as it was typed, with its signs ("COVID-19"), `words`
 * the words alone.
 */
export type QueryTerm = { text: string; words: string; isPrefix: boolean }

/** `all` must each be met by one of its terms; none of `none` may be. */
export type ItemQuery = { all: QueryTerm[][]; none: QueryTerm[] }

export type QueryFault = { code: 'only_exclusions' | 'short_prefix' | 'too_many_terms' | 'no_words'; word: string }
export type ParsedQuery = { query: ItemQuery; fault: null } | { query: null; fault: QueryFault }

/** The longest query that is read; what follows is not looked at. */
export const QUERY_LENGTH_MAX = 400
const TERMS_MAX = 24
/** Beginnings shorter than this would match half the vocabulary. */
const PREFIX_LENGTH_MIN = 3

const TOKEN = /(-?)(?:"([^"]*)"?|“([^”]*)”?|„([^“”]*)[“”]?|«([^»]*)»?|([^\s"“„«]+))/gu
const SIGNS_OF_SPEECH = /[\s\u0000"“”„«»]+/gu
const WORD = /[\p{L}\p{M}\p{N}]+/gu

/**
 * Reads what a person typed: words that must all occur, "phrases" in quotation marks, -word for what may not occur, OR
 * between two for either, beg* for the beginning of a word. Signs that mean nothing are dropped; an empty query is
 * `{ all: [], none: [] }` and matches everything.
 */
export function parseItemQuery(typed: string): ParsedQuery {
  const query: ItemQuery = { all: [], none: [] }
  let joinsLast = false
  let count = 0
  for (const match of typed.slice(0, QUERY_LENGTH_MAX).matchAll(TOKEN)) {
    const bare = match[6]
    if (bare === 'OR' || bare === '|') {
      joinsLast = true
      continue
    }
    if (bare === 'AND') continue
    const term = readTerm(bare, match[2] ?? match[3] ?? match[4] ?? match[5])
    if (term === null) continue
    if (term.isPrefix && [...term.words].length < PREFIX_LENGTH_MIN) return refuse('short_prefix', `${term.words}*`)
    count += 1
    if (count > TERMS_MAX) return refuse('too_many_terms', term.text)
    if (match[1] === '-') query.none.push(term)
    else if (joinsLast && query.all.length > 0) query.all.at(-1)?.push(term)
    else query.all.push([term])
    joinsLast = false
  }
  if (query.all.length === 0 && query.none.length > 0) return refuse('only_exclusions', query.none[0]?.text ?? '')
  if (query.all.length === 0 && typed.trim() !== '') return refuse('no_words', typed.trim().slice(0, 40))
  return { query, fault: null }
}

function readTerm(bare: string | undefined, quoted: string | undefined): QueryTerm | null {
  const text = spaceWords(bare ?? quoted ?? '')
    .replaceAll(SIGNS_OF_SPEECH, ' ')
    .trim()
  const words = text.match(WORD) ?? []
  if (words.length === 0) return null
  const isPrefix = bare !== undefined && words.length === 1 && bare.endsWith('*')
  return { text: isPrefix ? words.join('') : text, words: words.join(' '), isPrefix }
}

function refuse(code: QueryFault['code'], word: string): ParsedQuery {
  return { query: null, fault: { code, word } }
}

/** A query in one spelling: what the record keeps, and what reads back as the same query. */
export function spellItemQuery({ all, none }: ItemQuery): string {
  const spell = ({ text, words, isPrefix }: QueryTerm) =>
    isPrefix ? `${words}*` : text !== words || text.includes(' ') || isKeyword(text) ? `"${text}"` : text
  return [...all.map((clause) => clause.map(spell).join(' OR ')), ...none.map((term) => `-${spell(term)}`)].join(' ')
}

function isKeyword(text: string): boolean {
  return text === 'OR' || text === 'AND'
}
