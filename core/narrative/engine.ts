import { addToCentroid, centroidOf } from './centroid.ts'
import { fingerprintOf } from './copies.ts'
import type { Fingerprint } from './copies.ts'
import { centreOf, decideJoin, decideMerge } from './decide.ts'
import { createEngineState } from './engine-state.ts'
import type { EngineState } from './engine-state.ts'
import { DEFAULT_ENGINE_OPTIONS } from './engine-options.ts'
import type { EngineOptions } from './engine-options.ts'
import type { Decision, DecisionParts, EngineItem, KeyTerm, NarrativeEngine, RecordedDecision } from './engine-types.ts'
import { sharedTerms } from './explain-decision.ts'
import { applyMerge } from './merge-narratives.ts'
import { currentNarrative, findOrCreateNarrative } from './narrative-records.ts'
import { applyRuling } from './rule-narratives.ts'
import { readState, writeState } from './snapshot.ts'
import { hashBytes } from './state-hash.ts'
import { evictUntil } from './evict-items.ts'
import type { ItemVector } from './term-weights.ts'
import type { Tokens } from './tokenize.ts'

/** Creates an empty engine. `options` override single settings; a restored engine must be given the same ones. */
export function createEngine(options: Partial<EngineOptions> = {}): NarrativeEngine {
  return engineOn(createEngineState({ ...DEFAULT_ENGINE_OPTIONS, ...options }))
}

/** An engine that continues where the snapshot was taken. Throws RangeError on bytes of another version or cut short. */
export function restoreEngine(bytes: Uint8Array, options: Partial<EngineOptions> = {}): NarrativeEngine {
  const state = createEngineState({ ...DEFAULT_ENGINE_OPTIONS, ...options })
  readState(state, bytes)
  return engineOn(state)
}

function engineOn(state: EngineState): NarrativeEngine {
  return {
    assign: (item, nowMs, freshNarrativeId) => assign(state, item, nowMs, freshNarrativeId),
    replay: (item, nowMs, decision) => {
      if (state.items.find(item.id) !== undefined) return
      evictUntil(state, nowMs)
      const tokens = state.tokenize(item.title, item.text, item.language)
      apply(state, item, nowMs, decision, tokens, fingerprintOf(tokens), state.weights.weigh(tokens))
    },
    rule: (ruling) => applyRuling(state, ruling),
    learn: ({ title, text, language }) => {
      state.weights.weigh(state.tokenize(title, text, language))
      state.weights.count()
    },
    snapshot: () => writeState(state),
    stateHash: () => hashBytes(writeState(state)),
    keyTerms: (narrativeId, limit) => keyTerms(state, narrativeId, limit),
    findNarrativeOf: (itemId) => {
      const sequence = state.items.find(itemId)
      const record = sequence === undefined ? null : state.items.narratives[sequence & state.items.mask]
      return record ? currentNarrative(record).id : undefined
    },
    size: () => ({
      items: state.items.count(),
      narratives: new Set(state.narratives.byId.values()).size,
      terms: state.weights.terms(),
      documentsSeen: state.weights.documents(),
    }),
  }
}

function assign(state: EngineState, item: EngineItem, nowMs: number, freshNarrativeId: string): Decision {
  const held = state.items.find(item.id)
  if (held !== undefined) return heldDecision(state, item.id, held)
  evictUntil(state, nowMs)
  const tokens = state.tokenize(item.title, item.text, item.language)
  const fingerprint = fingerprintOf(tokens)
  const vector = state.weights.weigh(tokens)
  const copied = state.copies.find(state.items, fingerprint)
  const decision =
    copied === undefined
      ? searchedDecision(state, item, vector, freshNarrativeId)
      : copyDecision(state, item.id, copied, vector.distinctTerms)
  apply(state, item, nowMs, decision, tokens, fingerprint, vector)
  return decision
}

