import { describe, expect, test } from 'vitest'

import { splitSignature } from './split-signature.ts'

describe('the signature of a quoted post', () => {
  test.each([
    ['a plain one', 'So it is. — Ann Lee (@AnnLee) March 4, 2019', 'So it is.', 'Ann Lee @AnnLee', 'march', '2019'],
    ['no space before it', 'So it is.— Ann (@AnnLee) March 4, 2019', 'So it is.', 'Ann @AnnLee', 'march', '2019'],
    [
      'brackets in the name',
      'So. — Ann (ret) Lee (@AnnLee) May 8, 2018',
      'So.',
      'Ann (ret) Lee @AnnLee',
      'may',
      '2018',
    ],
    ['half a year', 'So. — Ann (@AnnLee) May 8, 201', 'So.', 'Ann @AnnLee', null, null],
    ['no date', 'So. – Ann (@AnnLee)', 'So.', 'Ann @AnnLee', null, null],
    ['none', 'A well-known (@AnnLee) word', 'A well-known (@AnnLee) word', '', null, null],
  ])('is told from its words: %s', (_, text, body, author, month, year) => {
    expect(splitSignature(text)).toEqual({ body, author, month, year })
  })

  test('of a post that it quotes is taken off too, and dates nothing', () => {
    const text = 'Racist? — Ann (@AnnLee) July 25, 2019 Will you delete this? — Bo (@Bo) July 26, 2020'
    expect(splitSignature(text)).toEqual({
      body: 'Racist? \n Will you delete this?',
      author: 'Bo @Bo Ann @AnnLee',
      month: 'july',
      year: '2020',
    })
  })
})
