const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const ACCENTED = 'áƀçďéƒğĥíĵķłɱñóƥɋŕšţúṽŵẋýžÁƁÇĎÉƑĞĤÍĴĶŁṀÑÓƤɊŔŠŢÚṼŴẊÝŽ'
const ACCENTS = new Map([...PLAIN].map((letter, index) => [letter, [...ACCENTED][index] ?? letter]))

/**
 * Replaces every ASCII letter by an accented one, leaving tags such as `<link>` alone. A visible ASCII letter outside
 * `[data-content]` then shows a word that goes round the catalogue.
 */
export function accentText(text: string): string {
  return text
    .split(/(<\/?[a-zA-Z0-9]+\/?>)/)
    .map((part, index) => (index % 2 === 1 ? part : [...part].map((letter) => ACCENTS.get(letter) ?? letter).join('')))
    .join('')
}
