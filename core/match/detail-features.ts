import type { ClaimIndex } from './claim-index.ts'
import type { ClaimText } from './claim-text.ts'
import type { MatchWord } from './read-words.ts'
import type { QueryText } from './query-text.ts'

const YEAR = /^(?:19|20)\d\d$/
const MONTHS = new Set(
  'january february march april may june july august september october november december'.split(' '),
)
const MAX_NUMBERS = 3

/** Names, numbers, tags, the author and the date: small things that tell two like claims apart. */
export function detailFeatures(query: QueryText, claim: ClaimText, index: ClaimIndex) {
  const claimNames = namesOf(claim.words.slice(1))
  const queryNames = namesOf(query.words).filter((stem) => index.stemPostings(stem) !== undefined)
  const tags = new Set(query.words.flatMap((word) => (word.isTag && !word.isFunction ? [word.stem] : [])))
  return {
    claimNames: shareHeld(claimNames, (stem) => query.stems.has(stem), index),
    queryNames: shareHeld(queryNames, (stem) => claim.stems.has(stem), index),
    tags: massHeld([...tags], claim, index),
    authorNamed: massHeld([...query.authorStems], claim, index),
    ...numberFeatures(query.body, claim.words),
    ...dateFeatures(query, claim.words),
  }
}

function namesOf(words: readonly MatchWord[]): string[] {
  return [...new Set(words.flatMap((word) => (word.isCapital && !word.isFunction ? [word.stem] : [])))]
}

function shareHeld(stems: readonly string[], isHeld: (stem: string) => boolean, index: ClaimIndex): number {
  let mass = 0
  let held = 0
  for (const stem of stems) {
    const weight = index.stemWeight(stem)
    mass += weight
    if (isHeld(stem)) held += weight
  }
  return held / (mass || 1)
}

function massHeld(stems: readonly string[], claim: ClaimText, index: ClaimIndex): number {
  return stems.reduce((sum, stem) => sum + (claim.stems.has(stem) ? index.stemWeight(stem) : 0), 0)
}

function numberFeatures(asked: readonly MatchWord[], words: readonly MatchWord[]) {
  const inQuery = new Set(asked.flatMap(({ word, isNumber }) => (isNumber ? [word] : [])))
  const inClaim = new Set(words.flatMap(({ word, isNumber }) => (isNumber ? [word] : [])))
  const shared = [...inClaim].filter((number) => inQuery.has(number)).length
  const claimOnly = [...inClaim].filter((number) => !inQuery.has(number) && !YEAR.test(number)).length
  return {
    sharedNumbers: Math.min(2, shared),
    claimNumbersMissing: Math.min(MAX_NUMBERS, claimOnly),
    /** How many numbers the query has when none of them is in the claim. */
    queryNumbersMissing: shared > 0 ? 0 : Math.min(MAX_NUMBERS, inQuery.size),
  }
}

function dateFeatures({ month, year }: QueryText, words: readonly MatchWord[]) {
  const years = words.flatMap(({ word }) => (YEAR.test(word) ? [word] : []))
  const months = words.flatMap(({ word }) => (MONTHS.has(word) ? [word] : []))
  return {
    sameYear: year !== null && years.includes(year) ? 1 : 0,
    otherYear: year !== null && years.length > 0 && !years.includes(year) ? 1 : 0,
    sameMonth: month !== null && months.includes(month) ? 1 : 0,
    otherMonth: month !== null && months.length > 0 && !months.includes(month) ? 1 : 0,
  }
}
