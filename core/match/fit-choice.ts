import { solveLinear } from './solve-linear.ts'

/** One query's candidates: `rows` holds `width` features each, one after another; `right` says which are relevant. */
export type Choice = { rows: Float64Array; right: readonly boolean[] }

const ROUNDS_MAX = 30
const ENOUGH = 1e-3

/**
 * Weights that make the right candidate of each choice the likeliest: a conditional logit (McFadden, 1974) with a ridge,
 * found by Newton's method with halved steps. Choices without a right candidate are passed over. The same choices in the same
 * order give the same weights.
 */
export function fitChoice(choices: readonly Choice[], width: number, ridge: number): Float64Array {
  const used = choices.filter(({ right }) => right.includes(true))
  let weights = new Float64Array(width)
  let loss = lossOf(used, weights, ridge)
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const step = newtonStep(used, weights, ridge)
    let share = 1
    let next = weights
    let nextLoss = loss
    do {
      next = weights.map((weight, at) => weight + share * (step[at] ?? 0))
      nextLoss = lossOf(used, next, ridge)
      share /= 2
    } while (nextLoss > loss && share > 1e-6)
    if (nextLoss > loss) break
    const gain = loss - nextLoss
    weights = next
    loss = nextLoss
    if (gain < ENOUGH) break
  }
  return weights
}

function chances({ rows, right }: Choice, weights: Float64Array): Float64Array {
  const scores = Float64Array.from(right, (_, row) => dot(rows, row * weights.length, weights))
  const top = Math.max(...scores)
  const parts = scores.map((score) => Math.exp(score - top))
  const total = parts.reduce((sum, part) => sum + part, 0)
  return parts.map((part) => part / total)
}

function lossOf(choices: readonly Choice[], weights: Float64Array, ridge: number): number {
  let loss = (ridge / 2) * dot(weights, 0, weights)
  for (const choice of choices) {
    const wanted = choice.right.filter(Boolean).length
    const chance = chances(choice, weights)
    choice.right.forEach((isRight, row) => {
      if (isRight) loss -= Math.log(Math.max(chance[row] ?? 0, 1e-300)) / wanted
    })
  }
  return loss
}

function newtonStep(choices: readonly Choice[], weights: Float64Array, ridge: number): Float64Array {
  const width = weights.length
  const slope = weights.map((weight) => -ridge * weight)
  const bend = new Float64Array(width * width)
  for (let at = 0; at < width; at += 1) bend[at * width + at] = ridge
  for (const choice of choices) {
    const chance = chances(choice, weights)
    const mean = new Float64Array(width)
    chance.forEach((part, row) => addTo(mean, choice.rows, row * width, part))
    const wanted = choice.right.filter(Boolean).length
    choice.right.forEach((isRight, row) => {
      const from = row * width
      if (isRight) addTo(slope, choice.rows, from, 1 / wanted)
      addTo(slope, choice.rows, from, -(chance[row] ?? 0))
      addBend(bend, choice.rows.subarray(from, from + width), mean, chance[row] ?? 0)
    })
  }
  return solveLinear(bend, slope)
}

/** Adds share × (row − mean)(row − mean)ᵀ to the lower half. */
function addBend(bend: Float64Array, row: Float64Array, mean: Float64Array, share: number): void {
  if (share < 1e-7) return
  const width = row.length
  const apart = row.map((value, at) => value - (mean[at] ?? 0))
  for (let a = 0; a < width; a += 1) {
    const scaled = share * (apart[a] ?? 0)
    for (let b = 0; b <= a; b += 1) bend[a * width + b] = (bend[a * width + b] ?? 0) + scaled * (apart[b] ?? 0)
  }
}

function addTo(sum: Float64Array, rows: Float64Array, from: number, share: number): void {
  for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) + share * (rows[from + at] ?? 0)
}

function dot(rows: Float64Array, from: number, weights: Float64Array): number {
  let sum = 0
  for (let at = 0; at < weights.length; at += 1) sum += (rows[from + at] ?? 0) * (weights[at] ?? 0)
  return sum
}
