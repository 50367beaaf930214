import type { FeedScore } from './score-feeds.ts'
import type { ScoredField } from './stated-values.ts'

/** What must come out of the corpus, as shares of the values its suites state. */
export const FIELD_GOALS: Partial<Record<ScoredField, number>> = {
  items: 0.98,
  title: 0.99,
  published: 0.985,
  id: 0.985,
  text: 0.97,
  link: 0.97,
}
export const ENCODINGS_GOAL = 64 / 70
export const DATES_GOAL = 44 / 46
export const FEEDS_PER_CPU_SECOND_GOAL = 500

/** Fields under their goal, in words; empty when every mark is met. */
export function missedFields({ right, asked }: FeedScore): string[] {
  return Object.entries(FIELD_GOALS).flatMap(([name, goal]) => {
    const field = name as ScoredField
    const share = right[field] / asked[field]
    return share >= goal ? [] : [`${field}: ${right[field]} of ${asked[field]}, goal ${goal}`]
  })
}
