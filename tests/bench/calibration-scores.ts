import { fitCalibration, type Outcome } from '@hub/core/match/fit-calibration.ts'
import type { Features } from '@hub/core/match/match-features.ts'
import { chanceOf } from '@hub/core/match/match-model.ts'

/** An outcome, and how many reviews the index held about; null is the whole set. */
export type SizedOutcome = Outcome & { size: number | null }

/** A chance given, and what came of it. */
export type Judged = Pick<SizedOutcome, 'size' | 'isRight'> & { chance: number }

/** The chance of each outcome by a calibration that never saw its fold. */
export function judgeChances(
  outcomes: readonly (SizedOutcome & { fold: number })[],
  scaleOf: ReadonlyMap<keyof Features, number>,
): Judged[] {
  return [...new Set(outcomes.map(({ fold }) => fold))].flatMap((fold) => {
    const calibration = fitCalibration(
      outcomes.filter((outcome) => outcome.fold !== fold),
      scaleOf,
    )
    return outcomes
      .filter((outcome) => outcome.fold === fold)
      .map(({ row, lead, size, isRight }) => ({ chance: chanceOf(row, lead, calibration), size, isRight }))
  })
}

/** Expected calibration error over ten equal bins (Naeini and others, 2015). */
export function calibrationError(judged: readonly Judged[]): number {
  const bins = Map.groupBy(judged, ({ chance }) => Math.min(9, Math.floor(chance * 10)))
  let error = 0
  for (const bin of bins.values()) {
    const meant = bin.reduce((sum, { chance }) => sum + chance, 0)
    const came = bin.filter(({ isRight }) => isRight).length
    error += Math.abs(meant - came) / judged.length
  }
  return error
}

/** Of what is suggested from a chance on: the share that is right, and the share of all right ones it keeps. */
export function suggestionScores(judged: readonly Judged[], from: number): { precision: number; recall: number } {
  const suggested = judged.filter(({ chance }) => chance >= from)
  const right = suggested.filter(({ isRight }) => isRight).length
  const all = judged.filter(({ isRight }) => isRight).length
  return { precision: right / Math.max(1, suggested.length), recall: right / Math.max(1, all) }
}
