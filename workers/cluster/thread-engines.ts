import { Worker } from 'node:worker_threads'

import type { EngineItem, EngineRuling } from '@hub/core/narrative/engine-types.ts'
import type { ReplayEntry } from '@hub/db/stream/shard-history.ts'

import { endThread } from '../end-thread.ts'
import type { Assigned, EngineAnswer, EngineQuestion } from './engine-messages.ts'

type Unnumbered<Question> = Question extends { id: number } ? Omit<Question, 'id'> : never
type Waiting = { resolve: (answer: EngineAnswer) => void; reject: (error: Error) => void }

/** The engines of this process, one a shard, in one thread. Every call rejects when the thread died; then all are gone. */
export type ThreadEngines = {
  open(shard: string, snapshot: Uint8Array | null): Promise<{ heldItems: number }>
  replay(shard: string, entries: readonly ReplayEntry[]): Promise<void>
  rule(shard: string, rulings: readonly EngineRuling[]): Promise<void>
  assign(
    shard: string,
    items: readonly EngineItem[],
    nowMs: number,
    freshNarrativeIds: readonly string[],
  ): Promise<Assigned>
  snapshot(shard: string): Promise<Uint8Array>
  stateHash(shard: string): Promise<string>
  discard(shard: string): Promise<void>
  close(): Promise<void>
}

/** Short-lived objects are collected early: left alone, V8 lets 130 MB of them pile up before it looks. */
const YOUNG_MB = 32
const OLD_MB = 4_096

/** Prepares the thread; it starts with the first question. `onDeath` hears when it ended by itself. */
export function createThreadEngines(onDeath: (error: Error) => void = () => {}): ThreadEngines {
  const { ask, close } = openChannel(onDeath)
  return {
    async open(shard, snapshot) {
      return expectKind(await ask({ kind: 'open', shard, snapshot }), 'done')
    },
    async replay(shard, entries) {
      await ask({
        kind: 'replay',
        shard,
        entries: entries.map(({ item, nowMs, decision }) => ({ item, nowMs, decision })),
      })
    },
    async rule(shard, rulings) {
      await ask({ kind: 'rule', shard, rulings: [...rulings] })
    },
    async assign(shard, items, nowMs, freshNarrativeIds) {
      return expectKind(
        await ask({ kind: 'assign', shard, items: [...items], nowMs, freshNarrativeIds: [...freshNarrativeIds] }),
        'assigned',
      )
    },
    async snapshot(shard) {
      return expectKind(await ask({ kind: 'snapshot', shard }), 'snapshot').state
    },
    async stateHash(shard) {
      return expectKind(await ask({ kind: 'hash', shard }), 'hash').hash
    },
    async discard(shard) {
      await ask({ kind: 'discard', shard })
    },
    close,
  }
}

type Channel = { ask(question: Unnumbered<EngineQuestion>): Promise<EngineAnswer>; close(): Promise<void> }

/** Questions to the thread and their answers; the thread is started when asked and keeps no process alive by itself. */
function openChannel(onDeath: (error: Error) => void): Channel {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let nextId = 1
  let isClosed = false

  function fail(error: Error): void {
    worker = undefined
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
    if (!isClosed) onDeath(error)
  }

  function open(): Worker {
    const opened = new Worker(new URL('./engine-thread.ts', import.meta.url), {
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB, maxOldGenerationSizeMb: OLD_MB },
    })
    opened.unref()
    opened.on('message', (answer: EngineAnswer) => {
      const asked = waiting.get(answer.id)
      waiting.delete(answer.id)
      if (waiting.size === 0) opened.unref()
      if (answer.kind === 'failed') asked?.reject(new Error(answer.message))
      else asked?.resolve(answer)
    })
    opened.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))))
    opened.on('exit', () => fail(new Error('The engine thread ended.')))
    return opened
  }

  function ask(question: Unnumbered<EngineQuestion>): Promise<EngineAnswer> {
    if (isClosed) return Promise.reject(new Error('The engines are closed.'))
    worker ??= open()
    const thread = worker
    const id = nextId++
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      thread.ref()
      thread.postMessage({ ...question, id })
    })
  }

  return {
    ask,
    async close() {
      isClosed = true
      if (worker) await endThread(worker)
    },
  }
}

function expectKind<Kind extends EngineAnswer['kind']>(
  answer: EngineAnswer,
  kind: Kind,
): Extract<EngineAnswer, { kind: Kind }> {
  if (!isKind(answer, kind)) throw new Error(`The engine thread answered ${answer.kind} instead of ${kind}.`)
  return answer
}

function isKind<Kind extends EngineAnswer['kind']>(
  answer: EngineAnswer,
  kind: Kind,
): answer is Extract<EngineAnswer, { kind: Kind }> {
  return answer.kind === kind
}
