import { keepAppearance } from '../claim/keep-appearance.ts'

const ADDRESS = /\bhttps?:\/\/[^\s<>"“”]+[^\s<>"“”.,;:!?)\]}'’]/giu
const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?:@[\p{L}\p{N}_.-]+)*/gu
/** `@name`, `@name@server.example`, `@name.example`; not the `@` inside a word or an address. */
const HANDLE =
  /(?<![\p{L}\p{N}_/@])@[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?(?:@[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?)*/gu
/** Nine digits or more with a telephone number's marks between them, or seven and more after a plus sign. */
const PHONE = /(?<![\p{L}\p{N}])(?:\+\d(?:[\s().\-/]{0,2}\d){6,14}|\(?0\d(?:[\s().\-/]{0,2}\d){7,13})(?![\p{L}\p{N}])/gu

export const MASKED_HANDLE = '@…'
export const MASKED_EMAIL = '[e-mail removed]'
export const MASKED_PHONE = '[number removed]'

/**
 * A text without what names or reaches a person: handles become `@…`, e-mail addresses are removed, and of web addresses
 * that name an account only the site stays.
 */
export function maskPeople(text: string): string {
  const parts: string[] = []
  let from = 0
  for (const match of text.matchAll(ADDRESS)) {
    parts.push(maskWords(text.slice(from, match.index)), keepAppearance(match[0]) ?? match[0])
    from = match.index + match[0].length
  }
  return [...parts, maskWords(text.slice(from))].join('')
}

/** The same, and telephone numbers too: for what people write to the hub themselves. */
export function maskContacts(text: string): string {
  return maskPeople(text).replace(PHONE, MASKED_PHONE)
}

function maskWords(words: string): string {
  return words.replace(HANDLE, MASKED_HANDLE).replace(EMAIL, MASKED_EMAIL)
}
