import type { ItemQuery, QueryTerm } from '@hub/core/item/item-query.ts'
import type { SearchHint } from '@hub/core/item/item-search.ts'
import type { World } from '@hub/core/access/role.ts'
import { sql } from 'kysely'

import type { Reader } from '../connect.ts'
import { searchConfiguration } from './search-language.ts'

/**
 * A query as PostgreSQL reads it (`tsquery` in text form; null where there is none, with the reason), and the clauses it
 * is made of, each of which an item must meet.
 */
export type SearchWords = { tsquery: string | null; clauses: string[]; hint: SearchHint | null }

type Reading = { term: number; config: string; lexemes: string }

/**
 * Turns a parsed query into lexemes. An item is searched by the stems of its own language and by the plain words of its
 * title, so each word is read in every language that is asked for (or in use) and as it stands, any of which may match.
 * A word that one of those languages leaves out of its vectors ("the", "die") cannot be required and is passed over.
 */
export async function buildSearchWords(
  db: Reader,
  world: World,
  query: ItemQuery,
  language: string | undefined,
): Promise<SearchWords> {
  const terms = [...query.all.flat(), ...query.none]
  if (terms.length === 0) return { tsquery: null, clauses: [], hint: null }
  const languages = language === undefined ? await languagesInUse(db, world) : [language]
  const configs = [...new Set(languages.map(searchConfiguration))].filter((config) => config !== 'simple')
  const readings = Map.groupBy(await readTerms(db, terms, [...configs, 'simple']), ({ term }) => term)
  const isCommon = (term: QueryTerm, index: number) =>
    !term.isPrefix && (readings.get(index) ?? []).some(({ lexemes }) => lexemes === '')
  const anyOf = (index: number) => [
    ...new Set((readings.get(index) ?? []).map(({ lexemes }) => lexemes).filter((lexemes) => lexemes !== '')),
  ]
  let index = 0
  const required: string[] = []
  let passedOver: string | null = null
  for (const clause of query.all) {
    const parts: string[] = []
    for (const term of clause) {
      if (isCommon(term, index)) passedOver ??= term.words
      else parts.push(...anyOf(index))
      index += 1
    }
    if (parts.length > 0) required.push(`( ${parts.join(' | ')} )`)
  }
  if (required.length === 0)
    return { tsquery: null, clauses: [], hint: { code: 'common_words', word: passedOver ?? '' } }
  const excluded = query.none.flatMap(() => anyOf(index++)).map((lexemes) => `!( ${lexemes} )`)
  return {
    tsquery: [...required, ...excluded].join(' & '),
    clauses: required,
    hint: passedOver === null ? null : { code: 'ignored_words', word: passedOver },
  }
}

/** What each text search configuration makes of each term; empty where it consists of words that it leaves out. */
async function readTerms(db: Reader, terms: readonly QueryTerm[], configs: readonly string[]): Promise<Reading[]> {
  // With its signs a word is read as it is in a text ("COVID-19"), without them as its parts side by side.
  const asked = terms.flatMap(({ text, words, isPrefix }, term) =>
    [...new Set([words, text])].map((each) => ({ term, text: each, isPrefix })),
  )
  const { rows } = await sql<Reading>`
    select t.term, c.config,
      case when t."isPrefix" then to_tsquery(c.config::regconfig, quote_literal(t.text) || ':*')
        else phraseto_tsquery(c.config::regconfig, t.text) end::text as lexemes
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as t(term int, text text, "isPrefix" boolean)
    cross join unnest(${[...configs]}::text[]) as c(config)`.execute(db)
  return rows
}

const LANGUAGES_MAX = 60

/** The languages of the stored items, found by leaping through the index from one to the next. */
export async function languagesInUse(db: Reader, world: World): Promise<string[]> {
  const { rows } = await sql<{ language: string }>`
    with recursive leap(language, step) as (
      (select language, 1 from item where world = ${world} order by language limit 1)
      union all
      select (select language from item where language > leap.language order by language limit 1), step + 1
      from leap where leap.language is not null and step < ${LANGUAGES_MAX}
    )
    select language from leap where language is not null`.execute(db)
  return rows.map(({ language }) => language)
}
