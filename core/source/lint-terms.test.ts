import { describe, expect, test } from 'vitest'

import { lintTerm, lintTerms } from './lint-terms.ts'
import { EMPTY_TERM_LISTS } from './term-lists.ts'

describe('a term of a watch profile', () => {
  test.each([
    '@someone_88',
    'ask @minister',
    'jane.doe@example.org',
    '+34 612 345 678',
    '00 44 20 7946 0958',
    '612-345-678',
    'https://x.example/profile/1',
    'www.facebook.com/jane',
    'twitter.com/jane',
    't.me/channel',
    'instagram /@jane',
    'https://t.me/s/someone',
    'x.com/jane',
    'facebook.com/jane.doe',
    'bsky.app/profile/jane.bsky.social',
    'mastodon.social/@jane',
    'vk.ru/id12345',
    'jane.bsky.social',
    'ask @иван_петров',
    '@user@mastodon.social',
    '(212) 555-0147',
    '+49 30 901820',
    'es: 612 345 678',
    'es: @someone_88',
  ])('is refused when it points at a person: %s', (term) => {
    expect(lintTerm(term, EMPTY_TERM_LISTS).kind).toBe('refused')
  })

  test.each([
    'Jane Doe',
    'Ursula von der Leyen',
    "Sean O'Brien",
    'Anna-Maria Müller',
    'Лев Толстой',
    'Іван Франко',
    'Νίκος Παπαδόπουλος',
    'Recep Yılmaz',
    'José García López',
    'es: José García',
  ])('needs a reason when it looks like a name: %s', (term) => {
    expect(lintTerm(term, EMPTY_TERM_LISTS).kind).toBe('needs_reason')
  })

  test.each([
    'measles',
    'vaccine side effects',
    'Ministry of Health',
    'World Health Organization',
    'European Union',
    'New Zealand',
    'United Kingdom',
    'Burkina Faso',
    'San Marino',
    'polling station',
    '5G',
    '2026-11-22',
    'COVID-19',
    'emergency number 112',
    'Electoral Commission',
    'вакцина',
    '疫苗',
    'vacuna*',
    'Rio de Janeiro',
    'Lake Victoria',
    'Mount Etna',
    'Costa Rica',
    'Arabia Saudita',
    'Afrique du Sud',
    'Vereinigte Staaten',
    'Bosna i Hercegovina',
    'Министерство Здравоохранения',
    'Υπουργείο Υγείας',
    'Sağlık Bakanlığı',
    'Ministerul Sănătății',
    'وزارة الصحة',
    'питна вода',
    'безпечна вода',
    '#WaterUnsafe',
    'H5N1',
    'a/b test of water',
    'es: agua potable',
    'es: Arabia Saudita',
  ])('is fine otherwise: %s', (term) => {
    expect(lintTerm(term, EMPTY_TERM_LISTS)).toEqual({ kind: 'fine' })
  })

  test('keeps its place in the list', () => {
    expect(
      lintTerms(['measles', '@x_y', 'Jane Doe'], EMPTY_TERM_LISTS).map(({ index, verdict }) => [index, verdict.kind]),
    ).toEqual([
      [1, 'refused'],
      [2, 'needs_reason'],
    ])
  })
})
