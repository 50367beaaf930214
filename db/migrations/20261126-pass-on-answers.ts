import { type Kysely, sql } from 'kysely'

/** A narrative that was split off is asked what people answered about fact-checks on the whole, or left unasked. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table claim_match
    add column carried_from uuid references claim_match (id) on delete set null,
    drop constraint claim_match_state_check,
    add constraint claim_match_state_check check (state in ('suggested','withheld','accepted','refused')),
    drop constraint claim_match_check,
    add constraint claim_match_check check (
      (state in ('suggested','withheld')) = (decided_by is null) and (decided_by is null) = (decided_at is null))`,
  `create index claim_match_carried on claim_match (carried_from) where carried_from is not null`,
]
