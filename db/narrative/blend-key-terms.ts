import type { Row } from '../schema.ts'

type Weighed = Pick<Row<'narrative'>, 'keyTerms' | 'itemCount'>

const SHOWN = 12

/** Key terms of two narratives in one, weighed by their items: what is shown until the engine names them itself. */
export function blendKeyTerms(a: Weighed, b: Weighed): Row<'narrative'>['keyTerms'] {
  const items = Math.max(1, a.itemCount + b.itemCount)
  const weights = new Map<string, number>()
  for (const { keyTerms, itemCount } of [a, b])
    for (const { term, weight } of keyTerms) weights.set(term, (weights.get(term) ?? 0) + (weight * itemCount) / items)
  return [...weights]
    .map(([term, weight]) => ({ term, weight }))
    .toSorted((first, second) => second.weight - first.weight)
    .slice(0, SHOWN)
}
