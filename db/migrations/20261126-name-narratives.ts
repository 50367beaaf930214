import { type Kysely, sql } from 'kysely'

/** How many items a narrative held when the hub last chose its name, so that a grown one is named anew. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table narrative add column named_items integer not null default 0`,
  `create index narrative_to_name on narrative (world, last_item_at desc)
    where title_source = 'machine' and state <> 'merged' and item_count >= 3 and item_count >= named_items * 2`,
]
