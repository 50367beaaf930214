import type { ItemQuery, QueryTerm } from '@hub/core/item/item-query.ts'
import type { SearchHint } from '@hub/core/item/item-search.ts'
import type { World } from '@hub/core/access/role.ts'
import { sql } from 'kysely'

import type { Reader } from '../connect.ts'
import { searchConfiguration } from './search-language.ts'

/** A query for the items of some languages, or of all. */
export type LanguagePart = { languages: string[] | null; tsquery: string }

/**
 * A query as PostgreSQL reads it (`tsquery` in text form). `parts` find the items; none where nothing can be found, and the
 * hint says why. `tsquery` and the `clauses` it is made of say what to rank by and what to mark.
 */
export type SearchWords = {
  parts: LanguagePart[]
  tsquery: string | null
  clauses: string[]
  hint: SearchHint | null
}

type Reading = { term: number; config: string; lexemes: string }

/**
 * Turns a parsed query into lexemes. An item is searched by the stems of its own language and by the plain words of its
 * title, so each word is read in every language that is asked for (or in use) and as it stands, any of which may match.
 * A word that a language leaves out of its vectors ("the" in English, "war" in German) is asked of the other languages only.
 */
export async function buildSearchWords(
  db: Reader,
  world: World,
  query: ItemQuery,
  language: string | undefined,
): Promise<SearchWords> {
  const terms = [...query.all.flat(), ...query.none]
  if (terms.length === 0) return { parts: [], tsquery: null, clauses: [], hint: null }
  const languages = language === undefined ? await languagesInUse(db, world) : [language]
  const configs = [...new Set([...languages.map(searchConfiguration), 'simple'])]
  const readings = Map.groupBy(await readTerms(db, terms, configs), ({ term }) => term)
  const clauses = query.all.map((clause) => readClause(clause, terms, readings))
  const excluded = query.none
    .map((term) => readClause([term], terms, readings).tsquery)
    .filter((tsquery) => tsquery !== '')
    .map((tsquery) => `!${tsquery}`)
  const parts = partByLanguage(clauses, languages, excluded)
  const everywhere = clauses.filter(({ droppedBy }) =>
    languages.every((each) => !droppedBy.has(searchConfiguration(each))),
  )
  const told = (everywhere.length > 0 ? everywhere : clauses)
    .map(({ tsquery }) => tsquery)
    .filter((each) => each !== '')
  const common = clauses.find((clause) => !everywhere.includes(clause))
  return {
    parts,
    tsquery: parts.length === 0 ? null : [...told, ...excluded].join(' & '),
    clauses: told,
    hint: common ? { code: parts.length === 0 ? 'common_words' : 'ignored_words', word: common.word } : null,
  }
}

/** A clause as a query, and the configurations that leave out all its words. */
type Clause = { tsquery: string; droppedBy: ReadonlySet<string>; word: string }

function readClause(
  clause: readonly QueryTerm[],
  terms: readonly QueryTerm[],
  readings: ReadonlyMap<number, readonly Reading[]>,
): Clause {
  const read = clause.flatMap((term) => readings.get(terms.indexOf(term)) ?? [])
  const found = [...new Set(read.map(({ lexemes }) => lexemes).filter((lexemes) => lexemes !== ''))]
  const byConfig = [...Map.groupBy(read, ({ config }) => config)]
  const isPrefix = clause.some((term) => term.isPrefix)
  return {
    tsquery: found.length > 0 ? `( ${found.join(' | ')} )` : '',
    droppedBy: new Set(
      byConfig.filter(([, all]) => !isPrefix && all.every(({ lexemes }) => lexemes === '')).map(([config]) => config),
    ),
    word: clause[0]?.words ?? '',
  }
}

/** One query for each set of languages that leave out the same clauses; none for those that leave out all of them. */
function partByLanguage(
  clauses: readonly Clause[],
  languages: readonly string[],
  excluded: readonly string[],
): LanguagePart[] {
  const kept = (language: string) => clauses.filter(({ droppedBy }) => !droppedBy.has(searchConfiguration(language)))
  const groups = Map.groupBy(languages, (language) =>
    kept(language)
      .map((clause) => clauses.indexOf(clause))
      .join(' '),
  )
  const whole = clauses.map((_, index) => index).join(' ')
  return [...groups].flatMap(([key, group]) => {
    const required = kept(group[0] ?? '').map(({ tsquery }) => tsquery)
    if (required.length === 0 || required.includes('')) return []
    const names = key !== whole || groups.size > 1 ? group : null
    return [{ languages: names, tsquery: [...required, ...excluded].join(' & ') }]
  })
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
