import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { SCORED_FIELDS, scoreSuites, type ScoredField } from './score-suites.ts'

const FOLDER = fileURLToPath(new URL('../../../shared/data/feeds', import.meta.url))
const isPresent = existsSync(FOLDER)
if (!isPresent)
  console.log('Skipped: the parser suites of other projects are not beside this repository (../shared/data/feeds).')

/** Share of stated values that must come out. What is missing is policy (another project's fallbacks), named in the list below. */
const FLOORS: Record<ScoredField, number> = {
  items: 0.99,
  feedTitle: 0.985,
  siteUrl: 0.85,
  title: 0.98,
  published: 1,
  id: 1,
  link: 0.92,
  text: 0.94,
}

describe.skipIf(!isPresent)('the suites of feedparser, miniflux and gofeed', () => {
  test('values come out at or above the floors', () => {
    const score = scoreSuites(FOLDER)
    console.log(SCORED_FIELDS.map((field) => `${field} ${score.right[field]}/${score.asked[field]}`).join(', '))
    expect(score.files).toBeGreaterThan(600)
    expect(SCORED_FIELDS.filter((field) => score.right[field] / score.asked[field] < FLOORS[field])).toEqual([])
    expect(score.unread.length).toBeLessThanOrEqual(1)
  })
})
