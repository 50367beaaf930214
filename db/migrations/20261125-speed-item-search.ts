import { type Kysely, sql } from 'kysely'

/**
 * Search vectors stay in their rows, so that checking or ranking a match reads no second table; further filters get the
 * indexes that a newest-first list needs.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table item alter column search set storage main`,
  `create index item_by_publisher on item (publisher_id, first_seen_at desc)`,
  `create index item_by_language on item (language, first_seen_at desc, id desc)`,
  `create index item_assignment_by_time on item_assignment (narrative_id, first_seen_at desc, item_id desc)`,
]
