import { sql } from 'kysely'

/** The part of an item's search vector that comes from its title; an index holds it, so it is written exactly so. */
export const titleVector = sql`ts_filter(i.search, '{a,c}')`

const LEXEME = /'(?:[^']|'')*'(:\*)?/gu

/** The same query, met only by words of the title. */
export function inTitle(tsquery: string): string {
  return tsquery.replaceAll(LEXEME, (lexeme, prefix: string | undefined) => `${lexeme}${prefix ? 'AC' : ':AC'}`)
}

/**
 * A tier of the ranked order: the words its titles must meet (null: no title does) and the scores it holds, of which each
 * part of the query that the title meets counts 1. `isWhole` where the title meets the whole query.
 */
export type RankingTier = { titleWords: string | null; scoreMin: number; scoreBelow: number; isWhole: boolean }

/** The tiers of the ranked order: titles that meet every part of the query, then some, then none. */
export function rankingTiers(clauses: readonly string[]): RankingTier[] {
  const count = clauses.length
  const whole = { titleWords: clauses.join(' & '), scoreMin: count, scoreBelow: count + 1, isWhole: true }
  const some = { titleWords: clauses.join(' | '), scoreMin: 1, scoreBelow: count, isWhole: false }
  const none = { titleWords: null, scoreMin: 0, scoreBelow: 1, isWhole: false }
  return count > 1 ? [whole, some, none] : [whole, none]
}

const FOLLOWED_BY = /<(?:-|\d+)>/gu

/** The same query without the order of words in its phrases: what an index can tell. */
export function withoutOrder(tsquery: string): string {
  return tsquery.replaceAll(FOLLOWED_BY, '&')
}
