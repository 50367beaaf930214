import { describe, expect, test } from 'vitest'

import { lintTerm } from './lint-terms.ts'
import { EMPTY_TERM_LISTS, parseTermLists } from './term-lists.ts'

const FILE = `
# Names of our country
[Parties]
Móvimiento Ejemplo   # since 2019
示範聯盟
[outlets]
Example Today
[office holders]
Doe
[institutions]
Mary Seacole
[places]
Green Party
Ho Chi Minh
`

describe('the operator’s list of names', () => {
  const { lists, faults } = parseTermLists(FILE)
  const verdict = (term: string) => lintTerm(term, lists)

  test('is read without faults', () => {
    expect(faults).toEqual([])
    expect(lists.parties).toEqual(['Móvimiento Ejemplo', '示範聯盟'])
  })

  test.each([
    'MOVIMIENTO EJEMPLO',
    'is movimiento ejemplo corrupt',
    '示範聯盟醜聞',
    '"Example Today"',
    'es: example-today',
    'doe',
  ])('refuses a term that holds a listed name: %s', (term) =>
    expect(verdict(term)).toMatchObject({ kind: 'refused', because: 'listed' }),
  )

  test('says which name and from where', () => {
    expect(verdict('Jane Doe')).toMatchObject({
      message: expect.stringContaining('“Jane Doe” names an office holder of the operator’s list (“Doe”).'),
    })
  })

  test.each(['Mary Seacole', 'mary seacole', 'Ho Chi Minh flood', 'Green Party', 'example yesterday', 'Doering'])(
    'accepts what is listed as an institution or place, and what only resembles a name: %s',
    (term) => expect(verdict(term)).toEqual({ kind: 'fine' }),
  )

  test('still judges what stands beside an accepted name', () => {
    expect(verdict('Mary Seacole Peter Example')).toMatchObject({ kind: 'needs_reason', because: 'name' })
    expect(lintTerm('Mary Seacole', EMPTY_TERM_LISTS)).toMatchObject({ kind: 'needs_reason' })
  })

  test('names each faulty line and what to write', () => {
    expect(parseTermLists('Stray\n[partys]\nA\n[parties]\n?\n').faults).toEqual([
      'Line 1: “Stray” stands under no heading. Write [parties] above it.',
      expect.stringMatching(/^Line 2: \[partys\] is not a heading\. Write one of: \[parties\]/),
      'Line 5: “?” is no name. Write 2 to 120 characters.',
    ])
  })
})
