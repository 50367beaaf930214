import type { Features } from './match-features.ts'
import type { MatchModel, WeighedFeature } from './match-model.ts'
import { solveLinear } from './solve-linear.ts'

/** The first-ranked claim of a query kept out of training: its features, its lead, and whether it was the right one. */
export type Outcome = { row: Features; lead: number; isRight: boolean }

/** What the chance may rest on besides the lead: how well query and claim cover each other, whatever the other candidates. */
const INPUTS = [
  'querySense',
  'claimSense',
  'sharedSense',
  'bodyCoverage',
  'partCoverage',
  'rareCoverage',
  'rarestShared',
  'claimMissing',
  'longestRunLog',
  'pairCoverage',
  'claimNames',
  'queryNames',
  'claimNumbersMissing',
  'sharedNumbers',
  'gramCosine',
  'nearMisses',
  'otherYear',
  'sameYear',
  'sharedCount',
  'queryHeld',
] as const satisfies readonly (keyof Features)[]
const ROUNDS_MAX = 25
const RIDGE = 1

/**
 * Platt scaling (1999) with several inputs: a logistic regression with a small ridge, by Newton's method. Leads must come from
 * weights that never saw the query.
 */
export function fitCalibration(
  outcomes: readonly Outcome[],
  scaleOf: ReadonlyMap<keyof Features, number>,
): MatchModel['calibration'] {
  const scales = INPUTS.map((name) => scaleOf.get(name) ?? 1)
  const rows = outcomes.map(({ row, lead }) => [1, lead, ...INPUTS.map((name, at) => row[name] / (scales[at] ?? 1))])
  const weights = fitLogistic(
    rows,
    outcomes.map(({ isRight }) => isRight),
  )
  const features = INPUTS.map((name, at): WeighedFeature => ({
    name,
    scale: scales[at] ?? 1,
    weight: weights[at + 2] ?? 0,
  }))
  return { intercept: weights[0] ?? 0, lead: weights[1] ?? 0, features }
}

function fitLogistic(rows: readonly number[][], right: readonly boolean[]): Float64Array {
  const width = rows[0]?.length ?? 0
  const weights = new Float64Array(width)
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const slope = weights.map((weight) => -RIDGE * weight)
    const bend = new Float64Array(width * width)
    for (let at = 0; at < width; at += 1) bend[at * width + at] = RIDGE
    rows.forEach((row, index) => {
      const sum = row.reduce((total, value, at) => total + value * (weights[at] ?? 0), 0)
      const chance = 1 / (1 + Math.exp(-sum))
      row.forEach((value, a) => {
        slope[a] = (slope[a] ?? 0) + value * ((right[index] === true ? 1 : 0) - chance)
        const scaled = value * chance * (1 - chance)
        for (let b = 0; b <= a; b += 1) bend[a * width + b] = (bend[a * width + b] ?? 0) + scaled * (row[b] ?? 0)
      })
    })
    const step = solveLinear(bend, slope)
    step.forEach((change, at) => {
      weights[at] = (weights[at] ?? 0) + change
    })
    if (step.every((change) => Math.abs(change) < 1e-6)) break
  }
  return weights
}
