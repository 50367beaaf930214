import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

import { createClaimMatcher } from '@hub/core/match/claim-matcher.ts'
import type { ClaimDocument } from '@hub/core/match/claim-text.ts'

import { createWordBaseline } from './claim-baseline.ts'
import { type LabelledQuery, readClaimFile, readQueryFile } from './claims-data.ts'
import { padClaims } from './pad-claims.ts'
import { scoreRankings } from './ranking-scores.ts'

const USAGE = 'npm run bench:claims -- --claims FILE --queries FILE [--out FILE] [--scale 100000]'
const RANKED = 10
/** Claims asked as questions before the clock starts, so that compiling is not counted. */
const WARMING = 200

type Answer = { id: string; probability?: number }
type Rank = (query: LabelledQuery) => Answer[]

main()

function main(): void {
  const { values } = parseArgs({
    options: {
      claims: { type: 'string' },
      queries: { type: 'string' },
      out: { type: 'string' },
      scale: { type: 'string' },
    },
  })
  const size = values.scale === undefined ? 0 : Number(values.scale)
  if (!values.claims || !values.queries || !Number.isInteger(size) || size < 0) {
    console.error(USAGE)
    process.exitCode = 2
    return
  }
  const real = readClaimFile(values.claims)
  const claims = padClaims(real, size)
  const queries = readQueryFile(values.queries)
  const added = claims.length - real.length
  console.log(`${real.length} claims${added > 0 ? ` and ${added} synthetic ones` : ''}, ${queries.length} queries`)
  const warming = claims.slice(0, WARMING).map(({ id, claim }) => ({ id, text: claim, relevant: [] }))
  const answers = run('hub', createHubRanker(claims), queries, warming)
  const baseline = createWordBaseline(claims)
  run('plain BM25', ({ text }) => baseline.bm25(text, RANKED).map((id) => ({ id })), queries, warming)
  run('tf-idf nearest', ({ text }) => baseline.cosine(text, RANKED).map((id) => ({ id })), queries, warming)
  if (values.out) {
    const ranked = queries.map(({ id }, at) => [id, answers[at]] as const)
    writeFileSync(values.out, `${JSON.stringify(Object.fromEntries(ranked), null, 1)}\n`)
  }
}

function createHubRanker(claims: readonly ClaimDocument[]): Rank {
  const matcher = createClaimMatcher()
  const startedMs = performance.now()
  for (const claim of claims) matcher.put(claim)
  console.log(`index built in ${((performance.now() - startedMs) / 1000).toFixed(1)} s`)
  return ({ text, lang }) =>
    matcher
      .rank({ text, language: lang ?? 'en' }, RANKED)
      .map(({ claim, probability }) => ({ id: claim.id, probability: Number(probability.toFixed(4)) }))
}

function run(
  name: string,
  rank: Rank,
  queries: readonly LabelledQuery[],
  warming: readonly LabelledQuery[],
): Answer[][] {
  for (const query of warming) rank(query)
  const wallMs: number[] = []
  const cpuMs: number[] = []
  const answers = queries.map((query) => {
    const startedMs = performance.now()
    const startedCpu = process.cpuUsage()
    const answer = rank(query)
    const { user, system } = process.cpuUsage(startedCpu)
    wallMs.push(performance.now() - startedMs)
    cpuMs.push((user + system) / 1000)
    return answer
  })
  const { map5, mrr, first } = scoreRankings(
    queries.map(({ relevant }, at) => ({ ranked: (answers[at] ?? []).map(({ id }) => id), relevant })),
  )
  const totalMs = cpuMs.reduce((sum, cost) => sum + cost, 0)
  console.log(
    `${name}: MAP@5 ${map5.toFixed(3)}  MRR ${mrr.toFixed(3)}  first ${first.toFixed(3)}  ` +
      `${Math.round((queries.length / totalMs) * 1000)} queries/s (CPU)  ` +
      `p95 ${p95(wallMs).toFixed(1)} ms (CPU ${p95(cpuMs).toFixed(1)} ms)`,
  )
  return answers
}

function p95(costs: readonly number[]): number {
  return costs.toSorted((a, b) => a - b)[Math.floor(costs.length * 0.95)] ?? 0
}
