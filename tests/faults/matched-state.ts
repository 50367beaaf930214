import type { Db } from '@hub/db/connect.ts'
import { sql } from 'kysely'

/** Everything that matching fact-checks wrote, in order, and what still waits for it; audit entries by what they add up to. */
export async function describeMatched(db: Db) {
  const read = async (query: ReturnType<typeof sql<Record<string, unknown>>>) => (await query.execute(db)).rows
  return {
    matches: await read(sql`
      select narrative_id, claim_review_id, item_id, state, chance, probability, score, words, suggested_at, decided_at, reason, row_version
      from claim_match order by narrative_id, claim_review_id`),
    looks: await read(sql`
      select narrative_id, due_items, looked_items, due_since from claim_match_look order by narrative_id`),
    changes: await read(sql`select claim_review_id from claim_review_change`),
    cursors: await read(sql`select key, value from hub_setting where key like 'match:%' order by key`),
    calibration: await read(sql`
      select accepted, refused, newest_decision_at, correction, row_version from match_calibration`),
    audit: await read(sql`
      select action, sum((details->>'suggested')::int) as suggested, sum((details->>'withdrawn')::int) as withdrawn,
        count(*) filter (where action <> 'fact_checks.match') as entries
      from audit_event where action like 'fact_check%' group by action order by action`),
  }
}
