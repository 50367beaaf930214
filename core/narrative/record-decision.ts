import { applySplit } from './apply-split.ts'
import { addToCentroid, centroidOf } from './centroid.ts'
import { noteGrowth } from './decide-split.ts'
import type { EngineState } from './engine-state.ts'
import type { EngineItem, RecordedDecision } from './engine-types.ts'
import { applyMerge } from './merge-narratives.ts'
import { findOrCreateNarrative } from './narrative-records.ts'
import type { NarrativeRecord } from './narrative-records.ts'
import type { ReadItem } from './read-item.ts'
import { longShare } from './score.ts'
import { pairTermOf } from './term-hash.ts'
import type { ItemVector } from './term-weights.ts'
import type { Tokens } from './tokenize.ts'

/**
 * Records a decision: everything `assign` changes in narratives, statistics and memory, it changes here, so that a replay
 * ends in the same state. Returns the narrative that took the item when it is due to be looked at as a whole.
 */
export function recordDecision(
  state: EngineState,
  item: EngineItem,
  nowMs: number,
  decision: RecordedDecision,
  read: ReadItem,
): NarrativeRecord | null {
  for (const event of decision.events) if (event.kind === 'merged') applyMerge(state, event.from, event.into)
  const narrative = findOrCreateNarrative(state.narratives, takenBy(decision), item.eventAtMs)
  recordItem(state, item, nowMs, decision, read, narrative)
  const isDue = noteGrowth(state, narrative)
  for (const event of decision.events) if (event.kind === 'split') applySplit(state, event)
  return isDue ? narrative : null
}

/** The narrative that took the item, before a split may have moved it on. */
function takenBy({ itemId, narrativeId, events }: RecordedDecision): string {
  const split = events.find((event) => event.kind === 'split')
  return split && split.into === narrativeId && split.itemIds.includes(itemId) ? split.from : narrativeId
}

function recordItem(
  state: EngineState,
  item: EngineItem,
  nowMs: number,
  decision: RecordedDecision,
  { tokens, fingerprint, vector }: ReadItem,
  narrative: NarrativeRecord,
): void {
  const isCopy = decision.isCopyOf !== null
  if (state.items.isFull()) {
    state.items.grow()
    state.postings.rebuild(state.items)
    state.members.rebuild(state.items, state.narratives)
  }
  const sequence = state.items.push({
    id: item.id,
    narrative,
    eventAtMs: item.eventAtMs,
    assignedAtMs: nowMs,
    exact: fingerprint.exact,
    bits: fingerprint.bits,
    originalId: decision.isCopyOf,
    vector: isCopy ? null : vector,
  })
  state.members.add(state.items, sequence, narrative)
  state.copies.add(state.items, sequence)
  state.cold.warm(narrative)
  narrative.items += 1
  narrative.hotItems += 1
  narrative.firstAtMs = Math.min(narrative.firstAtMs, item.eventAtMs)
  narrative.lastAtMs = Math.max(narrative.lastAtMs, item.eventAtMs)
  // A copy adds nothing to the centre or the statistics: a text sent a thousand times weighs as one.
  if (isCopy) return settleCentre(state, narrative, vector)
  state.postings.add(state.items, sequence)
  if (!narrative.centroid && narrative.soleSequence < 0) narrative.soleSequence = sequence
  else {
    settleCentre(state, narrative, vector)
    if (narrative.centroid) addToCentroid(narrative.centroid, vector, state.options.centroidTerms)
  }
  state.weights.count()
  noteSurfaces(state, tokens, vector.distinctTerms)
}

/** Gives a narrative a centre of its own, from its one item, or from `fallback` when that has left memory. */
function settleCentre(state: EngineState, narrative: NarrativeRecord, fallback: ItemVector): void {
  narrative.centroid ??= centroidOf(
    narrative.soleSequence >= 0 ? state.items.vectorOf(narrative.soleSequence) : fallback,
  )
  narrative.soleSequence = -1
}

function noteSurfaces(state: EngineState, tokens: Tokens, distinctTerms: number): void {
  const hasPairs = longShare(distinctTerms) < 1
  for (let index = 0; index < tokens.count; index += 1) {
    const term = tokens.terms[index] as number
    if (term < 0) continue
    const surface = tokens.surfaces[index] as string
    if (surface === '') continue
    state.surfaces.note(term, surface)
    const before = index > 0 && tokens.surfaces[index - 1] !== '' ? (tokens.terms[index - 1] as number) : -1
    if (hasPairs && before >= 0) state.surfaces.note(pairTermOf(before, term), surface, tokens.surfaces[index - 1])
  }
}
