import { DRAFT_ITEMS_MAX } from './draft-prompt.ts'

/** What the choice goes by: `centrality` is the closeness to the narrative's centre. */
type Candidate = { publisherId: string; centrality: number; atMs: number }

/**
 * The items a draft is written from: the most central of each publisher first, then the most central of the rest; of equally
 * central ones the newest. So no publisher speaks alone while others are there to be heard.
 */
export function chooseDraftItems<Item extends Candidate>(items: readonly Item[], limit = DRAFT_ITEMS_MAX): Item[] {
  const ranked = items.toSorted((one, other) => other.centrality - one.centrality || other.atMs - one.atMs)
  const heard = new Set<string>()
  const first: Item[] = []
  const rest: Item[] = []
  for (const item of ranked) {
    if (heard.has(item.publisherId)) rest.push(item)
    else first.push(item)
    heard.add(item.publisherId)
  }
  return [...first, ...rest].slice(0, limit)
}
