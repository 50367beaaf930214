import { plainWords } from './plain-words.ts'

export const EMBEDDED_HEADLINES = 3
const TITLE_LENGTH = 200
const TERMS = 16
const TEXT_LENGTH = 900

/** What stands for a narrative when it is embedded: its title, its heaviest words, and a few central headlines. */
export function embeddingText(narrative: {
  title: string
  terms: readonly string[]
  headlines: readonly string[]
}): string {
  const { title, terms, headlines } = narrative
  const lines = [title, ...headlines.slice(0, EMBEDDED_HEADLINES)].map((line) => plainWords(line, TITLE_LENGTH))
  const words = plainWords(terms.slice(0, TERMS).join(', '), TITLE_LENGTH)
  return [...new Set(lines), words].filter(Boolean).join('\n').slice(0, TEXT_LENGTH)
}
