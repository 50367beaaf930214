import { centreOf, decideJoin, decideMerges } from './decide.ts'
import type { EngineState } from './engine-state.ts'
import type { Decision, DecisionParts, EngineItem } from './engine-types.ts'
import { sharedTerms } from './explain-decision.ts'
import { findRevival } from './find-revival.ts'
import type { Revival } from './find-revival.ts'
import { currentNarrative } from './narrative-records.ts'
import type { ReadItem } from './read-item.ts'
import { gapHours } from './score.ts'
import type { Candidate } from './search-narratives.ts'

/** Decides where an item belongs: with the text it copies, with the narrative it resembles, or on its own. */
export function makeDecision(state: EngineState, item: EngineItem, read: ReadItem, freshNarrativeId: string): Decision {
  const copied = state.copies.find(state.items, read.fingerprint)
  return copied === undefined
    ? searchedDecision(state, item, read, freshNarrativeId)
    : copyDecision(state, item.id, copied, read.vector.distinctTerms)
}

function searchedDecision(state: EngineState, item: EngineItem, read: ReadItem, freshNarrativeId: string): Decision {
  const { items, options } = state
  const { tokens, vector } = read
  const candidates = state.search(items, vector, item.eventAtMs)
  const verdict = decideJoin(options, candidates, vector.distinctTerms)
  const revival = verdict.joined ? null : findRevival(state, vector)
  if (revival) return revivalDecision(item, revival, candidates, read)
  const events = decideMerges(options, items, item.id, verdict, candidates, vector.distinctTerms)
  const nearest = candidates[0]
  const joinedId = verdict.joined?.narrative.id ?? freshNarrativeId
  const others = verdict.joined ? candidates.slice(1) : candidates
  return {
    itemId: item.id,
    narrativeId: events.reduce((id, { from, into }) => (from === id ? into : id), joinedId),
    isNew: !verdict.joined,
    isCopyOf: null,
    score: verdict.score,
    threshold: verdict.threshold,
    parts: nearest?.parts ?? emptyParts(vector.distinctTerms),
    terms: nearest ? sharedTerms(vector, centreOf(items, nearest.narrative), tokens) : [],
    neighbours: (nearest?.neighbours ?? []).map(({ sequence, similarity }) => ({
      itemId: items.idAt(sequence & items.mask),
      similarity,
    })),
    alternatives: others.slice(0, 3).map(({ narrative, score }) => ({ narrativeId: narrative.id, score })),
    events,
  }
}

/** The item brings a narrative back, of which a few terms are all there is to compare with. */
function revivalDecision(
  item: EngineItem,
  { narrative, centre, cosine, requiredCosine, sharedTerms: keptTermsShared }: Revival,
  candidates: readonly Candidate[],
  { tokens, vector }: ReadItem,
): Decision {
  return {
    itemId: item.id,
    narrativeId: narrative.id,
    isNew: false,
    isCopyOf: null,
    score: cosine,
    threshold: requiredCosine,
    parts: {
      ...emptyParts(vector.distinctTerms),
      centroid: cosine,
      gapHours: gapHours(item.eventAtMs, narrative.firstAtMs, narrative.lastAtMs),
      narrativeItems: narrative.items,
      keptTermsShared,
    },
    terms: sharedTerms(vector, centre, tokens),
    neighbours: [],
    alternatives: candidates.slice(0, 3).map((other) => ({ narrativeId: other.narrative.id, score: other.score })),
    events: [],
  }
}

function copyDecision(state: EngineState, itemId: string, copied: number, distinctTerms: number): Decision {
  const { items } = state
  const slot = copied & items.mask
  const narrative = narrativeAt(state, copied)
  return {
    itemId,
    narrativeId: narrative,
    isNew: false,
    isCopyOf: items.originals[slot] ?? items.idAt(slot),
    score: 1,
    threshold: 0,
    parts: { ...emptyParts(distinctTerms), nearest: 1 },
    terms: [],
    neighbours: [{ itemId: items.idAt(slot), similarity: 1 }],
    alternatives: [],
    events: [],
  }
}

/** What is left to say of an item that was decided before: where it stands now. */
export function heldDecision(state: EngineState, itemId: string, sequence: number): Decision {
  return {
    itemId,
    narrativeId: narrativeAt(state, sequence),
    isNew: false,
    isCopyOf: state.items.originals[sequence & state.items.mask] ?? null,
    score: 1,
    threshold: 0,
    parts: emptyParts(0),
    terms: [],
    neighbours: [],
    alternatives: [],
    events: [],
  }
}

function narrativeAt(state: EngineState, sequence: number): string {
  const record = state.items.narratives[sequence & state.items.mask]
  if (!record) throw new RangeError('The item has left memory.')
  return currentNarrative(record).id
}

function emptyParts(itemTerms: number): DecisionParts {
  return {
    nearest: 0,
    thirdNearest: 0,
    neighbours: 0,
    centroid: 0,
    timeDecay: 1,
    gapHours: 0,
    itemTerms,
    narrativeItems: 0,
  }
}
