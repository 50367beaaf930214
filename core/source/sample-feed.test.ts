import { expect, test } from 'vitest'

import { SAMPLE_MAX, SAMPLE_TITLE_MAX } from './page-order.ts'
import { sampleFeed } from './sample-feed.ts'

const item = (title: string, day: number | null, text = '') => ({
  title,
  text,
  publishedAt: day === null ? null : new Date(Date.UTC(2026, 10, day)),
})
const titles = (items: Parameters<typeof sampleFeed>[0]) => sampleFeed(items).map(({ title }) => title)

test('the newest come first, those without a date last in the order of the feed', () => {
  expect(titles([item('undated 1', null), item('old', 1), item('new', 9), item('undated 2', null)])).toEqual([
    'new',
    'old',
    'undated 1',
    'undated 2',
  ])
})

test('no more than a few, a post without a title by its words, an empty one not at all', () => {
  expect(titles(Array.from({ length: 9 }, (_, index) => item(`n${index}`, index + 1)))).toHaveLength(SAMPLE_MAX)
  expect(titles([item('', 1, 'Only words'), item(' ', 2, '  ')])).toEqual(['Only words'])
})

test('a long title is cut between letters', () => {
  const [cut] = titles([item('😀'.repeat(SAMPLE_TITLE_MAX + 5), 1)])
  expect([...(cut ?? '')]).toHaveLength(SAMPLE_TITLE_MAX)
  expect(cut?.isWellFormed()).toBe(true)
})
