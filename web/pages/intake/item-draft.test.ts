import { describe, expect, test } from 'vitest'

import { draftOfReading, EMPTY_DRAFT, holdsContacts, publishedOf } from './item-draft.ts'

const reading = {
  finalUrl: 'https://news.example/a',
  title: 'A',
  text: 'Words.',
  html: '',
  excerpt: '',
  siteName: null,
  language: 'en',
  publishedAt: '2026-11-22T09:30:00Z',
  claimReviews: [],
}

describe('a draft', () => {
  test('of a page keeps its moment until the day is changed', () => {
    const draft = draftOfReading(reading)
    expect(publishedOf(draft)).toBe('2026-11-22T09:30:00Z')
    expect(publishedOf({ ...draft, day: '2026-11-21' })).toBe('2026-11-21')
    expect(publishedOf({ ...draft, day: '' })).toBeUndefined()
  })

  test('says whether contacts of people stand in it', () => {
    expect(holdsContacts({ title: 'A', text: 'Ask @some_body' })).toBe(true)
    expect(holdsContacts(EMPTY_DRAFT)).toBe(false)
  })
})
