import { describe, expect, test } from 'vitest'
import { CORPUS_ABSENT, isCorpusPresent, listOrdinaryFeeds } from './corpus.ts'
import { readEncodings } from './encodings.ts'
import { readExpectations } from './expectations.ts'
import { FAULTS, keepUnderFault } from './faults.ts'
import { FEED_READERS } from './feed-readers.ts'
import { DATES_GOAL, ENCODINGS_GOAL, missedFields } from './marks.ts'
import { scoreOddDates } from './odd-dates.ts'
import { scoreFeeds } from './score-feeds.ts'

if (!isCorpusPresent) console.log(CORPUS_ABSENT)

describe.skipIf(!isCorpusPresent)('the marks, on the suites of other projects', () => {
  test('items, titles, dates, ids, texts and links come out', async () => {
    const score = await scoreFeeds(readExpectations(), FEED_READERS.hub)
    expect(score.files).toBeGreaterThan(700)
    expect(missedFields(score)).toEqual([])
    expect(score.unread).toEqual([])
  })

  test.each(Object.keys(FAULTS))('entries survive: %s', async (fault) => {
    const { kept, of, feeds } = await keepUnderFault(listOrdinaryFeeds(), fault, FEED_READERS.hub)
    expect(feeds).toBeGreaterThan(20)
    expect(kept / of).toBeGreaterThanOrEqual(FAULTS[fault]?.goal ?? 1)
  })

  test('odd spellings of dates are read', () => {
    const { right, of } = scoreOddDates()
    expect(right / of).toBeGreaterThanOrEqual(DATES_GOAL)
  })
})

test('encodings are found however they are announced', () => {
  const cases = readEncodings()
  expect(cases.length).toBe(70)
  expect(cases.filter(({ isRight }) => isRight).length / cases.length).toBeGreaterThanOrEqual(ENCODINGS_GOAL)
})
