import { type Kysely, sql } from 'kysely'

/** Files of items: their bytes until they are read, how far the reading got, and each refused row. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table item_import (
    id uuid primary key,
    name text not null,
    state text not null default 'uploading' check (state in ('uploading','running','done','stopped')),
    profile_id uuid not null references watch_profile (id),
    source_id uuid not null references source (id),
    plan jsonb not null,
    bytes bigint not null,
    bytes_received bigint not null default 0,
    bytes_read bigint not null default 0,
    next_row integer not null default 1,
    found integer not null default 0,
    added integer not null default 0,
    known integer not null default 0,
    filtered integer not null default 0,
    refused integer not null default 0,
    problem text,
    started_by text not null,
    finished_at timestamptz,
    claimed_until timestamptz,
    claim_fence bigint not null default 0,
    world text not null default 'live',
    tlp text not null default 'AMBER' check (tlp in ('RED','AMBER+STRICT','AMBER','GREEN','CLEAR')),
    owning_unit_id uuid references unit (id),
    row_version bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `create index item_import_newest on item_import (world, created_at desc)`,
  `create index item_import_open on item_import (created_at) where state in ('uploading','running')`,
  `create table item_import_part (
    import_id uuid not null references item_import (id),
    part integer not null,
    content bytea not null,
    primary key (import_id, part)
  )`,
  `create table item_import_refusal (
    import_id uuid not null references item_import (id),
    row_number integer not null,
    shown text not null,
    reason text not null,
    primary key (import_id, row_number)
  )`,
]
