import { type Kysely, sql } from 'kysely'

/** What fact-checkers said of claims, and which of their pages were read for it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table source add column reads_claim_reviews boolean not null default false`,
  `create table claim_review (
    id uuid primary key,
    url text not null,
    claim text not null,
    claim_hash text not null,
    rating text not null,
    rating_value double precision,
    best_rating double precision,
    worst_rating double precision,
    reviewer text not null,
    reviewer_url text,
    published_at timestamptz,
    claimant text,
    appearances text[] not null default '{}',
    language text not null default 'und',
    earlier jsonb not null default '[]',
    search tsvector,
    source_id uuid not null references source (id),
    item_id uuid,
    first_seen_at timestamptz not null,
    seen_at timestamptz not null,
    world text not null default 'live',
    tlp text not null default 'AMBER' check (tlp in ('RED','AMBER+STRICT','AMBER','GREEN','CLEAR')),
    owning_unit_id uuid references unit (id),
    row_version bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `create unique index claim_review_identity on claim_review (world, md5(url), claim_hash)`,
  `create index claim_review_newest on claim_review (world, (coalesce(published_at, first_seen_at)) desc, id desc)`,
  `create index claim_review_search on claim_review using gin (search)`,
  `create index claim_review_by_item on claim_review (item_id) where item_id is not null`,
  `create table claim_review_reading (
    item_id uuid primary key,
    source_id uuid not null references source (id),
    url text not null,
    state text not null default 'waiting' check (state in ('waiting','done','failed')),
    attempts integer not null default 0,
    due_at timestamptz not null,
    claimed_until timestamptz,
    found integer,
    problem text,
    world text not null default 'live',
    created_at timestamptz not null default now()
  )`,
  `create index claim_review_reading_due on claim_review_reading (world, due_at) where state = 'waiting'`,
]