/** Records a decision: everything `assign` changes, it changes here, so that a replay ends in the same state. */
function apply(
  state: EngineState,
  item: EngineItem,
  nowMs: number,
  decision: RecordedDecision,
  tokens: Tokens,
  fingerprint: Fingerprint,
  vector: ItemVector,
): void {
  for (const event of decision.events) applyMerge(state, event.from, event.into)
  const narrative = findOrCreateNarrative(state.narratives, decision.narrativeId, item.eventAtMs)
  const isCopy = decision.isCopyOf !== null
  if (state.items.isFull()) {
    state.items.grow()
    state.postings.rebuild(state.items)
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
  state.copies.add(state.items, sequence)
  narrative.items += 1
  narrative.hotItems += 1
  narrative.firstAtMs = Math.min(narrative.firstAtMs, item.eventAtMs)
  narrative.lastAtMs = Math.max(narrative.lastAtMs, item.eventAtMs)
  if (isCopy) {
    narrative.centroid ??= centroidOf(narrative.soleSequence >= 0 ? state.items.vectorOf(narrative.soleSequence) : vector)
    narrative.soleSequence = -1
    return
  }
  state.postings.add(state.items, sequence)
  if (!narrative.centroid && narrative.soleSequence < 0) narrative.soleSequence = sequence
  else {
    narrative.centroid ??= centroidOf(state.items.vectorOf(narrative.soleSequence))
    narrative.soleSequence = -1
    addToCentroid(narrative.centroid, vector, state.options.centroidTerms)
  }
  state.weights.count()
  for (let index = 0; index < tokens.count; index += 1) {
    const term = tokens.terms[index] as number
    if (term >= 0) state.surfaces.note(term, tokens.surfaces[index] as string)
  }
}

function searchedDecision(state: EngineState, item: EngineItem, vector: ItemVector, freshNarrativeId: string): Decision {
  const { items, options } = state
  const candidates = state.search(items, vector, item.eventAtMs)
  const verdict = decideJoin(options, candidates, vector.distinctTerms)
  const merge = decideMerge(options, items, item.id, verdict, candidates, vector.distinctTerms)
  const nearest = candidates[0]
  const joinedId = verdict.joined?.narrative.id ?? freshNarrativeId
  const others = verdict.joined ? candidates.slice(1) : candidates
  return {
    itemId: item.id,
    narrativeId: merge && merge.from === joinedId ? merge.into : joinedId,
    isNew: !verdict.joined,
    isCopyOf: null,
    score: verdict.score,
    threshold: verdict.threshold,
    parts: nearest?.parts ?? emptyParts(vector.distinctTerms),
    terms: nearest ? sharedTerms(vector, centreOf(items, nearest.narrative), state.surfaces) : [],
    neighbours: (nearest?.neighbours ?? []).map(({ sequence, similarity }) => ({
      itemId: items.ids[sequence & items.mask] as string,
      similarity,
    })),
    alternatives: others.slice(0, 3).map(({ narrative, score }) => ({ narrativeId: narrative.id, score })),
    events: merge ? [merge] : [],
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
    isCopyOf: items.originals[slot] ?? (items.ids[slot] as string),
    score: 1,
    threshold: 0,
    parts: { ...emptyParts(distinctTerms), nearest: 1 },
    terms: [],
    neighbours: [{ itemId: items.ids[slot] as string, similarity: 1 }],
    alternatives: [],
    events: [],
  }
}

function heldDecision(state: EngineState, itemId: string, sequence: number): Decision {
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

function keyTerms(state: EngineState, narrativeId: string, limit: number): KeyTerm[] {
  const narrative = state.narratives.byId.get(narrativeId)
  if (!narrative || (!narrative.centroid && narrative.soleSequence < 0)) return []
  const centre = centreOf(state.items, narrative)
  return Array.from({ length: centre.length }, (_, index) => index)
    .sort((a, b) => (centre.weights[b] as number) - (centre.weights[a] as number) || a - b)
    .slice(0, limit)
    .map((index) => ({
      term: state.surfaces.nameOf(centre.terms[index] as number) ?? '…',
      weight: (centre.weights[index] as number) / (centre.norm || 1),
    }))
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
