import { type Kysely, sql } from 'kysely'

/** Orders to read pages from the web outside, and the full text of a page as a revision of its item. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table page_order (
    id uuid primary key,
    kind text not null check (kind in ('discover_feeds','read_page')),
    url text not null,
    item_id uuid,
    state text not null default 'waiting' check (state in ('waiting','done','failed')),
    result jsonb,
    problem jsonb,
    requested_by text not null,
    requested_at timestamptz not null,
    finished_at timestamptz,
    attempts integer not null default 0,
    claimed_until timestamptz,
    claim_fence bigint not null default 0,
    world text not null default 'live',
    tlp text not null default 'GREEN',
    owning_unit_id uuid references unit (id),
    row_version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    check ((state = 'waiting') = (finished_at is null)),
    check (state <> 'done' or result is not null),
    check (state <> 'failed' or problem is not null)
  )`,
  `create index page_order_waiting on page_order (requested_at, id) where state = 'waiting'`,
  `create index page_order_recent on page_order (requested_by, requested_at desc)`,
  `create index page_order_age on page_order (requested_at)`,
  `alter table item_revision add column origin text not null default 'feed' check (origin in ('feed','page'))`,
  `alter table item_revision add column html text`,
]
