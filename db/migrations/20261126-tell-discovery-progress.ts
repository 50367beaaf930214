import { type Kysely, sql } from 'kysely'

/** Which address a search for feeds asks for at present, for the person who waits for it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table page_order add column progress jsonb`.execute(db)
}
