import { type ClaimMatch, type ClaimMatcher, sharesEnough } from './claim-matcher.ts'
import type { MatchedWord } from './matched-words.ts'
import type { ClaimQuery } from './query-text.ts'

/** One question that stands for a narrative: one of its items, or (`itemId` null) its title with its key terms. */
export type NarrativeView = { itemId: string | null; query: ClaimQuery }

/** A claim review that a narrative may be about, with the item that shows it best; `chance` as the shipped model puts it. */
export type NarrativeMatch = {
  claimId: string
  itemId: string | null
  words: MatchedWord[]
  score: number
  chance: number
}

/** Reviews of each view that are looked at; one beyond them counts as `UNSEEN_CHANCE`. */
const RANKED = 10
const UNSEEN_CHANCE = 0.02

/**
 * The claim reviews a narrative may be about, likeliest first. A review's chance is what at least half of the views
 * give it: one stray item of many cannot bring a review in, and some that tell the story in other words do not keep it out.
 */
export function matchNarrative(
  matcher: Pick<ClaimMatcher, 'rank'>,
  views: readonly NarrativeView[],
  limit: number,
): NarrativeMatch[] {
  const found = new Map<string, { match: ClaimMatch; view: NarrativeView }[]>()
  for (const view of views) {
    for (const match of matcher.rank(view.query, RANKED)) {
      const id = match.claim.id
      found.set(id, [...(found.get(id) ?? []), { match, view }])
    }
  }
  return [...found]
    .flatMap(([claimId, seen]) => {
      const best = bestOf(seen)
      if (!best) return []
      const chance = combineChances(
        seen.map(({ match }) => match.probability),
        views.length,
      )
      const { words, score } = best.match
      return [{ claimId, itemId: best.view.itemId, words, score, chance }]
    })
    .sort((a, b) => b.chance - a.chance || (a.claimId < b.claimId ? -1 : 1))
    .slice(0, limit)
}

/** The chance that at least half of `views` questions give a review; those that did not find it give it 0.02. */
export function combineChances(chances: readonly number[], views: number): number {
  return chances.toSorted((a, b) => b - a)[Math.ceil(views / 2) - 1] ?? UNSEEN_CHANCE
}

/** The view that shows a match best, items before key terms; none when all rest on too little. */
function bestOf(seen: readonly { match: ClaimMatch; view: NarrativeView }[]) {
  return seen
    .filter(({ match, view }) => sharesEnough(match, view.query.language))
    .toSorted(
      (a, b) =>
        Number(b.view.itemId !== null) - Number(a.view.itemId !== null) || b.match.probability - a.match.probability,
    )[0]
}
