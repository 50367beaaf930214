import { solveLinear } from './solve-linear.ts'

/** What analysts' own decisions make of the shipped chance: logistic(shift + slope × log-odds of the shipped chance). */
export type ChanceCorrection = { shift: number; slope: number }

/** A suggestion that an analyst decided on, with the chance the shipped model gave it. */
export type DecidedChance = { chance: number; isAccepted: boolean }

/** With fewer decisions than this in all, or of either kind, the shipped chances stand. */
export const DECISIONS_MIN = 30
export const DECISIONS_OF_EACH_MIN = 8

const EDGE = 1e-4
const CHANCE_MIN = 0.01
const CHANCE_MAX = 0.99
const SLOPE_MIN = 0.05
/** How strongly the correction is held to the shipped chances: as if so much had been seen that agrees with them. */
const SHIFT_HOLD = 0.25
const SLOPE_HOLD = 4
const ROUNDS_MAX = 50
/** Far from the summit a full Newton step overshoots. */
const STEP_MAX = 2

/** The corrected chance, never below 0.01 nor above 0.99; without a correction the shipped one within the same bounds. */
export function correctChance(chance: number, correction: ChanceCorrection | null): number {
  const { shift, slope } = correction ?? { shift: 0, slope: 1 }
  const corrected = 1 / (1 + Math.exp(-(shift + slope * logOdds(chance))))
  return Math.min(CHANCE_MAX, Math.max(CHANCE_MIN, corrected))
}

/** Whether decisions suffice to learn from. */
export function hasEnoughDecisions({ accepted, refused }: { accepted: number; refused: number }): boolean {
  return accepted + refused >= DECISIONS_MIN && Math.min(accepted, refused) >= DECISIONS_OF_EACH_MIN
}

/**
 * Platt scaling (1999) of the shipped log-odds by Newton's method, with normal priors on shift (mean 0) and slope (mean 1);
 * null while there are too few decisions. The slope stays above zero, so that a likelier suggestion never becomes the less
 * likely one.
 */
export function fitCorrection(decisions: readonly DecidedChance[]): ChanceCorrection | null {
  const accepted = decisions.filter(({ isAccepted }) => isAccepted).length
  if (!hasEnoughDecisions({ accepted, refused: decisions.length - accepted })) return null
  const free = climb(decisions, 1, true)
  return free.slope >= SLOPE_MIN ? free : climb(decisions, SLOPE_MIN, false)
}

function climb(decisions: readonly DecidedChance[], startSlope: number, isSlopeFree: boolean): ChanceCorrection {
  let shift = 0
  let slope = startSlope
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const gradient = Float64Array.of(-SHIFT_HOLD * shift, -SLOPE_HOLD * (slope - 1))
    const bend = Float64Array.of(SHIFT_HOLD, 0, 0, SLOPE_HOLD)
    for (const { chance, isAccepted } of decisions) {
      const odds = logOdds(chance)
      const expected = 1 / (1 + Math.exp(-(shift + slope * odds)))
      const miss = Number(isAccepted) - expected
      const spread = expected * (1 - expected)
      gradient[0] = (gradient[0] ?? 0) + miss
      gradient[1] = (gradient[1] ?? 0) + miss * odds
      bend[0] = (bend[0] ?? 0) + spread
      bend[2] = (bend[2] ?? 0) + spread * odds
      bend[3] = (bend[3] ?? 0) + spread * odds * odds
    }
    const step = isSlopeFree ? solveLinear(bend, gradient) : Float64Array.of((gradient[0] ?? 0) / (bend[0] ?? 1), 0)
    const longest = Math.max(...step.map(Math.abs))
    const stride = longest > STEP_MAX ? STEP_MAX / longest : 1
    shift += stride * (step[0] ?? 0)
    slope += stride * (step[1] ?? 0)
    if (longest < 1e-9) break
  }
  return { shift, slope }
}

/** ln(chance ∕ (1 − chance)), kept off the ends. */
function logOdds(chance: number): number {
  const inside = Math.min(1 - EDGE, Math.max(EDGE, chance))
  return Math.log(inside / (1 - inside))
}
