import { type Kysely, sql } from 'kysely'

/** Subscriptions to the hubs that feeds name (WebSub), and until when a source's news is pushed to us. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table websub_subscription (
    id uuid primary key,
    source_id uuid not null unique references source (id) on delete cascade,
    hub_url text not null,
    topic_url text not null,
    token text not null unique,
    secret text not null,
    state text not null default 'wanted' check (state in ('wanted','asked','active','ending','ended','refused')),
    lease_ends_at timestamptz,
    next_attempt_at timestamptz,
    attempts integer not null default 0,
    problem text,
    last_push_at timestamptz,
    world text not null default 'live',
    tlp text not null default 'GREEN',
    owning_unit_id uuid references unit (id),
    row_version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `create index websub_subscription_due on websub_subscription (next_attempt_at) where next_attempt_at is not null`,
  `alter table source add column pushed_until timestamptz`,
]
