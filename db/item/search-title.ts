import { sql } from 'kysely'

/** The part of an item's search vector that comes from its title; an index holds it, so it is written exactly so. */
export const titleVector = sql`ts_filter(i.search, '{a,c}')`

const LEXEME = /'(?:[^']|'')*'(:\*)?/gu

/** The same query, met only by words of the title. */
export function inTitle(tsquery: string): string {
  return tsquery.replaceAll(LEXEME, (lexeme, prefix: string | undefined) => `${lexeme}${prefix ? 'AC' : ':AC'}`)
}

const FOLLOWED_BY = /<(?:-|\d+)>/u

/** Whether a query asks for words in their order: an index finds the words, and each text is then looked at. */
export function hasOrder(tsquery: string): boolean {
  return FOLLOWED_BY.test(tsquery)
}

/** Whether a query asks for the beginnings of words; what is quoted in it is a word and no sign. */
export function hasPrefix(tsquery: string): boolean {
  return [...tsquery.matchAll(LEXEME)].some(([, prefix]) => prefix !== undefined)
}

/** The same query without the order of words in its phrases: what an index can tell. */
export function withoutOrder(tsquery: string): string {
  return tsquery.replaceAll(new RegExp(FOLLOWED_BY, 'gu'), '&')
}
