import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

import { fitCalibration } from '@hub/core/match/fit-calibration.ts'
import type { MatchModel } from '@hub/core/match/match-model.ts'

import { calibrationError, type Judged, judgeChances, suggestionScores } from './calibration-scores.ts'
import { readCases } from './claim-cases.ts'
import { crossValidate, fitWeights, FOLDS, type HeldOut } from './cross-validate-claims.ts'
import { scoreRankings } from './ranking-scores.ts'
import { SMALL_SIZES } from './small-indexes.ts'

const USAGE = 'npm run train:claims -- --set CLAIMS,QUERIES[,QUERIES...] [--set ...] [--out FILE.ts]'
const SEEDS = [0, 1]
const SUGGEST_FROM = 0.7
const THRESHOLDS = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9]

main()

/** Cross-validates, prints what it found, and writes the weights of all cases with a calibration from kept-apart folds. */
function main(): void {
  const { values } = parseArgs({ options: { set: { type: 'string', multiple: true }, out: { type: 'string' } } })
  const sets = (values.set ?? []).map((set) => set.split(','))
  if (sets.length === 0 || sets.some((paths) => paths.length < 2)) {
    console.error(USAGE)
    process.exitCode = 2
    return
  }
  const cases = sets.flatMap(([claims = '', ...queries]) => readCases(claims, queries))
  const runs = SEEDS.map((seed) => crossValidate(cases, seed))
  for (const part of new Set(cases.map((one) => one.part))) printPart(part, runs)
  const outcomes = runs.flatMap((run) => run.flatMap(({ fold, outcomes }) => outcomes.map((one) => ({ ...one, fold }))))
  const features = fitWeights(cases)
  const scaleOf = new Map(features.map(({ name, scale }) => [name, scale]))
  const judged = judgeChances(outcomes, scaleOf)
  for (const size of [null, ...SMALL_SIZES]) {
    console.log(size === null ? 'all reviews:' : `about ${size} reviews:`)
    printCalibration(judged.filter((one) => one.size === size))
  }
  const model: MatchModel = {
    features,
    calibration: fitCalibration(outcomes, scaleOf),
    suggestFrom: SUGGEST_FROM,
  }
  for (const { name, weight } of model.features.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))) {
    console.log(`  ${weight.toFixed(3).padStart(7)}  ${name}`)
  }
  if (values.out) writeFileSync(values.out, fileOf(model, cases.length))
}

function printPart(part: string, runs: readonly HeldOut[][]): void {
  const held = runs.flat().filter((one) => one.part === part)
  const byFold = runs.flatMap((run) =>
    Array.from({ length: FOLDS }, (_, fold) =>
      scoreRankings(run.filter((one) => one.part === part && one.fold === fold)),
    ),
  )
  const maps = byFold.map(({ map5 }) => map5)
  const { map5, mrr, first } = scoreRankings(held)
  const mean = maps.reduce((sum, map) => sum + map, 0) / maps.length
  const spread = Math.sqrt(maps.reduce((sum, map) => sum + (map - mean) ** 2, 0) / (maps.length - 1))
  console.log(
    `${part}: ${held.length / runs.length} queries  MAP@5 ${map5.toFixed(3)} (folds ±${spread.toFixed(3)}, ` +
      `${Math.min(...maps).toFixed(3)} to ${Math.max(...maps).toFixed(3)})  MRR ${mrr.toFixed(3)}  first ${first.toFixed(3)}`,
  )
}

function printCalibration(judged: readonly Judged[]): void {
  console.log(`calibration error ${calibrationError(judged).toFixed(3)} (half of the queries without a review)`)
  for (const from of THRESHOLDS) {
    const { precision, recall } = suggestionScores(judged, from)
    console.log(`  from ${from}: precision ${precision.toFixed(3)}  recall ${recall.toFixed(3)}`)
  }
}

function fileOf({ features, calibration, suggestFrom }: MatchModel, count: number): string {
  return `import type { MatchModel } from './match-model.ts'

/** Fitted by \`npm run train:claims\` on ${count} labelled queries. */
export const MATCH_WEIGHTS: MatchModel = {
  features: [
${rowsOf(features, '    ')}
  ],
  calibration: {
    intercept: ${calibration.intercept.toFixed(4)},
    lead: ${calibration.lead.toFixed(4)},
    features: [
${rowsOf(calibration.features, '      ')}
    ],
  },
  suggestFrom: ${suggestFrom},
}
`
}

function rowsOf(features: MatchModel['features'], indent: string): string {
  return features
    .map(({ name, scale, weight }) => `${indent}{ name: '${name}', scale: ${scale}, weight: ${weight.toFixed(4)} },`)
    .join('\n')
}
