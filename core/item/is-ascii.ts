/** Whether a text has only the 128 oldest characters: then no way of writing them differs but large and small letters. */
export function isAscii(text: string): boolean {
  return !/[^\0-\u007f]/u.test(text)
}
