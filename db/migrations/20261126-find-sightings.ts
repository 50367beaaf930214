import { type Kysely, sql } from 'kysely'

/** What a source was lately seen with, whichever source brought it first: a fact-checker's pages are found by it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index item_sighting_by_source on item_sighting (source_id, seen_at)`.execute(db)
}
