import { compileTerms } from './match-terms.ts'

/** What one watch profile in force wants from its sources. Empty `terms` or `languages` mean any. */
export type ProfileFilter = { terms: readonly string[]; exclusions: readonly string[]; languages: readonly string[] }

/** `matchedTerms` are the terms of all profiles that want the item, as people spelled them. */
export type ProfileMatch = { isWanted: boolean; matchedTerms: string[] }

type Matchable = { title: string; text: string; language: string }

/**
 * Prepares the profiles that name a source and decides which of its items are stored: those that at least one of them
 * wants. An item whose language is unknown passes every language list. Without any profile nothing is wanted.
 */
export function compileProfiles(profiles: readonly ProfileFilter[]): (item: Matchable) => ProfileMatch {
  const compiled = profiles.map(({ terms, exclusions, languages }) => ({
    match: compileTerms({ include: terms, exclude: exclusions }),
    languages: new Set(languages),
  }))
  return ({ title, text, language }) => {
    const matchedTerms = new Set<string>()
    let isWanted = false
    for (const profile of compiled) {
      if (profile.languages.size > 0 && language !== 'und' && !profile.languages.has(language)) continue
      const { isMatch, matched } = profile.match(`${title}\n${text}`)
      if (!isMatch) continue
      isWanted = true
      for (const term of matched) matchedTerms.add(term)
    }
    return { isWanted, matchedTerms: [...matchedTerms] }
  }
}
