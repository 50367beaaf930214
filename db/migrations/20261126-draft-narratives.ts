import { type Kysely, sql } from 'kysely'

/** Titles and summaries that a language model drafts, and the vectors of narratives. Both hold words of items, or their echo. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table narrative_draft (
    id uuid primary key,
    narrative_id uuid not null references narrative (id),
    state text not null default 'waiting' check (state in ('waiting','ready','failed')),
    model text,
    title text,
    is_title_dropped boolean not null default false,
    sentences jsonb not null default '[]',
    dropped integer not null default 0,
    item_ids uuid[] not null default '{}',
    problem jsonb,
    requested_by text not null,
    requested_at timestamptz not null,
    finished_at timestamptz,
    outcome text check (outcome in ('title_used','discarded')),
    decided_by text,
    decided_at timestamptz,
    attempts integer not null default 0,
    claimed_until timestamptz,
    claim_fence bigint not null default 0,
    world text not null default 'live',
    tlp text not null default 'AMBER' check (tlp in ('RED','AMBER+STRICT','AMBER','GREEN','CLEAR')),
    owning_unit_id uuid references unit (id),
    row_version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    check ((state = 'waiting') = (finished_at is null)),
    check (state <> 'ready' or model is not null),
    check (state <> 'failed' or problem is not null),
    check ((outcome is null) = (decided_at is null)),
    check (state <> 'waiting' or outcome is null)
  )`,
  `create index narrative_draft_waiting on narrative_draft (requested_at, id) where state = 'waiting'`,
  `create index narrative_draft_newest on narrative_draft (narrative_id, requested_at desc)`,
  `create index narrative_draft_items on narrative_draft using gin (item_ids)`,
  `create table narrative_embedding (
    narrative_id uuid primary key references narrative (id),
    model text not null,
    dimensions integer not null,
    vector bytea not null,
    item_count integer not null,
    embedded_at timestamptz not null,
    check (octet_length(vector) = 4 * dimensions)
  )`,
  `create index narrative_embedding_by_model on narrative_embedding (model, embedded_at desc)`,
]
