import { type Kysely, sql } from 'kysely'

/** Narratives may share fact-checks too: the reviews that stand beside them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table narrative_feature drop constraint narrative_feature_kind_check`,
  `alter table narrative_feature add constraint narrative_feature_kind_check
    check (kind in ('name','number','tag','url','term','claim'))`,
]
