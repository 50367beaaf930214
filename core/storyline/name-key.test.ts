import { describe, expect, test } from 'vitest'

import { nameKey } from './name-key.ts'

describe('nameKey', () => {
  test.each([
    [['Zelensky', 'Зеленский', 'Selenskyj', 'Zelenskyy']],
    [['Macron', 'Макрон', 'ماكرون', 'Μακρόν']],
    [['Obama', 'Обама', 'أوباما']],
    [['Merkel', 'Меркель', 'ميركل']],
    [['Bratislava', 'Братислава']],
    [['Washington', 'Вашингтон', 'واشنطن']],
  ])('%j are one name', ([first, ...others]) => {
    for (const other of others) expect(nameKey(other)).toBe(nameKey(first ?? ''))
  })

  test.each([['Rome'.slice(0, 3)], ['Ai'], ['2026'], ['—']])('%s is too short to tell', (word) => {
    expect(nameKey(word)).toBeNull()
  })

  test('different names mostly differ', () => {
    const keys = ['Berlin', 'Bern', 'Brenk', 'Paris', 'Porto', 'Prague', 'Lisbon', 'Lisboa', 'London'].map(nameKey)
    expect(new Set(keys).size).toBe(keys.length)
  })
})
