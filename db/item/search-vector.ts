import { type RawBuilder, sql } from 'kysely'

/** Words beyond this length of text are not searched: a search vector has a size limit. */
const SEARCHED_LENGTH = 100_000

type Weight = 'A' | 'B' | 'C' | 'D'
type Words = { config: RawBuilder<unknown>; title: RawBuilder<unknown>; text: RawBuilder<unknown> }

/**
 * What an item is searched by: the stems of its language, title (A) before text (B), and the plain words of the title (C),
 * by which a name is found whatever the language. Texts without spaces are given with spaces between their words.
 */
export function searchVector({ config, title, text }: Words): RawBuilder<unknown> {
  return sql`setweight(to_tsvector(${config}::regconfig, ${title}), 'A') || ${textVector(config, text, 'B')}
    || case when ${config} = 'simple' then ''::tsvector else setweight(to_tsvector('simple', ${title}), 'C') end`
}

/** The words of one long text, of which no more is read than a search vector has room for. */
export function textVector(
  config: RawBuilder<unknown>,
  text: RawBuilder<unknown>,
  weight: Weight,
): RawBuilder<unknown> {
  return sql`setweight(to_tsvector(${config}::regconfig, left(${text}, ${SEARCHED_LENGTH})), ${sql.lit(weight)})`
}
