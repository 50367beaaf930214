import type { FeatureName } from './match-features.ts'

/** A feature, its spread over the training data, and what one spread of it is worth. */
export type WeighedFeature = { name: FeatureName; scale: number; weight: number }
type FeatureRow = Readonly<Record<FeatureName, number>>

/**
 * The trained model. A claim's score is Σ weight × feature ∕ scale over `features`; only differences between candidates of one
 * query mean anything. The chance that a claim is the one meant is the logistic function of the calibration's intercept, its
 * own features, and lead × ln(share ∕ (1 − share)), where share is the claim's part in the softmax over all candidates.
 */
export type MatchModel = {
  features: readonly WeighedFeature[]
  calibration: { intercept: number; lead: number; features: readonly WeighedFeature[] }
  /** Below this chance nothing is suggested. */
  suggestFrom: number
}

const SHARE_EDGE = 1e-4

/** The model's score of each candidate, from their features. */
export function scoreCandidates(rows: readonly FeatureRow[], features: MatchModel['features']): number[] {
  return rows.map((row) => weighFeatures(row, features))
}

function weighFeatures(row: FeatureRow, features: readonly WeighedFeature[]): number {
  return features.reduce((sum, { name, scale, weight }) => sum + (weight * row[name]) / scale, 0)
}

/** ln(share ∕ (1 − share)) of each candidate's part in the softmax over all, kept off the ends. */
export function leadsOf(scores: readonly number[]): number[] {
  const top = Math.max(...scores)
  const parts = scores.map((score) => Math.exp(score - top))
  const total = parts.reduce((sum, part) => sum + part, 0)
  return parts.map((part) => {
    const share = Math.min(1 - SHARE_EDGE, Math.max(SHARE_EDGE, part / total))
    return Math.log(share / (1 - share))
  })
}

/** The calibrated chance, 0 to 1. */
export function chanceOf(row: FeatureRow, lead: number, calibration: MatchModel['calibration']): number {
  const sum = calibration.intercept + calibration.lead * lead + weighFeatures(row, calibration.features)
  return 1 / (1 + Math.exp(-sum))
}
