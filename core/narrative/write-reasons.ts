import type { Decision, DecisionParts, KeyTerm } from './engine-types.ts'

/** Shares are kept to five places: nobody reads more, and a million decisions take the room. */
const PLACES = 100_000

/** What speaks for a decision, as JSON: `score`, `threshold`, `parts`, `terms`, `neighbours`, `alternatives`. */
export function writeReasons({ score, threshold, parts, terms, neighbours, alternatives }: Decision): string {
  return JSON.stringify({
    score: rounded(score),
    threshold: rounded(threshold),
    parts: roundedParts(parts),
    terms: terms.map(roundedTerm),
    neighbours: neighbours.map(({ itemId, similarity }) => ({ itemId, similarity: rounded(similarity) })),
    alternatives: alternatives.map((other) => ({ narrativeId: other.narrativeId, score: rounded(other.score) })),
  })
}

/** A narrative's key terms as JSON. */
export function writeKeyTerms(terms: readonly KeyTerm[]): string {
  return JSON.stringify(terms.map(roundedTerm))
}

function roundedParts(parts: DecisionParts): DecisionParts {
  return {
    ...parts,
    nearest: rounded(parts.nearest),
    thirdNearest: rounded(parts.thirdNearest),
    neighbours: rounded(parts.neighbours),
    centroid: rounded(parts.centroid),
    timeDecay: rounded(parts.timeDecay),
    gapHours: rounded(parts.gapHours),
  }
}

function roundedTerm({ term, weight }: KeyTerm): KeyTerm {
  return { term, weight: rounded(weight) }
}

function rounded(value: number): number {
  return Math.round(value * PLACES) / PLACES
}
