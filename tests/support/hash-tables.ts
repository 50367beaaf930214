import type { Db } from '@hub/db/connect.ts'
import { sql } from 'kysely'

/** A digest of every row of every table of the hub's own schema but those named; equal for two databases that hold the same. */
export async function hashTables(db: Db, except: readonly string[]): Promise<Record<string, string>> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition order by 1`.execute(db)
  const digests: Record<string, string> = {}
  for (const { name } of rows.filter((table) => !except.includes(table.name))) {
    const found = await sql<{ digest: string | null }>`
      select md5(string_agg(t::text, '|' order by t::text)) as digest from ${sql.table(name)} t`.execute(db)
    digests[name] = found.rows[0]?.digest ?? ''
  }
  return digests
}
