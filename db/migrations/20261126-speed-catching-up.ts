import { type Kysely, sql } from 'kysely'

/**
 * What catching up waited for. Snapshots are mostly hashes, which PostgreSQL's compression takes three times as long to store
 * for a third less room. Decisions are looked up by item alone, never by the narrative they were first made for.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table engine_snapshot alter column state set storage external`.execute(db)
  await sql`drop index narrative_item_by_narrative`.execute(db)
}
