/** A list of words as it is written in a module: parted by spaces and line ends. */
export function listWords(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/))
}

/** The words of a term in small letters, without the marks round them. */
export function lowerWords(text: string): string[] {
  return text
    .normalize('NFC')
    .toLowerCase()
    .split(/[\s,;:!?"“”„«»()]+/)
    .map((word) => word.replace(/^[.'’#*-]+|[.'’*-]+$/g, ''))
    .filter((word) => word !== '')
}

/** Whether a word is written as names are: a capital, then small letters. */
export function hasCapital(word: string): boolean {
  return /^\p{Lu}[\p{Ll}\p{M}'’.-]+(?:\p{Lu}\p{Ll}+)?$/u.test(word)
}
