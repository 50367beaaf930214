import { describe, expect, test } from 'vitest'

import { readFeatures } from './read-features.ts'

const item = (title: string, text = '', url: string | null = null) => ({ title, text, url })
const values = (texts: Parameters<typeof readFeatures>[0], kind: string) =>
  readFeatures(texts)
    .filter((feature) => feature.kind === kind)
    .map(({ value, shown, items }) => `${value} ${shown} ${items}`)

describe('readFeatures', () => {
  test('names stand inside a sentence with a capital; a headline in capitals throughout tells none', () => {
    const texts = [
      item('The minister of Brenk denies it', 'Nothing happened in Brenk. Nobody was there.'),
      item('Minister Denies What Happened In Brenk', 'People of Brenk said so.'),
    ]
    expect(values(texts, 'name')).toEqual(['brnk Brenk 2'])
  })

  test('scripts without capitals offer the words of their headlines', () => {
    const texts = [item('ماكرون يزور برلين'), item('زيارة ماكرون إلى برلين')]
    expect(values(texts, 'name').map((line) => line.split(' ')[0])).toEqual(expect.arrayContaining(['mkrn', 'brln']))
  })

  test('numbers are read in any script, years and single digits are not', () => {
    const texts = [item('1,200 wells closed in 2026'), item('1.200 Brunnen, 3 Orte'), item('١٢٠٠ بئر')]
    expect(values(texts, 'number')).toEqual(['1200 1,200 3'])
  })

  test('addresses are compared without what changes, the item’s own is none', () => {
    const own = 'https://paper.example/a'
    const texts = [
      item('a', `See https://who.example/report?utm_source=x and ${own}`, own),
      item('b', 'See https://www.who.example/report/'),
    ]
    expect(values(texts, 'url')).toEqual(['url:who.example/report https://who.example/report 2'])
  })

  test('tags are one whatever their case, and what one item of several carries counts for nothing', () => {
    expect(values([item('x', '#WaterCrisis'), item('y', '#watercrisis #other')], 'tag')).toEqual([
      'watercrisis #WaterCrisis 2',
    ])
    expect(values([item('x', '#only')], 'tag')).toHaveLength(1)
  })

  test('is bounded whatever the text', () => {
    const text = Array.from({ length: 10_000 }, (_, index) => `#tag${index} Name${index} ${index}00`).join(' ')
    expect(readFeatures([item('x', text), item('y', text)]).length).toBeLessThanOrEqual(4 * 24)
  })
})
