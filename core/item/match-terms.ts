/** What a watch profile looks for. Empty `include` means everything from its sources; `exclude` always wins. */
export type ProfileTerms = { include: readonly string[]; exclude: readonly string[] }

/** `matched` lists the terms as the profile spells them; `excludedBy` names the exclusion that kept the item out. */
export type TermMatch = { isMatch: boolean; matched: string[]; excludedBy: string | null }

type CompiledTerm = { term: string; words: string[]; isPrefix: boolean; needle: string | null }
export type TermMatcher = (text: string) => TermMatch

const WORD = /[\p{L}\p{N}]+/gu
/** Scripts written without spaces have no word boundaries to hold a term to. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

/**
 * Prepares a profile's terms once and matches them against many items. A term is a word or a phrase; case, accents and
 * punctuation do not count; a word matches whole unless it ends in `*`. Terms in unspaced scripts match anywhere.
 */
export function compileTerms(terms: ProfileTerms): TermMatcher {
  const include = terms.include.map(compileTerm).filter((term) => term !== null)
  const exclude = terms.exclude.map(compileTerm).filter((term) => term !== null)
  return (text) => {
    const folded = foldText(text)
    const words = folded.match(WORD) ?? []
    const isFound = (term: CompiledTerm) =>
      term.needle === null ? hasPhrase(words, term) : folded.includes(term.needle)
    const excludedBy = exclude.find(isFound)?.term ?? null
    const matched = include.filter(isFound).map((term) => term.term)
    const isMatch = excludedBy === null && (include.length === 0 || matched.length > 0)
    return { isMatch, matched, excludedBy }
  }
}

/** Lower case without accents, so that `Café`, `CAFE` and `café` are one word. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/(?<=[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}])\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ı/g, 'i')
    .replace(/ς/g, 'σ')
}

function compileTerm(raw: string): CompiledTerm | null {
  const term = raw.trim()
  const folded = foldText(term)
  const words = folded.match(WORD) ?? []
  if (words.length === 0) return null
  const isPrefix = term.endsWith('*')
  return { term, words, isPrefix, needle: UNSPACED.test(folded) ? folded.replace(/^["'*\s]+|["'*\s]+$/g, '') : null }
}

function hasPhrase(words: readonly string[], term: CompiledTerm): boolean {
  const last = term.words.length - 1
  for (let start = 0; start + last < words.length; start += 1) {
    const isHere = term.words.every((word, offset) => {
      const found = words[start + offset] ?? ''
      return offset === last && term.isPrefix ? found.startsWith(word) : found === word
    })
    if (isHere) return true
  }
  return false
}
