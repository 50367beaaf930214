import { type Kysely, sql } from 'kysely'

/** Claim reviews beside narratives, how far matching has looked, and what people's decisions make of its chances. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table claim_match (
    id uuid primary key,
    narrative_id uuid not null references narrative (id) on delete cascade,
    claim_review_id uuid not null references claim_review (id) on delete cascade,
    item_id uuid,
    state text not null default 'suggested' check (state in ('suggested','accepted','refused')),
    chance double precision not null check (chance between 0 and 1),
    probability double precision not null check (probability between 0.01 and 0.99),
    score double precision not null,
    words jsonb not null default '[]',
    model_version text not null,
    suggested_at timestamptz not null,
    decided_by text,
    decided_at timestamptz,
    reason text check (reason in ('another_claim','another_event','words_only')),
    world text not null default 'live',
    tlp text not null default 'AMBER' check (tlp in ('RED','AMBER+STRICT','AMBER','GREEN','CLEAR')),
    owning_unit_id uuid references unit (id),
    row_version bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    check ((state = 'suggested') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
    check (reason is null or state = 'refused')
  )`,
  `create unique index claim_match_pair on claim_match (narrative_id, claim_review_id)`,
  `create index claim_match_by_review on claim_match (claim_review_id)`,
  `create index claim_match_queue on claim_match (world, probability desc, id desc) where state = 'suggested'`,
  `create index claim_match_decided on claim_match (world, decided_at desc, id desc) where state <> 'suggested'`,
  `create table claim_match_look (
    narrative_id uuid primary key references narrative (id) on delete cascade,
    world text not null,
    looked_items integer not null default 0,
    due_items integer not null,
    due_since timestamptz,
    marks bigint not null default 1
  )`,
  `create index claim_match_look_due on claim_match_look (world, due_since, narrative_id) where due_since is not null`,
  `create table claim_review_change (
    claim_review_id uuid primary key,
    world text not null,
    version bigint not null default 1
  )`,
  `create index claim_review_change_world on claim_review_change (world, claim_review_id)`,
  `create table match_calibration (
    world text primary key,
    accepted integer not null,
    refused integer not null,
    newest_decision_at timestamptz,
    correction jsonb,
    model_version text not null,
    fitted_at timestamptz not null,
    row_version bigint not null default 1
  )`,
  // Purges delete reviews in bulk and know nothing of the index, so the table itself notes what happens to its rows.
  `create function note_claim_review_change() returns trigger language plpgsql as $$
   declare review claim_review;
   begin
     if tg_op = 'DELETE' then review := old; else review := new; end if;
     insert into claim_review_change as c (claim_review_id, world) values (review.id, review.world)
       on conflict (claim_review_id) do update set version = c.version + 1;
     return null;
   end $$`,
  `create trigger claim_review_is_noted after insert or delete or update of claim, item_id on claim_review
     for each row execute function note_claim_review_change()`,
  `insert into claim_review_change (claim_review_id, world) select id, world from claim_review`,
]
