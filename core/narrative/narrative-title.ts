import { createTokenizer } from './tokenize.ts'

const MAX_LENGTH = 120
const MIN_WORDS = 3

/** What a narrative's title may be taken from. */
export type Headline = { title: string; text: string; language: string; eventAtMs: number }

/**
 * The headline that says what most of the others say: the one whose words are shared by most headlines, for its length.
 * Untitled posts offer their first sentence. Of equals the earliest wins, so that the title stays put. Empty when nothing
 * is readable. Meant for up to some fifty headlines of one narrative.
 */
export function chooseNarrativeTitle(headlines: readonly Headline[]): string {
  const tokenize = createTokenizer()
  const readable = headlines
    .map((headline) => ({ line: headlineOf(headline), headline }))
    .filter(({ line }) => line !== '')
    .map(({ line, headline }) => {
      const tokens = tokenize(line, '', headline.language)
      const terms = [...tokens.terms.subarray(0, tokens.count)].filter((term) => term >= 0)
      return { line, eventAtMs: headline.eventAtMs, terms: new Set(terms) }
    })
  const spread = new Map<number, number>()
  for (const { terms } of readable) for (const term of terms) spread.set(term, (spread.get(term) ?? 0) + 1)
  const central = ({ terms }: { terms: ReadonlySet<number> }) =>
    [...terms].reduce((sum, term) => sum + ((spread.get(term) ?? 1) - 1) / readable.length, 0) /
    Math.sqrt(Math.max(MIN_WORDS, terms.size))
  const ranked = readable
    .map((candidate) => ({ ...candidate, centrality: central(candidate) }))
    .sort((a, b) => b.centrality - a.centrality || a.eventAtMs - b.eventAtMs || (a.line < b.line ? -1 : 1))
  return ranked[0]?.line ?? ''
}

/**
 * One item's headline as a title: without addresses and handles, at most 120 characters; an untitled post offers its first
 * sentence. Empty when nothing readable is left.
 */
export function headlineOf({ title, text }: Pick<Headline, 'title' | 'text'>): string {
  const titled = clean(title)
  return shorten(titled === '' ? firstSentence(clean(text.slice(0, MAX_LENGTH * 6))) : titled)
}

function clean(text: string): string {
  return text
    .replace(/https?:\/\/\S+|@[\w.]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^(?:RT\b)?[\s:,–—-]*(?=\p{L}|\p{N}|\p{P})/u, '')
    .trim()
}

function firstSentence(text: string): string {
  return /^.{20,}?[.!?。！？](?=\s|$)/u.exec(text)?.[0] ?? text
}

function shorten(line: string): string {
  const letters = [...line]
  if (letters.length <= MAX_LENGTH) return line
  const cut = letters.slice(0, MAX_LENGTH - 1).join('')
  const space = cut.lastIndexOf(' ')
  return `${(space > MAX_LENGTH / 2 ? cut.slice(0, space) : cut).trimEnd()}…`
}
