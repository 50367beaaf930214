import { type Kysely, sql } from 'kysely'

/** API keys of other systems, and the answers kept for repeats of their requests. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table api_key (
    id uuid primary key,
    name text not null,
    hint text not null,
    secret_hash text not null unique,
    scope text not null check (scope in ('ingest')),
    profile_id uuid not null references watch_profile (id),
    source_id uuid not null references source (id),
    state text not null default 'active' check (state in ('active','suspended','revoked')),
    stopped_reason text,
    made_by text not null,
    expires_at timestamptz not null,
    last_used_at timestamptz,
    window_started_at timestamptz,
    window_requests integer not null default 0,
    items_stored bigint not null default 0,
    world text not null default 'live',
    tlp text not null default 'AMBER' check (tlp in ('RED','AMBER+STRICT','AMBER','GREEN','CLEAR')),
    owning_unit_id uuid references unit (id),
    row_version bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `create index api_key_newest on api_key (world, created_at desc)`,
  `create table ingest_batch (
    api_key_id uuid not null references api_key (id),
    idempotency_key text not null,
    body_hash text not null,
    answer jsonb not null,
    at timestamptz not null,
    primary key (api_key_id, idempotency_key)
  )`,
  `create index ingest_batch_oldest on ingest_batch (at)`,
]
