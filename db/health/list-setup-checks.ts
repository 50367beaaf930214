import { sql } from 'kysely'

import type { Reader } from '../connect.ts'
import type { HealthCheck } from './list-health-checks.ts'

/** What an operator should know of how the database is set up: roles, and room for the coming months. */
export async function listSetupChecks(db: Reader, now: Date): Promise<HealthCheck[]> {
  const { rows } = await sql<{ mayChangeRecord: boolean; hasNextMonth: boolean; hasStrays: boolean }>`select
    has_table_privilege('audit_event', 'update') or has_table_privilege('log_entry', 'delete') as may_change_record,
    to_regclass('item_' || to_char((${now}::timestamptz + interval '1 month') at time zone 'UTC', 'YYYYMM')) is not null as has_next_month,
    pg_relation_size('item_default') + pg_relation_size('audit_event_default') > 0 as has_strays`.execute(db)
  const found = rows[0]
  if (!found) return []
  return [
    {
      name: 'Roles',
      ok: !found.mayChangeRecord,
      says: found.mayChangeRecord
        ? 'The hub runs as the role that owns the tables. Set DATABASE_OWNER_URL to another role than DATABASE_URL, so that the hub itself cannot change the record.'
        : 'The hub’s own role can add to the record and cannot change it.',
    },
    {
      name: 'Room for the coming months',
      ok: found.hasNextMonth,
      says: found.hasNextMonth
        ? 'The next month’s tables stand.'
        : 'The next month’s tables are missing. See whether the workers run; starting the hub makes them.',
    },
    {
      name: 'Months in order',
      ok: !found.hasStrays,
      says: found.hasStrays
        ? 'Some rows came while their month’s tables were missing. Nothing is lost: retention treats them one by one.'
        : 'Every row lies in its month.',
    },
  ]
}
