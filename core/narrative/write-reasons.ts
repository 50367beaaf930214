import type { Decision, KeyTerm } from './engine-types.ts'

/** Shares are kept to five places: nobody reads more, and a million decisions take the room. */
const PLACES = 100_000

/** What speaks for a decision, as JSON: `score`, `threshold`, `parts`, `terms`, `neighbours`, `alternatives`. */
export function writeReasons({ score, threshold, parts, terms, neighbours, alternatives }: Decision): string {
  return JSON.stringify({ score, threshold, parts, terms, neighbours, alternatives }, rounded)
}

/** A narrative's key terms as JSON. */
export function writeKeyTerms(terms: readonly KeyTerm[]): string {
  return JSON.stringify(terms, rounded)
}

function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * PLACES) / PLACES : value
}
