import { type Kysely, sql } from 'kysely'

/** The words of titles alone, so that ranking finds the matches that come first without reading all the others. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index item_title_search on item using gin (ts_filter(search, '{a,c}'))`.execute(db)
}
