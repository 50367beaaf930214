import { createEngine } from '@hub/core/narrative/engine.ts'
import type { EngineOptions } from '@hub/core/narrative/engine-options.ts'
import type { EngineItem } from '@hub/core/narrative/engine-types.ts'

/** A labelled item of the narratives data; dates and titles may be missing. */
export type LabelledItem = {
  id: string
  text: string
  cluster: string
  title?: string
  lang?: string
  publishedAt?: string | null
  block?: number
  source?: string
}

/** Where each item was put at the end, where it was put on arrival, how long each assignment took, and the processor's time of all. */
export type ClusteringRun = { final: string[]; atArrival: string[]; costsMs: number[]; cpuMs: number }

const UNDATED_STEP_MS = 1_000

/** Runs one engine over items in file order, after learning word frequencies from `warm`. Undated items come a second apart. */
export function runClustering(
  data: readonly LabelledItem[],
  warm: readonly LabelledItem[],
  options: Partial<EngineOptions> = {},
): ClusteringRun {
  const engine = createEngine(options)
  for (const item of warm) engine.learn(toEngineItem(item, 0))
  const atArrival: string[] = []
  const costsMs: number[] = []
  const mergedInto = new Map<string, string>()
  const leftFor = new Map<string, string>()
  let nowMs = 0
  const cpuBefore = process.cpuUsage()
  data.forEach((labelled, index) => {
    const item = toEngineItem(labelled, index)
    nowMs = Math.max(nowMs, item.eventAtMs)
    const startedMs = performance.now()
    const decision = engine.assign(item, nowMs, `n${index}`)
    costsMs.push(performance.now() - startedMs)
    atArrival.push(decision.narrativeId)
    for (const event of decision.events) {
      if (event.kind === 'merged') mergedInto.set(event.from, event.into)
      else for (const id of event.itemIds) leftFor.set(id, event.into)
    }
  })
  const cpu = process.cpuUsage(cpuBefore)
  const finalOf = (id: string): string => {
    const into = mergedInto.get(id)
    return into === undefined ? id : finalOf(into)
  }
  const final = data.map(({ id }, index) => finalOf(leftFor.get(id) ?? atArrival[index] ?? ''))
  return { final, atArrival, costsMs, cpuMs: (cpu.user + cpu.system) / 1_000 }
}

function toEngineItem(item: LabelledItem, index: number): EngineItem {
  return {
    id: item.id,
    title: item.title ?? '',
    text: item.text,
    language: item.lang ?? 'en',
    eventAtMs: item.publishedAt ? Date.parse(item.publishedAt) : index * UNDATED_STEP_MS,
    sourceId: item.source ?? 'unknown',
    publisherId: item.source ?? 'unknown',
    url: null,
  }
}
