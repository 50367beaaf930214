import { type Kysely, sql } from 'kysely'

/**
 * Storylines: narratives of one claim family over months and languages, drawn together by people. What narratives could share
 * is kept by feature, so that finding others is a look-up; what was suggested is kept with its reasons and its answer.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const GOVERNED = `
    world text not null default 'live',
    tlp text not null default 'AMBER' check (tlp in ('RED','AMBER+STRICT','AMBER','GREEN','CLEAR')),
    owning_unit_id uuid references unit (id),
    row_version bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()`

const STATEMENTS = [
  `create table storyline (
    id uuid primary key,
    title text not null,
    drawn_by text not null,
    ${GOVERNED}
  )`,
  `create table storyline_narrative (
    narrative_id uuid primary key references narrative (id),
    storyline_id uuid not null references storyline (id),
    added_by text not null,
    added_at timestamptz not null
  )`,
  `create index storyline_narrative_by_storyline on storyline_narrative (storyline_id)`,
  `create table storyline_suggestion (
    id uuid primary key,
    narrative_id uuid not null references narrative (id),
    other_id uuid not null references narrative (id),
    state text not null default 'suggested' check (state in ('suggested','accepted','refused')),
    score double precision not null,
    reasons jsonb not null,
    suggested_at timestamptz not null,
    decided_by text,
    decided_at timestamptz,
    ${GOVERNED},
    unique (narrative_id, other_id),
    check (narrative_id < other_id)
  )`,
  `create index storyline_suggestion_by_other on storyline_suggestion (other_id)`,
  `create table narrative_feature (
    narrative_id uuid not null references narrative (id) on delete cascade,
    kind text not null check (kind in ('name','number','tag','url','term')),
    value text not null,
    shown text not null,
    primary key (narrative_id, kind, value)
  )`,
  `create index narrative_feature_by_value on narrative_feature (kind, value)`,
  `alter table narrative add column featured_items integer not null default 0`,
  `create index narrative_to_feature on narrative (world, last_item_at desc)
    where state <> 'merged' and item_count >= 3 and item_count >= featured_items * 2`,
]
