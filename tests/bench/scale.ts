import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

import { createEngine } from '@hub/core/narrative/engine.ts'

import { recombineItems } from '../support/recombine-items.ts'
import { scoreClustering } from './clustering-scores.ts'
import { readStories } from './read-stories.ts'

const USAGE = 'npm run bench:scale -- --items 10000,100000,1000000 [--data FILE.jsonl] [--seed 7]'
const DATA = '../shared/data/narratives/event2012-tune.jsonl'
const DAYS_AT_FULL_SIZE = 6.9
const FULL_SIZE = 1_000_000
const SCORED_ITEMS = 200_000

type Measured = {
  items: number
  cpuUs: number
  laterCpuUs: number
  p50Ms: number
  p99Ms: number
  maxMs: number
  peakMb: number
  heldMb: number
  narratives: number
  bCubed: string
}

main()

/** Each size runs in a process of its own, so that its memory is its own. */
function main(): void {
  const { values } = parseArgs({
    options: {
      items: { type: 'string', default: '10000,100000,1000000' },
      data: { type: 'string', default: DATA },
      seed: { type: 'string', default: '7' },
      only: { type: 'string' },
    },
  })
  if (values.only !== undefined) {
    process.stdout.write(JSON.stringify(measure(Number(values.only), values.data, Number(values.seed))))
    return
  }
  const sizes = values.items.split(',').map(Number)
  if (!sizes.every((size) => Number.isInteger(size) && size > 0)) {
    console.error(USAGE)
    process.exitCode = 2
    return
  }
  console.log('    items  µs/item  µs of last  p50 ms  p99 ms  max ms  held MB  peak MB  narratives  B3 P/R/F1')
  const costs: number[] = []
  for (const size of sizes) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        '--expose-gc',
        // As the hub runs.
        '--max-semi-space-size=10',
        '--heap-growing-percent=20',
        '--disable-warning=ExperimentalWarning',
        fileURLToPath(import.meta.url),
        '--only',
        String(size),
        '--data',
        values.data,
        '--seed',
        values.seed,
      ],
      { encoding: 'utf8', env: { MALLOC_ARENA_MAX: '1' } },
    )
    if (status !== 0) throw new Error(stderr)
    const found: Measured = JSON.parse(stdout)
    costs.push(found.cpuUs)
    const cells = [
      [size, 9],
      [found.cpuUs.toFixed(1), 9],
      [found.laterCpuUs.toFixed(1), 12],
      [found.p50Ms.toFixed(3), 8],
      [found.p99Ms.toFixed(2), 8],
      [found.maxMs.toFixed(1), 8],
      [Math.round(found.heldMb), 9],
      [Math.round(found.peakMb), 9],
      [found.narratives, 12],
    ] as const
    console.log(`${cells.map(([cell, width]) => String(cell).padStart(width)).join('')}  ${found.bCubed}`)
  }
  console.log(`cost, largest to smallest size: × ${((costs.at(-1) ?? 0) / (costs[0] ?? 1)).toFixed(2)}`)
}

/** CPU time of the engine's process and, for the single item, of its thread; making the items is not counted. */
function measure(count: number, file: string, seed: number): Measured {
  const stories = readStories(file)
  const engine = createEngine()
  const costs = new Float32Array(count)
  const truth: string[] = []
  const placed: string[] = []
  let index = 0
  let engineUs = 0
  let laterUs = 0
  let batch: { text: string; atMs: number; id: string }[] = []
  const place = () => {
    const before = process.cpuUsage()
    for (const { id, text, atMs } of batch) {
      const started = process.threadCpuUsage()
      const decision = engine.assign(
        { id, title: '', text, language: 'en', eventAtMs: atMs, sourceId: 's', publisherId: 'p', url: null },
        atMs,
        freshIdOf(index),
      )
      const spent = process.threadCpuUsage(started)
      costs[index] = (spent.user + spent.system) / 1_000
      if (index < SCORED_ITEMS) placed.push(decision.narrativeId)
      index += 1
    }
    const spent = process.cpuUsage(before)
    engineUs += spent.user + spent.system
    if (index > count * 0.9) laterUs += spent.user + spent.system
    batch = []
  }
  const itemsPerHour = FULL_SIZE / DAYS_AT_FULL_SIZE / 24
  for (const item of recombineItems({ stories, count, seed, startMs: Date.UTC(2026, 10, 1), itemsPerHour })) {
    batch.push({ id: itemIdOf(item.number), text: item.text, atMs: item.atMs })
    if (truth.length < SCORED_ITEMS) truth.push(item.story === null ? `lone ${item.number}` : String(item.story))
    if (batch.length >= 1_000) place()
  }
  place()
  const peakMb = process.resourceUsage().maxRSS / 1024
  const scored = truth.flatMap((story, place) => (story.startsWith('lone') ? [] : [{ story, place }]))
  const { bCubed } = scoreClustering(
    scored.map(({ story }) => story),
    scored.map(({ place }) => placed[place] ?? ''),
  )
  globalThis.gc?.()
  const ordered = costs.toSorted()
  const at = (share: number) => ordered[Math.min(count - 1, Math.floor(count * share))] ?? 0
  return {
    items: count,
    cpuUs: engineUs / count,
    laterCpuUs: laterUs / Math.max(1, count * 0.1),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    maxMs: at(1),
    peakMb,
    heldMb: process.memoryUsage().rss / 1_048_576,
    narratives: engine.size().narratives,
    bCubed: [bCubed.precision, bCubed.recall, bCubed.f1].map((value) => value.toFixed(3)).join(' / '),
  }
}

/** Ids as long as the hub's. */
function itemIdOf(number: number): string {
  return `0193a000-${(number >>> 8).toString(16).padStart(4, '0')}-7000-8000-2${number.toString(16).padStart(11, '0')}`
}

function freshIdOf(number: number): string {
  return `0193a000-0000-7000-8000-4${number.toString(16).padStart(11, '0')}`
}
