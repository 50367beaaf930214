/** What the marks are set on, and what is counted beside them. */
export const SCORED_FIELDS = ['items', 'title', 'published', 'id', 'text', 'link', 'feedTitle', 'siteUrl'] as const
export type ScoredField = (typeof SCORED_FIELDS)[number]

/** One value that a suite says must come out of a file; `entry` counts from 0. */
export type Check = { field: ScoredField; entry: number; wanted: string }
export type Expectation = { suite: string; file: string; base: string | null; checks: Check[] }

/** Collects the checks of one file; values that are absent or empty state nothing. */
export function createChecks(): { checks: Check[]; add(field: ScoredField, entry: number, wanted: unknown): void } {
  const checks: Check[] = []
  return {
    checks,
    add(field, entry, wanted) {
      const isStated = (typeof wanted === 'string' && wanted.trim() !== '') || typeof wanted === 'number'
      if (isStated) checks.push({ field, entry, wanted: String(wanted) })
    },
  }
}
