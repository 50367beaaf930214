import { hash128 } from '../item/content-hash.ts'
import { MATCH_WEIGHTS } from './match-weights.ts'

const DIGITS = 12

/** Names the shipped model: decisions on chances of another one teach nothing about this one's. */
export const MODEL_VERSION = hash128(JSON.stringify(MATCH_WEIGHTS)).slice(0, DIGITS)
