import { type Kysely, sql } from 'kysely'

/** Finds what is past its period without reading what is not. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index item_assignment_oldest on item_assignment (world, first_seen_at, item_id)`.execute(db)
  await sql`create index item_pending_oldest on item_pending (world, first_seen_at, item_id)`.execute(db)
  await sql`create index claim_review_oldest on claim_review (world, seen_at)`.execute(db)
}
