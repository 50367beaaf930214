/** What says how an item of a narrative hangs together with others of it; all from its stored reasons. */
export type GroupedItem = {
  id: string
  copyOf: string | null
  /** Its most similar earlier item, and how similar: 0 to 1. */
  nearestId: string | null
  similarity: number
  /** Cosine with the narrative's centre. */
  centrality: number
  /** The narrative began with it, or a person said it belongs. */
  isSettled: boolean
}

/** Weaker than this share of the usual likeness, two items are not shown as one group. */
const LINK_SHARE = 0.7

/**
 * Items in groups of likes, for somebody who looks for what does not belong: the group least like the narrative's centre
 * first, and in each its least central item, copies under their text. An item goes with its most similar one when that
 * likeness is not far below what is usual here. Of equals the given order stays.
 */
export function groupItems(items: readonly GroupedItem[]): string[][] {
  const byId = new Map(items.map((item) => [item.id, item]))
  const linked = items.filter(({ copyOf, nearestId }) => copyOf === null && nearestId !== null && byId.has(nearestId))
  const usual = linked.reduce((sum, { similarity }) => sum + similarity, 0) / Math.max(1, linked.length)
  const parents = new Map(items.map(({ id }) => [id, id]))
  const rootOf = (id: string): string => {
    let root = id
    for (let next = parents.get(root); next !== undefined && next !== root; next = parents.get(root)) root = next
    return root
  }
  const join = (a: string, b: string) => parents.set(rootOf(a), rootOf(b))
  for (const { id, copyOf } of items) if (copyOf !== null && byId.has(copyOf)) join(id, copyOf)
  for (const { id, nearestId, similarity } of linked)
    if (nearestId !== null && similarity >= usual * LINK_SHARE) join(id, nearestId)
  const groups = [...Map.groupBy(items, ({ id }) => rootOf(id)).values()]
  return groups
    .map((group) => ({ group, centrality: meanCentrality(group) }))
    .toSorted((a, b) => a.centrality - b.centrality)
    .map(({ group }) => orderGroup(group).map(({ id }) => id))
}

const weightOf = ({ isSettled, centrality }: GroupedItem) => (isSettled ? 1 : centrality)

function meanCentrality(group: readonly GroupedItem[]): number {
  const own = group.filter(({ copyOf }) => copyOf === null)
  const counted = own.length > 0 ? own : group
  return counted.reduce((sum, item) => sum + weightOf(item), 0) / counted.length
}

function orderGroup(group: readonly GroupedItem[]): GroupedItem[] {
  const known = new Set(group.map(({ id }) => id))
  const isUnder = ({ copyOf }: GroupedItem) => copyOf !== null && known.has(copyOf)
  return group
    .filter((item) => !isUnder(item))
    .toSorted((a, b) => weightOf(a) - weightOf(b))
    .flatMap((item) => [item, ...group.filter((other) => isUnder(other) && other.copyOf === item.id)])
}
