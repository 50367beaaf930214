import { TermIndex } from './term-index.ts'

/** What one watch profile in force wants from its sources. Empty `terms` or `languages` mean any. */
export type ProfileFilter = { terms: readonly string[]; exclusions: readonly string[]; languages: readonly string[] }

/** `matchedTerms` are the terms of all profiles that want the item, as people spelled them. */
export type ProfileMatch = { isWanted: boolean; matchedTerms: string[] }

type Matchable = { title: string; text: string; language: string }
type Place = { profile: number; order: number; term: string; isExclusion: boolean }

/**
 * Prepares the profiles that name a source and decides which of its items are stored: those that at least one of them
 * wants. An item whose language is unknown passes every language list. Without any profile nothing is wanted. All terms
 * stand in one index, so that an item is read once however many profiles and terms there are.
 */
export function compileProfiles(profiles: readonly ProfileFilter[]): (item: Matchable) => ProfileMatch {
  const index = new TermIndex()
  const places = new Map<number, Place[]>()
  const add = (term: string, place: Omit<Place, 'term'>) => {
    const id = index.add(term)
    if (id === null) return false
    places.set(id, [...(places.get(id) ?? []), { ...place, term }])
    return true
  }
  const compiled = profiles.map(({ terms, exclusions, languages }, profile) => {
    const added = terms.filter((term, order) => add(term, { profile, order, isExclusion: false }))
    for (const [order, term] of exclusions.entries()) add(term, { profile, order, isExclusion: true })
    return { takesAll: added.length === 0, languages: new Set(languages) }
  })
  return ({ title, text, language }) => {
    // A paragraph ends behind the title: no phrase runs from it into the text.
    const found = [...index.find(`${title}\u2029${text}`, language)].flatMap((id) => places.get(id) ?? [])
    const excluded = new Set(found.filter(({ isExclusion }) => isExclusion).map(({ profile }) => profile))
    const wanting = new Set(found.map(({ profile }) => profile))
    const takes = ({ takesAll, languages }: (typeof compiled)[number], profile: number) =>
      (languages.size === 0 || language === 'und' || languages.has(language)) &&
      !excluded.has(profile) &&
      (takesAll || wanting.has(profile))
    const takers = new Set(compiled.flatMap((profile, at) => (takes(profile, at) ? [at] : [])))
    const matched = found
      .filter(({ profile }) => takers.has(profile))
      .sort((a, b) => a.profile - b.profile || a.order - b.order)
    return { isWanted: takers.size > 0, matchedTerms: [...new Set(matched.map(({ term }) => term))] }
  }
}
