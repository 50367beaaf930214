const TAIL = 200
const SIGNATURE = /\s[—–-]\s?([^—(]{1,80})\(\s?(@\w{1,30})\)\s?(?:(\p{L}{3,12}) \d{1,2}, (\d{4}))?\s*$/u

/** A post as it is quoted on the web: its words, whoever wrote it, and the month and year it carries. */
export type SignedText = { body: string; author: string; month: string | null; year: string | null }

/** Takes the signature `— Name (@account) Month 1, 2020`, which quoted posts end with, off their words. */
export function splitSignature(text: string): SignedText {
  const trimmed = text.trimEnd()
  const tailFrom = Math.max(0, trimmed.length - TAIL)
  const found = SIGNATURE.exec(trimmed.slice(tailFrom))
  if (!found) return { body: text, author: '', month: null, year: null }
  const [, name = '', account = '', month, year] = found
  return {
    body: trimmed.slice(0, tailFrom + found.index),
    author: `${name} ${account}`,
    month: month?.toLowerCase() ?? null,
    year: year ?? null,
  }
}
