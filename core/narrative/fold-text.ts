const NON_ASCII = /[^\u0000-\u007f]/
const MARKS = /[\u0300-\u036f\u064b-\u0652\u0670]/g

/** Takes accents and Arabic vowel signs off, keeping case; letters of other scripts stay whole. */
export function foldMarks(text: string): string {
  return NON_ASCII.test(text) ? text.normalize('NFD').replace(MARKS, '').normalize('NFC') : text
}
