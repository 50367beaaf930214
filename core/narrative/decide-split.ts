import { bisectVectors } from './bisect-vectors.ts'
import type { EngineState } from './engine-state.ts'
import type { SplitEvent } from './engine-types.ts'
import type { NarrativeRecord } from './narrative-records.ts'
import { requiredMergeCosine } from './score.ts'

/** How many times as large a narrative has grown when it is looked at again. */
const GROWTH = 2

/**
 * Whether a narrative has grown enough to be looked at as a whole, and when it will be again. Part of recording a decision,
 * so that a replay counts alike.
 */
export function noteGrowth(state: EngineState, narrative: NarrativeRecord): boolean {
  if (narrative.items < Math.max(state.options.splitMinItems, narrative.nextSplitAt)) return false
  narrative.nextSplitAt = narrative.items * GROWTH
  return true
}

/** When a narrative that was just split off is looked at. */
export function scheduleSplit(narrative: NarrativeRecord): void {
  narrative.nextSplitAt = narrative.items * GROWTH
}

/**
 * Decides whether a grown narrative is two: its items fall into two parts, both large enough, whose centres are clearly
 * further apart than those of narratives that merge. The larger part keeps the id, of equals the one with the oldest item;
 * copies stay with their text. Never touches what people confirmed, closed, or put together.
 */
export function decideSplit(
  state: EngineState,
  narrative: NarrativeRecord,
  itemId: string,
  intoId: string,
): SplitEvent | null {
  const { items, options } = state
  if (narrative.isConfirmed || narrative.isClosed || narrative.isKeptWhole) return null
  if (narrative.hotItems > options.splitMaxItems) return null
  const members = state.members.list(items, narrative)
  const texts = members.filter((sequence) => items.originals[sequence & items.mask] === null)
  if (texts.length < options.splitMinItems) return null
  const vectors = texts.map((sequence) => items.vectorOf(sequence))
  const parts = bisectVectors(vectors, Math.max(options.splitMinPart, Math.ceil(texts.length * options.splitMinShare)))
  if (!parts) return null
  const smaller = Math.min(parts.secondCount, texts.length - parts.secondCount)
  const usualLength = median(vectors.map(({ length }) => length))
  const allowedCosine = options.splitCosineShare * requiredMergeCosine(options, usualLength, smaller)
  if (parts.cosine >= allowedCosine) return null
  const isSecondLeaving =
    parts.secondCount * 2 === texts.length ? parts.isSecond[0] === false : parts.secondCount === smaller
  const leaving = new Set(
    texts
      .filter((_, index) => parts.isSecond[index] === isSecondLeaving)
      .map((sequence) => items.idAt(sequence & items.mask)),
  )
  const itemIds = members
    .map((sequence) => sequence & items.mask)
    .filter((slot) => leaving.has(items.originals[slot] ?? items.idAt(slot)))
    .map((slot) => items.idAt(slot))
  const reason = { itemId, cosine: parts.cosine, allowedCosine, fromItems: narrative.items, intoItems: itemIds.length }
  return { kind: 'split', from: narrative.id, into: intoId, itemIds, reason }
}

function median(lengths: readonly number[]): number {
  return lengths.toSorted((a, b) => a - b)[lengths.length >> 1] ?? 0
}
