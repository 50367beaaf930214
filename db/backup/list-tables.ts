import type { ClientBase } from 'pg'

/** The schemas a backup holds. The queue is not one of them: whatever it knew, the tables say again. */
const SCHEMAS = ['public', 'auth']
const NOT_KEPT = ['schema_migration', 'schema_migration_lock']

export type TableName = { schema: string; name: string }

/** Every table a backup holds, parents rather than partitions, by name. */
export async function listTables(client: ClientBase): Promise<TableName[]> {
  const { rows } = await client.query<TableName>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> all($2)
     order by 1, 2`,
    [SCHEMAS, NOT_KEPT],
  )
  return rows
}

/** Every sequence with where it stands. */
export async function listSequences(
  client: ClientBase,
): Promise<{ schema: string; name: string; lastValue: string; isCalled: boolean }[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind = 'S' order by 1, 2`,
    [SCHEMAS],
  )
  const standing = []
  for (const { schema, name } of rows) {
    const state = await client.query<{ last_value: string; is_called: boolean }>(
      `select last_value::text, is_called from ${quoteName({ schema, name })}`,
    )
    const row = state.rows[0]
    if (row) standing.push({ schema, name, lastValue: row.last_value, isCalled: row.is_called })
  }
  return standing
}

/** A table's name as SQL. */
export function quoteName({ schema, name }: TableName): string {
  return `"${schema.replaceAll('"', '""')}"."${name.replaceAll('"', '""')}"`
}

/**
 * Number of rows and a hash of them that does not depend on their order. The session must have the settings of
 * `steadySession`, since the hash is over the rows' text.
 */
export async function hashRows(client: ClientBase, table: TableName): Promise<{ rows: number; rowHash: string }> {
  const { rows } = await client.query<{ rows: string; hash: string }>(
    `select count(*)::text as rows,
       coalesce(sum(('x' || substr(md5(t::text), 1, 15))::bit(60)::bigint::numeric), 0)::text as hash
     from ${quoteName(table)} t`,
  )
  return { rows: Number(rows[0]?.rows ?? 0), rowHash: rows[0]?.hash ?? '0' }
}

/** Fixes how values are written as text, so that two servers write them alike. */
export async function steadySession(client: ClientBase): Promise<void> {
  await client.query(
    `set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set bytea_output = 'hex';
     set extra_float_digits = 1; set statement_timeout = 0`,
  )
}
