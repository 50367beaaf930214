import { type Kysely, sql } from 'kysely'

/** What people decided in triage, with what stood before, so that the last decision can be taken back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table triage_decision (
    id uuid primary key,
    narrative_id uuid not null references narrative (id),
    kind text not null check (kind in ('confirm','dismiss','rate')),
    before jsonb not null,
    after jsonb not null,
    reason text,
    decided_by text not null,
    decided_at timestamptz not null,
    undone_at timestamptz,
    undone_by text
  )`,
  `create index triage_decision_latest on triage_decision (narrative_id, decided_at desc, id desc) where undone_at is null`,
  `create index narrative_untriaged on narrative (world, last_item_at desc) where state = 'emerging' and triaged_at is null`,
  `create index narrative_triaged on narrative (world, triaged_at desc) where triaged_at is not null`,
  `create index log_entry_newest on log_entry (kind, entered_at desc)`,
  `create index delivery_by_narrative on delivery (narrative_id)`,
  `create index tasking_by_case on tasking (case_id)`,
]
