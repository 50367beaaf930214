import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { embeddingText } from './embedding-text.ts'
import { cosineOf, normaliseVector } from './vector.ts'

describe('a row of numbers', () => {
  test.each([[[]], [[0, 0]], [[Number.NaN, 1]], [[Number.POSITIVE_INFINITY]], [Array.from({ length: 5000 }, () => 1)]])(
    '%j is no direction',
    (numbers) => expect(normaliseVector(numbers)).toBeUndefined(),
  )

  test('has length one, however large or small its numbers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 50 }),
        (numbers) => {
          const vector = normaliseVector(numbers)
          if (vector !== undefined) expect(cosineOf(vector, vector)).toBeCloseTo(1, 4)
          else expect(numbers.every((value) => value === 0)).toBe(true)
        },
      ),
    )
  })

  test('is like another by the angle between them; rows of different spaces have none', () => {
    const of = (...numbers: number[]) => normaliseVector(numbers)!
    expect(cosineOf(of(1, 0), of(0, 5))).toBeCloseTo(0)
    expect(cosineOf(of(1, 0), of(-2, 0))).toBeCloseTo(-1)
    expect(cosineOf(of(1, 1), of(3, 3))).toBeCloseTo(1)
    expect(cosineOf(of(1, 0), of(1, 0, 0))).toBeUndefined()
  })
})

test('a narrative is embedded by its title, its words and a few headlines, each once', () => {
  const text = embeddingText({
    title: 'Water <b>unsafe</b>',
    terms: ['water', 'pipe'],
    headlines: ['Water unsafe', 'Pipe burst https://x.example/1', 'Third', 'Fourth'],
  })
  expect(text).toBe('Water unsafe\nPipe burst\nThird\nwater, pipe')
})
