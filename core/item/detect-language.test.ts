import { describe, expect, test } from 'vitest'
import { detectLanguage } from './detect-language.ts'
import { languageCode } from './language-code.ts'

describe('languageCode', () => {
  test.each([
    ['en-US', 'en'],
    ['EN', 'en'],
    ['pt_BR', 'pt'],
    ['eng', 'en'],
    ['fra', 'fr'],
    ['nb-NO', 'no'],
    ['nn', 'no'],
    ['zh-Hans-CN', 'zh'],
    ['iw', 'he'],
    ['de, en', 'de'],
    ['', null],
    ['english', null],
    ['gsw', null],
    ['*', null],
    [null, null],
    [undefined, null],
    ['x-default', null],
  ])('%j → %j', (declared, expected) => expect(languageCode(declared)).toBe(expected))
})

const ENGLISH =
  'The council has denied that a new tax on rural households is being prepared and called the reports unfounded.'
const SPANISH =
  'El ayuntamiento ha negado que se prepare un nuevo impuesto sobre los hogares rurales y califica las noticias de infundadas.'

describe('detectLanguage', () => {
  test.each([
    [ENGLISH, null, 'en'],
    [ENGLISH, 'en-GB', 'en'],
    [SPANISH, null, 'es'],
    ['Правительство отрицает введение нового налога для сельских жителей', null, 'ru'],
    ['政府否认对农村家庭征收新税的报道', null, 'zh'],
  ])('%s (%s) → %s', (text, declared, expected) => expect(detectLanguage(text, declared)).toBe(expected))

  test('short text follows its declaration and is und without one', () => {
    expect(detectLanguage('Breaking', 'de')).toBe('de')
    expect(detectLanguage('Breaking', null)).toBe('und')
    expect(detectLanguage('', null)).toBe('und')
    expect(detectLanguage('1234567890 '.repeat(10), null)).toBe('und')
  })

  test('a short contradiction is und, a long one is what the text is written in', () => {
    expect(detectLanguage(SPANISH, 'en')).toBe('und')
    expect(detectLanguage(`${SPANISH} ${SPANISH} ${SPANISH}`, 'en')).toBe('es')
  })
})

test('short Latin headlines that could be several languages are und rather than wrong', () => {
  expect(detectLanguage('mourinho seek killer instinct', null)).toBe('und')
  expect(detectLanguage('centrepoint winter white gala london', null)).not.toBe('nl')
  expect(detectLanguage('Мост через реку закрыт до весны', null)).toBe('ru')
})
