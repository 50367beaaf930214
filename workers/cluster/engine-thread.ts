// The thread in which the narrative engines of this process run, so that neither the web app nor the collector waits.
import { createEngine, restoreEngine } from '@hub/core/narrative/engine.ts'
import type { NarrativeEngine, RecordedDecision } from '@hub/core/narrative/engine-types.ts'
import { writeKeyTerms, writeReasons } from '@hub/core/narrative/write-reasons.ts'

import { serveQuestions } from '../end-thread.ts'
import type { Assigned, EngineAnswer, EngineQuestion } from './engine-messages.ts'

const KEY_TERMS = 12
const engines = new Map<string, NarrativeEngine>()

serveQuestions((question: EngineQuestion): EngineAnswer => {
  try {
    return answerQuestion(question)
  } catch (error) {
    return { id: question.id, kind: 'failed', message: error instanceof Error ? error.message : String(error) }
  }
})

function answerQuestion(question: EngineQuestion): EngineAnswer {
  const { id, shard } = question
  if (question.kind === 'discard') {
    engines.delete(shard)
    return { id, kind: 'done', heldItems: 0 }
  }
  if (question.kind === 'open') {
    const engine = question.snapshot === null ? createEngine() : restoreEngine(question.snapshot)
    engines.set(shard, engine)
    return { id, kind: 'done', heldItems: engine.size().items }
  }
  const engine = engines.get(shard)
  if (!engine) throw new Error(`No engine is open for ${shard}.`)
  switch (question.kind) {
    case 'replay':
      for (const { item, nowMs, decision } of question.entries) engine.replay(item, nowMs, decision)
      return { id, kind: 'done', heldItems: 0 }
    case 'rule':
      for (const ruling of question.rulings) engine.rule(ruling)
      return { id, kind: 'done', heldItems: 0 }
    case 'assign':
      return { id, kind: 'assigned', ...assignItems(engine, question) }
    case 'snapshot':
      return { id, kind: 'snapshot', state: engine.snapshot() }
    case 'hash':
      return { id, kind: 'hash', hash: engine.stateHash() }
  }
}

function assignItems(
  engine: NarrativeEngine,
  { items, nowMs, freshNarrativeIds }: Extract<EngineQuestion, { kind: 'assign' }>,
): Assigned {
  const decisions: RecordedDecision[] = []
  const reasons: string[] = []
  for (const [index, item] of items.entries()) {
    const decision = engine.assign(item, nowMs, freshNarrativeIds[index] ?? '')
    const { itemId, narrativeId, isNew, isCopyOf, events } = decision
    decisions.push({ itemId, narrativeId, isNew, isCopyOf, events })
    reasons.push(writeReasons(decision))
  }
  const touched = new Set(items.map((item) => engine.findNarrativeOf(item.id)).filter((found) => found !== undefined))
  const keyTerms = new Map([...touched].map((id) => [id, writeKeyTerms(engine.keyTerms(id, KEY_TERMS))] as const))
  return { decisions, reasons, keyTerms }
}
