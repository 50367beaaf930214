import { readFileSync, writeFileSync } from 'node:fs'
import { isDeepStrictEqual, parseArgs } from 'node:util'

import { averageScores, scoreClustering } from './clustering-scores.ts'
import type { ClusteringScores } from './clustering-scores.ts'
import { runClustering } from './run-clustering.ts'
import type { ClusteringRun, LabelledItem } from './run-clustering.ts'

const USAGE =
  'npm run bench:narratives -- --data FILE.jsonl --protocol stream|blocks [--warm FILE.jsonl] [--out FILE.json]'

/** Items that one engine read, and what it made of them. */
type Part = { data: readonly LabelledItem[]; run: ClusteringRun }

main()

/** Runs the engine twice over the data: scores and memory of the first pass, speed of both. */
function main(): void {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      protocol: { type: 'string', default: 'stream' },
      warm: { type: 'string' },
      out: { type: 'string' },
    },
  })
  if (!values.data || !['stream', 'blocks'].includes(values.protocol)) {
    console.error(USAGE)
    process.exitCode = 2
    return
  }
  const data = readItems(values.data)
  const warm = values.warm ? readItems(values.warm) : []
  const run = (): Part[] =>
    values.protocol === 'blocks' ? runBlocks(data, warm) : [{ data, run: runClustering(data, warm) }]
  const parts = run()
  const peakMb = process.resourceUsage().maxRSS / 1024
  const score = (pick: (run: ClusteringRun) => string[]) =>
    averageScores(
      parts.map((part) =>
        scoreClustering(
          part.data.map(({ cluster }) => cluster),
          pick(part.run),
        ),
      ),
    )
  console.log(`${data.length} items, ${parts.length} ${values.protocol === 'blocks' ? 'blocks' : 'stream'}`)
  printScores(
    'final',
    score(({ final }) => final),
  )
  printScores(
    'at arrival',
    score(({ atArrival }) => atArrival),
  )
  const again = run()
  if (!isDeepStrictEqual(groupsOf(again), groupsOf(parts))) throw new Error('A second pass decided otherwise.')
  console.log(`${costsOf(again)}  peak memory ${Math.round(peakMb)} MB`)
  console.log(`first pass, while the code was being compiled: ${costsOf(parts)}`)
  if (values.out) {
    writeFileSync(values.out, `${JSON.stringify(groupsOf(parts), null, 1)}\n`)
  }
}

/** What each item belongs to at the end. */
function groupsOf(parts: readonly Part[]): Record<string, string | undefined> {
  return Object.fromEntries(parts.flatMap(({ data, run }) => data.map(({ id }, index) => [id, run.final[index]])))
}

function readItems(path: string): LabelledItem[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): LabelledItem => JSON.parse(line))
}

/** Each block on its own; word frequencies come from the warm file and the blocks before. Group names are made distinct. */
function runBlocks(data: readonly LabelledItem[], warm: readonly LabelledItem[]): Part[] {
  const blocks = [...Map.groupBy(data, ({ block }) => block ?? 0).entries()].sort(([a], [b]) => a - b)
  const earlier = [...warm]
  return blocks.map(([block, items]) => {
    const run = runClustering(items, earlier)
    earlier.push(...items)
    const named = (groups: string[]) => groups.map((group) => `${block}-${group}`)
    return { data: items, run: { ...run, final: named(run.final), atArrival: named(run.atArrival) } }
  })
}

function printScores(when: string, scores: ClusteringScores): void {
  const three = ({ precision, recall, f1 }: ClusteringScores['bCubed']) =>
    `${precision.toFixed(3)} / ${recall.toFixed(3)} / ${f1.toFixed(3)}`
  console.log(`${when}:`)
  console.log(`  B3 P/R/F1        ${three(scores.bCubed)}`)
  console.log(`  pairwise P/R/F1  ${three(scores.pairwise)}`)
  console.log(`  NMI ${scores.nmi.toFixed(3)}  AMI ${scores.ami.toFixed(3)}  ARI ${scores.ari.toFixed(3)}`)
}

/** Processor time includes the threads that compile and collect memory; on a busy machine it says more than the clock. */
function costsOf(parts: readonly Part[]): string {
  const costsMs = parts.flatMap(({ run }) => run.costsMs)
  const cpuMs = parts.reduce((sum, { run }) => sum + run.cpuMs, 0)
  const totalMs = costsMs.reduce((sum, cost) => sum + cost, 0)
  const p99Ms = costsMs.toSorted((a, b) => a - b)[Math.floor(costsMs.length * 0.99)] ?? 0
  const aSecond = (ms: number) => Math.round((costsMs.length / ms) * 1_000)
  return `items/s ${aSecond(totalMs)} (${aSecond(cpuMs)} a second of CPU)  p99 ${p99Ms.toFixed(2)} ms`
}
