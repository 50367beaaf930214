import { type Kysely, sql } from 'kysely'

/**
 * The turns of sites, held by whoever asks one; and what the wire remembers of a source: its site, its last full fetch, a
 * permanent redirect and since when, and the line of the fetch log that further unchanged answers are added to.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table site_turn (
    site text primary key,
    fence bigint not null default 0,
    held_until timestamptz,
    free_at timestamptz not null,
    blocked_until timestamptz
  ) with (fillfactor = 50)`,
  // The collector fills host and site of rows that lack them: the public suffix list is not at hand here.
  `alter table source add column host text, add column site text,
    add column full_fetch_at timestamptz, add column moved_to text, add column moved_since timestamptz,
    add column quiet_fetch_id uuid`,
  // Spread over the week, so that a hub with many sources does not fetch all of them in full at once.
  `update source set full_fetch_at = now() - random() * interval '7 days' where last_good_at is not null`,
  `create index source_without_site on source (id) where site is null`,
  `create index source_claimed on source (claimed_until) where claimed_until is not null`,
  `alter table source_fetch add column times integer not null default 1, add column until timestamptz`,
]
