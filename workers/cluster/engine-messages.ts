import type { EngineItem, EngineRuling, RecordedDecision } from '@hub/core/narrative/engine-types.ts'

/**
 * Decisions in the order of their items; what speaks for each, and the key terms of every narrative they touched, come as
 * JSON (`writeReasons`, `writeKeyTerms`): nobody but the database reads them, and text is quick to hand over.
 */
export type Assigned = { decisions: RecordedDecision[]; reasons: string[]; keyTerms: Map<string, string> }

/** What the engine thread is asked; `id` pairs question and answer, `shard` names one of its engines. */
export type EngineQuestion = { id: number; shard: string } & (
  | { kind: 'open'; snapshot: Uint8Array | null }
  | { kind: 'replay'; entries: { item: EngineItem; nowMs: number; decision: RecordedDecision }[] }
  | { kind: 'rule'; rulings: EngineRuling[] }
  | { kind: 'assign'; items: EngineItem[]; nowMs: number; freshNarrativeIds: string[] }
  | { kind: 'snapshot' }
  | { kind: 'hash' }
  | { kind: 'discard' }
)

export type EngineAnswer =
  | { id: number; kind: 'done'; heldItems: number }
  | ({ id: number; kind: 'assigned' } & Assigned)
  | { id: number; kind: 'snapshot'; state: Uint8Array }
  | { id: number; kind: 'hash'; hash: string }
  | { id: number; kind: 'failed'; message: string }
