import type { MatchModel } from './match-model.ts'

export const MATCH_WEIGHTS: MatchModel = { features: [], calibration: { intercept: 0, lead: 1, features: [] }, suggestFrom: 0.5 }
