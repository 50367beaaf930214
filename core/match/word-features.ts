import type { ClaimIndex } from './claim-index.ts'
import type { ClaimText } from './claim-text.ts'
import type { MatchWord } from './read-words.ts'
import { siblingsOf } from './same-words.ts'
import type { QueryText } from './query-text.ts'

const SENSE_SHARE = 0.8
const RAREST = 4

/** How far the words of a claim and of a query cover each other, weighed by how rare they are among all claims. */
export function wordFeatures(query: QueryText, claim: ClaimText, index: ClaimIndex) {
  const own = weighClaim(query, claim, index)
  const asked = weighQuery(query, claim)
  const shared = own.shared.toSorted((a, b) => b - a)
  return {
    queryCoverage: asked.sharedMass / (asked.mass || 1),
    queryCoverageSquared: asked.sharedSquared / (asked.squared || 1),
    querySense: asked.senseMass / (asked.mass || 1),
    claimSense: own.senseMass / (own.mass || 1),
    cosine: asked.sharedSquared / Math.sqrt((own.squared || 1) * (asked.squared || 1)),
    rarestShared: shared[0] ?? 0,
    secondShared: shared[1] ?? 0,
    claimLength: Math.log(1 + claim.length),
    bodyCoverage: own.bodyMass / (own.mass || 1),
    exactCoverage: exactCoverage(query, claim, index),
    partCoverage: Math.max(partCoverage(query, claim, index, 'body'), partCoverage(query, claim, index, 'title')),
    sharedSense: Math.log(1 + own.senseMass),
    sharedSquared: Math.log(1 + own.sharedSquared),
    queryMissing: Math.log(1 + Math.max(0, asked.mass - asked.senseMass)),
    claimMissing: Math.log(1 + Math.max(0, own.mass - own.senseMass)),
    sharedCount: Math.log(1 + shared.length),
    queryHeld: shared.length / (query.stems.size || 1),
    ...rareWords(query, claim, index),
  }
}

function weighClaim(query: QueryText, claim: ClaimText, index: ClaimIndex) {
  const sums = { mass: 0, squared: 0, sharedSquared: 0, senseMass: 0, bodyMass: 0 }
  const shared: number[] = []
  for (const stem of claim.stems.keys()) {
    const weight = index.stemWeight(stem)
    sums.mass += weight
    sums.squared += weight * weight
    if (query.stems.has(stem)) {
      sums.sharedSquared += weight * weight
      sums.senseMass += weight
      shared.push(weight)
    } else if (query.siblings.has(stem)) sums.senseMass += SENSE_SHARE * weight
    if (query.bodyStems.has(stem)) sums.bodyMass += weight
  }
  return { ...sums, shared }
}

function weighQuery(query: QueryText, claim: ClaimText) {
  const meant = new Set<string>()
  for (const stem of claim.stems.keys()) {
    for (const sibling of siblingsOf(stem, query.language)) meant.add(sibling)
  }
  const sums = { mass: 0, squared: 0, sharedMass: 0, sharedSquared: 0, senseMass: 0 }
  for (const { stem, weight } of query.known) {
    sums.mass += weight
    sums.squared += weight * weight
    if (claim.stems.has(stem) || claim.initials.has(stem)) {
      sums.sharedMass += weight
      sums.sharedSquared += weight * weight
      sums.senseMass += weight
    } else if (meant.has(stem)) sums.senseMass += SENSE_SHARE * weight
  }
  return sums
}

/** The share of the claim's words that the query holds in the very same form. */
function exactCoverage(query: QueryText, claim: ClaimText, index: ClaimIndex): number {
  const forms = new Map(carrying(claim.words).map(({ word, stem }) => [word, stem]))
  let mass = 0
  let held = 0
  for (const [word, stem] of forms) {
    const weight = index.stemWeight(stem)
    mass += weight
    if (query.wordForms.has(word)) held += weight
  }
  return held / (mass || 1)
}

function partCoverage(query: QueryText, claim: ClaimText, index: ClaimIndex, part: MatchWord['part']): number {
  let mass = 0
  let held = 0
  for (const stem of new Set(carrying(claim.words).flatMap((word) => (word.part === part ? [word.stem] : [])))) {
    const weight = index.stemWeight(stem)
    mass += weight
    if (query.stems.has(stem)) held += weight
  }
  return held / (mass || 1)
}

/** Of the claim's four rarest stems: the share the query holds, and near misses by their first letters. */
function rareWords(query: QueryText, claim: ClaimText, index: ClaimIndex) {
  const rarest = [...claim.stems.keys()]
    .map((stem) => ({ stem, weight: index.stemWeight(stem) }))
    .sort((a, b) => b.weight - a.weight || (a.stem < b.stem ? -1 : 1))
    .slice(0, RAREST)
  let mass = 0
  let held = 0
  let near = 0
  for (const { stem, weight } of rarest) {
    mass += weight
    if (query.stems.has(stem)) held += weight
    else near += weight * nearness(stem, query)
  }
  return { rareCoverage: held / (mass || 1), nearMisses: near }
}

function nearness(stem: string, query: QueryText): number {
  const [three, four] = [stem.slice(0, 3), stem.slice(0, 4)]
  let best = 0
  for (const asked of query.stems.keys()) {
    if (asked.startsWith(four)) return 0.8
    if (asked.startsWith(three)) best = 0.5
  }
  return best
}

function carrying(words: readonly MatchWord[]): MatchWord[] {
  return words.filter(({ isFunction }) => !isFunction)
}
