import { languageCode } from './language-code.ts'

/** A term as a watch profile means it: `language` (ISO 639-1) when it counts only in items of that language. */
export type WrittenTerm = { text: string; language: string | null }

const PREFIX = /^([a-z]{2,3}):\s+(?=\S)/
const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })

/**
 * Reads the written form of a term: `es: agua potable` is “agua potable” in Spanish items only, `spa: agua` the same.
 * The letters are small and name a language that items can have; `who: guidance`, `WHO: guidance` and `re: water` are words
 * to look for. A term in quotation marks has no language: `"it: outage"` is looked for as it stands.
 */
export function readTerm(written: string): WrittenTerm {
  const trimmed = written.trim()
  const prefix = PREFIX.exec(trimmed)
  const language = languageCode(prefix?.[1])
  if (prefix === null || language === null || names.of(language) === undefined) return { text: trimmed, language: null }
  return { text: trimmed.slice(prefix[0].length), language }
}
