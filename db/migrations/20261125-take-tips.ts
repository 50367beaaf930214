import { type Kysely, sql } from 'kysely'

/** What the public tells the hub, waiting for a person to accept or decline it. Nothing here says who sent it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table tip (
    id uuid primary key,
    text text not null,
    url text,
    url_key text,
    place text,
    language text,
    state text not null default 'waiting' check (state in ('waiting','accepted','declined')),
    declined_reason text,
    decided_by text,
    decided_at timestamptz,
    profile_id uuid references watch_profile (id),
    item_id uuid,
    world text not null default 'live',
    tlp text not null default 'AMBER' check (tlp in ('RED','AMBER+STRICT','AMBER','GREEN','CLEAR')),
    owning_unit_id uuid references unit (id),
    row_version bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    check ((state = 'waiting') = (decided_at is null)),
    check ((state = 'declined') = (declined_reason is not null))
  )`,
  `create index tip_waiting on tip (world, created_at, id) where state = 'waiting'`,
  `create index tip_by_link on tip (world, url_key) where url_key is not null`,
  `create index tip_newest on tip (world, created_at desc)`,
  `create index tip_decided on tip (state, decided_at) where decided_at is not null`,
]
