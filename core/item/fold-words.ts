import { foldText } from './fold-text.ts'
import { isAscii } from './is-ascii.ts'

/**
 * Folds spellings of one word together beyond `foldText`: Arabic vowel signs, tatweel, forms of alef, yeh and kaf; Hebrew
 * points; apostrophes that count as letters; invisible joiners and soft hyphens. Thai and Lao am stay one letter, as their
 * dictionaries spell it.
 */
export function foldWords(text: string): string {
  if (isAscii(text)) return text.toLowerCase()
  return foldText(text)
    .normalize('NFD')
    .replace(/[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u0591-\u05bd\u05bf-\u05c7]/g, '')
    .normalize('NFC')
    .replace(/ٱ/g, 'ا')
    .replace(/[ىی]/g, 'ي')
    .replace(/ک/g, 'ك')
    .replace(/[\u02b9-\u02bf]/g, "'")
    .replace(/[\u00ad\u200c-\u200f\u2060\ufeff]/g, '')
    .replace(/\u0e4d\u0e32/g, '\u0e33')
    .replace(/\u0ecd\u0eb2/g, '\u0eb3')
}
