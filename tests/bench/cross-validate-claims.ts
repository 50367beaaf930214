import { type Choice, fitChoice } from '@hub/core/match/fit-choice.ts'
import type { Features } from '@hub/core/match/match-features.ts'
import { leadsOf, type MatchModel, scoreCandidates } from '@hub/core/match/match-model.ts'

import type { SizedOutcome } from './calibration-scores.ts'
import { type ClaimCase, featureScales } from './claim-cases.ts'
import { foldQueries } from './claim-folds.ts'

export const FOLDS = 5
/** Chosen by cross-validation among 1, 5 and 20, which differ by less than the folds do. */
export const RIDGE = 5

type Weighed = MatchModel['features']

/** What a model that never saw the query, nor its claim, made of it. */
export type HeldOut = { part: string; fold: number; ranked: string[]; relevant: string[]; outcomes: SizedOutcome[] }

/** Weights from these cases alone; scales are the cases' own. */
export function fitWeights(cases: readonly ClaimCase[]): Weighed {
  const scales = featureScales(cases)
  const choices = cases.map(({ rows, ids, query }): Choice => ({
    rows: Float64Array.from(rows.flatMap((row) => scales.map(({ name, scale }) => row[name] / scale))),
    right: ids.map((id) => query.relevant.includes(id)),
  }))
  const weights = fitChoice(choices, scales.length, RIDGE)
  return scales.map(({ name, scale }, at) => ({ name, scale, weight: Number((weights[at] ?? 0).toFixed(4)) }))
}

/** Every case ranked by weights fitted without its fold. */
export function crossValidate(cases: readonly ClaimCase[], seed: number): HeldOut[] {
  const folds = foldQueries(
    cases.map(({ query, claimTexts }) => ({ text: query.text, claimTexts })),
    FOLDS,
    seed,
  )
  return Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
    const weights = fitWeights(cases.filter((_, at) => folds[at] !== fold))
    return cases.filter((_, at) => folds[at] === fold).map((held) => judge(held, weights, fold))
  })
}

function judge({ part, query, ids, right, rows, without, small }: ClaimCase, weights: Weighed, fold: number): HeldOut {
  const ranked = rankRows(rows, weights)
  const first = ranked[0]
  return {
    part,
    fold,
    ranked: ranked.map(({ at }) => ids[at] ?? ''),
    relevant: query.relevant,
    outcomes: [
      ...(first ? [{ ...first, size: null, isRight: right.has(ids[first.at] ?? '') }] : []),
      ...firstOf(without, weights, null),
      ...small.flatMap((asked) => [
        ...firstOf(
          asked.rows,
          weights,
          asked.size,
          (at) => right.has(asked.ids[at] ?? '') || query.relevant.includes(asked.ids[at] ?? ''),
        ),
        ...firstOf(asked.without, weights, asked.size),
      ]),
    ],
  }
}

function firstOf(
  rows: readonly Features[],
  weights: Weighed,
  size: number | null,
  isRight = (_: number) => false,
): SizedOutcome[] {
  const first = rankRows(rows, weights)[0]
  return first ? [{ ...first, size, isRight: isRight(first.at) }] : []
}

function rankRows(rows: readonly Features[], weights: Weighed) {
  const scores = scoreCandidates(rows, weights)
  const leads = leadsOf(scores)
  return scores
    .flatMap((score, at) => {
      const row = rows[at]
      return row ? [{ at, row, score, lead: leads[at] ?? 0 }] : []
    })
    .sort((a, b) => b.score - a.score || a.at - b.at)
}
