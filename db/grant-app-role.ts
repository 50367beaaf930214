import { type Kysely, sql } from 'kysely'

/** The tables whose rows the application may add and read, and nothing else. */
const INSERT_ONLY = ['log_entry', 'audit_event']

/** Tables only the owner writes. */
const OWNER_ONLY = ['schema_migration', 'schema_migration_lock']

/**
 * Grants the application role its rights on every table of ours. Partitions get none of their own: they are reached
 * through their parent, whose rights apply. Run after every migration; running it again changes nothing.
 */
export async function grantAppRole(db: Kysely<unknown>, appRole: string): Promise<void> {
  const role = sql.id(appRole)
  await sql`grant usage on schema public to ${role}`.execute(db)
  const tables = await sql<{ relname: string }>`
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition`.execute(db)
  for (const { relname } of tables.rows) {
    const table = sql.table(`public.${relname}`)
    if (OWNER_ONLY.includes(relname)) await sql`grant select on ${table} to ${role}`.execute(db)
    else if (INSERT_ONLY.includes(relname)) await sql`grant select, insert on ${table} to ${role}`.execute(db)
    else await sql`grant select, insert, update, delete on ${table} to ${role}`.execute(db)
  }
  await sql`grant usage, select on all sequences in schema public to ${role}`.execute(db)
  await sql`grant execute on function ensure_partitions(timestamptz, timestamptz) to ${role}`.execute(db)
  await sql`grant execute on function drop_spent_partitions(timestamptz) to ${role}`.execute(db)
}
