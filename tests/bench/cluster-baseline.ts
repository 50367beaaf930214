import type { LabelledItem } from './run-clustering.ts'

/** How many of the newest items are compared, as in published first story detection. */
const WINDOW_ITEMS = 3_000
const WORD = /[\p{L}\p{N}]+/gu
const ADDRESS = /https?:\S+/g

type Placed = { cluster: number; weights: Map<string, number> }

/**
 * The plain baseline: whole words in small letters, tf-idf with counts of what came before, the nearest of the newest 3,000 items by
 * cosine. An item joins its neighbour's group from `threshold` on, or begins one. Returns the group of each item.
 */
export function clusterByNearest(data: readonly LabelledItem[], threshold: number): string[] {
  const documents = new Map<string, number>()
  const placed: Placed[] = []
  const holders = new Map<string, number[]>()
  let groups = 0
  return data.map((item, index) => {
    const weights = weigh(`${item.title ?? ''} ${item.text}`, documents, index + 1)
    const nearest = findNearest(weights, placed, holders, index - WINDOW_ITEMS)
    const cluster = nearest && nearest.cosine >= threshold ? nearest.cluster : (groups += 1)
    placed.push({ cluster, weights })
    for (const word of weights.keys()) {
      documents.set(word, (documents.get(word) ?? 0) + 1)
      const held = holders.get(word)
      if (held) held.push(index)
      else holders.set(word, [index])
    }
    return `b${cluster}`
  })
}

function weigh(text: string, documents: ReadonlyMap<string, number>, seen: number): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [word] of text.toLowerCase().replace(ADDRESS, ' ').matchAll(WORD))
    counts.set(word, (counts.get(word) ?? 0) + 1)
  const weights = [...counts].map(
    ([word, count]) =>
      [word, (1 + Math.log(count)) * Math.log((seen + 1) / ((documents.get(word) ?? 0) + 0.5))] as const,
  )
  const norm = Math.sqrt(weights.reduce((sum, [, weight]) => sum + weight ** 2, 0)) || 1
  return new Map(weights.map(([word, weight]) => [word, weight / norm]))
}

function findNearest(
  weights: ReadonlyMap<string, number>,
  placed: readonly Placed[],
  holders: ReadonlyMap<string, number[]>,
  fromIndex: number,
): { cluster: number; cosine: number } | null {
  const products = new Map<number, number>()
  for (const [word, weight] of weights) {
    const held = holders.get(word) ?? []
    for (let at = held.length - 1; at >= 0; at -= 1) {
      const index = held[at] as number
      if (index < fromIndex) break
      products.set(index, (products.get(index) ?? 0) + weight * (placed[index]?.weights.get(word) ?? 0))
    }
  }
  let nearest: { cluster: number; cosine: number } | null = null
  for (const [index, cosine] of products) {
    if (!nearest || cosine > nearest.cosine) nearest = { cluster: placed[index]?.cluster ?? 0, cosine }
  }
  return nearest
}
