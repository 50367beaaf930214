// The thread in which the narrative engines of this process run, so that neither the web app nor the collector waits.
import { parentPort } from 'node:worker_threads'

import { createEngine, restoreEngine } from '@hub/core/narrative/engine.ts'
import type { NarrativeEngine } from '@hub/core/narrative/engine-types.ts'

import type { EngineAnswer, EngineQuestion } from './engine-messages.ts'

const KEY_TERMS = 12
const engines = new Map<string, NarrativeEngine>()

parentPort?.on('message', (question: EngineQuestion) => {
  let answer: EngineAnswer
  try {
    answer = answerQuestion(question)
  } catch (error) {
    answer = { id: question.id, kind: 'failed', message: error instanceof Error ? error.message : String(error) }
  }
  parentPort?.postMessage(answer)
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
    case 'assign': {
      const decisions = question.items.map((item, index) =>
        engine.assign(item, question.nowMs, question.freshNarrativeIds[index] ?? ''),
      )
      const touched = new Set(
        question.items.map((item) => engine.findNarrativeOf(item.id)).filter((found) => found !== undefined),
      )
      return {
        id,
        kind: 'assigned',
        decisions,
        keyTerms: [...touched].map((narrative) => [narrative, engine.keyTerms(narrative, KEY_TERMS)]),
      }
    }
    case 'snapshot':
      return { id, kind: 'snapshot', state: engine.snapshot() }
    case 'hash':
      return { id, kind: 'hash', hash: engine.stateHash() }
  }
}
