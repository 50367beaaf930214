import { applySplit } from './apply-split.ts'
import { decideSplit } from './decide-split.ts'
import { createEngineState } from './engine-state.ts'
import type { EngineState } from './engine-state.ts'
import { DEFAULT_ENGINE_OPTIONS } from './engine-options.ts'
import type { EngineOptions } from './engine-options.ts'
import type { Decision, EngineItem, NarrativeEngine } from './engine-types.ts'
import { evictUntil } from './evict-items.ts'
import { keepWhole } from './keep-whole.ts'
import { keyTerms } from './key-terms.ts'
import { heldDecision, makeDecision } from './make-decision.ts'
import { currentNarrative } from './narrative-records.ts'
import { readItem } from './read-item.ts'
import { recordDecision } from './record-decision.ts'
import { applyRuling } from './rule-narratives.ts'
import { readState, writeState } from './snapshot.ts'
import { hashBytes } from './state-hash.ts'

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
      recordDecision(state, item, nowMs, decision, readItem(state, item))
    },
    rule: (ruling) => {
      applyRuling(state, ruling)
      keepWhole(state, ruling)
      state.members.rebuild(state.items, state.narratives)
    },
    learn: (item) => {
      readItem(state, item)
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
    size: () => {
      const narratives = new Set(state.narratives.byId.values())
      const cold = [...narratives].filter(({ hotItems }) => hotItems === 0).length
      return {
        items: state.items.count(),
        narratives: narratives.size - cold,
        coldNarratives: cold,
        terms: state.weights.terms(),
        documentsSeen: state.weights.documents(),
      }
    },
  }
}

function assign(state: EngineState, item: EngineItem, nowMs: number, freshNarrativeId: string): Decision {
  const held = state.items.find(item.id)
  if (held !== undefined) return heldDecision(state, item.id, held)
  evictUntil(state, nowMs)
  const read = readItem(state, item)
  const decision = makeDecision(state, item, read, freshNarrativeId)
  const grown = recordDecision(state, item, nowMs, decision, read)
  const split = grown && !decision.isNew ? decideSplit(state, grown, item.id, freshNarrativeId) : null
  if (!split) return decision
  applySplit(state, split)
  const narrativeId = split.itemIds.includes(item.id) ? split.into : decision.narrativeId
  return { ...decision, narrativeId, events: [...decision.events, split] }
}
