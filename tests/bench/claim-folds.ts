import { hash32 } from '@hub/core/narrative/term-hash.ts'

const KEY_LENGTH = 60

/**
 * The fold of each query, 0 to `folds` − 1: queries that share a claim, or begin alike, always share a fold, across all sets,
 * so that nothing close to a query is in what its model was trained on. `claimTexts` has the texts of a query's claims.
 */
export function foldQueries(
  queries: readonly { text: string; claimTexts: readonly string[] }[],
  folds: number,
  seed: number,
): number[] {
  const parents = new Map<string, string>()
  const rootOf = (key: string): string => {
    let root = key
    for (let above = parents.get(root); above !== undefined && above !== root; above = parents.get(root)) root = above
    parents.set(key, root)
    return root
  }
  for (const { text, claimTexts } of queries) {
    for (const claim of claimTexts) parents.set(rootOf(`q ${keyOf(text)}`), rootOf(`c ${keyOf(claim)}`))
  }
  return queries.map(({ text }) => hash32(`${rootOf(`q ${keyOf(text)}`)} ${seed}`) % folds)
}

function keyOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/https?:\/\/\S+/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, KEY_LENGTH)
}
