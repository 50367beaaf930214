/**
 * What a person typed, as a PostgreSQL text query: every word must occur, each as the beginning of a word, so that a
 * half-typed one finds too. Null when nothing was typed that could be searched for.
 */
export function searchWords(typed: string): string | null {
  const words =
    typed
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return words.length === 0
    ? null
    : words
        .slice(0, 12)
        .map((word) => `${word}:*`)
        .join(' & ')
}
