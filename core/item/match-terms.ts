import { TermIndex } from './term-index.ts'

/** What a watch profile looks for. Empty `include` means everything from its sources; `exclude` always wins. */
export type ProfileTerms = { include: readonly string[]; exclude: readonly string[] }

/** `matched` lists the terms as the profile spells them; `excludedBy` names the exclusion that kept the item out. */
export type TermMatch = { isMatch: boolean; matched: string[]; excludedBy: string | null }

export type TermMatcher = (text: string, language?: string) => TermMatch

/**
 * Prepares a profile's terms once and matches them against many items. A term is a word or a phrase, of one language when
 * it begins with it (`es: agua`); case, accents and punctuation do not count; words match whole unless the term ends in
 * `*`. A phrase runs over commas, hyphens and line breaks, but not over the end of a sentence or paragraph, unless it is
 * written with one itself. The words of hashtags count, those of addresses do not.
 */
export function compileTerms(terms: ProfileTerms): TermMatcher {
  const index = new TermIndex()
  const add = (term: string) => {
    const id = index.add(term)
    return id === null ? [] : [{ id, term: term.trim() }]
  }
  const include = terms.include.flatMap(add)
  const exclude = terms.exclude.flatMap(add)
  return (text, language) => {
    const found = index.find(text, language)
    const excludedBy = exclude.find(({ id }) => found.has(id))?.term ?? null
    const matched = include.filter(({ id }) => found.has(id)).map(({ term }) => term)
    const isMatch = excludedBy === null && (include.length === 0 || matched.length > 0)
    return { isMatch, matched, excludedBy }
  }
}
