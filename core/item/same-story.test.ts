import { expect, test } from 'vitest'

import { isSameStory } from './same-story.ts'

const REPORT =
  'The water company asked the residents of the old town to boil tap water until Friday, after a pipe broke.'

test.each([
  ['the same words', 'Tap water unsafe', '', 'Tap water unsafe', '', true],
  ['a headline made longer', 'Tap water unsafe', '', 'Tap water unsafe in the old town', '', true],
  ['case, accents and signs do not count', 'Cafe ferme', '', 'CAFÉ FERMÉ!', '', true],
  [
    'another headline over the same report',
    'Boil your water',
    REPORT,
    'Company sounds the alarm',
    `${REPORT} More soon.`,
    true,
  ],
  ['another story', 'Tap water unsafe', REPORT, 'Striker signs for three years', 'The club gave no sum.', false],
  ['another story in Chinese', '自来水不安全', '', '球队赢得冠军', '', false],
  ['a longer headline in Chinese', '自来水不安全', '', '自来水不安全居民说', '', true],
  ['nothing to compare', '', '', '', '', false],
])('%s', (_, title, text, otherTitle, otherText, expected) => {
  expect(isSameStory({ title, text }, { title: otherTitle, text: otherText })).toBe(expected)
  expect(isSameStory({ title: otherTitle, text: otherText }, { title, text })).toBe(expected)
})
