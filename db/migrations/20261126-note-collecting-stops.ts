import { type Kysely, sql } from 'kysely'

/** When collecting as a whole stood still, and when it worked again: at most one stop of a world is open. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table collecting_stop (
    id uuid primary key,
    world text not null,
    last_good_at timestamptz,
    noticed_at timestamptz not null,
    ended_at timestamptz
  )`,
  `create unique index collecting_stop_open on collecting_stop (world) where ended_at is null`,
  `create index collecting_stop_newest on collecting_stop (world, ended_at desc)`,
]
