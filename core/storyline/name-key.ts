import anyAscii from 'any-ascii'

const MIN_LETTERS = 4
const MIN_KEY = 3
/** Scripts that leave most vowels out and write w and y for long ones. */
const WITHOUT_VOWELS = /[\p{sc=Arabic}\p{sc=Hebrew}]/u
const INITIAL_ALEF = /^[اأإآא]/u
/** Spellings of one sound in different romanisations, applied in order. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/ph/g, 'f'],
  [/ng/g, 'n'],
  [/j$/, ''],
  [/sch|sh|ch|cz|ts|tz/g, 's'],
  [/kh|gh/g, 'h'],
  [/ck|q|c(?![eiy])/g, 'k'],
  [/c|z/g, 's'],
  [/x/g, 'ks'],
  [/w/g, 'v'],
  [/th/g, 't'],
]

/**
 * One key for a name however it is spelled and in whichever script: romanised, sounds that romanisations write differently
 * made one, and only its first letter and its consonants kept ("Зеленский", "Zelensky": `slnsk`). Null for words too short to
 * tell a name by. A key is a hint: different names can share one.
 */
export function nameKey(word: string): string | null {
  const hasNoVowels = WITHOUT_VOWELS.test(word)
  const roman = anyAscii(word.normalize('NFC'))
    .toLowerCase()
    .replace(/[^a-z]/g, '')
  if (roman.length < (hasNoVowels ? MIN_LETTERS - 1 : MIN_LETTERS)) return null
  const begun = INITIAL_ALEF.test(word) ? `a${roman.replace(/^[awy]+/, '')}` : roman
  const sounded = SOUNDS.reduce((text, [written, sound]) => text.replace(written, sound), begun)
  const consonants = sounded.slice(1).replace(hasNoVowels ? /[aeiouyv]/g : /[aeiouy]/g, '')
  const key = (sounded.charAt(0).replace(/[aeiouy]/, 'a') + consonants).replace(/(.)\1+/g, '$1')
  return key.length < MIN_KEY ? null : key
}
