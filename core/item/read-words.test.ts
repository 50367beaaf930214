import { expect, test } from 'vitest'

import { readWords, splitHashtags } from './read-words.ts'

test.each([
  ['#WaterUnsafe', 'Water Unsafe'],
  ['#NATOExercise', 'NATO Exercise'],
  ['#boil_water', 'boil water'],
  ['#Covid19Rules', 'Covid19 Rules'],
  ['#E\u0301tatDurgence', 'E\u0301tat Durgence'],
])('%s is read as “%s”', (tag, words) => {
  expect(splitHashtags(tag).replaceAll(/\s+/g, ' ').trim()).toBe(words)
})

test('no word keeps more marks than a letter of any script carries', () => {
  const { words } = readWords(`#a${'\u0301'.repeat(5_000)} b${'\u0323'.repeat(5_000)}`, false)
  expect(words.length).toBeGreaterThan(1)
  for (const word of words) expect(word.length).toBeLessThan(64)
})
