import pg from 'pg'

/**
 * Runs `migrate` on a session of the owner's, then lets the application role use what stands in the queue's schema. The role
 * may also make a queue's own sequence there.
 */
export async function migrateQueueSchema(
  owner: pg.PoolConfig,
  appRole: string,
  migrate: (client: pg.ClientBase) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await migrate(client)
    const role = pg.escapeIdentifier(appRole)
    await client.query(`grant usage, create on schema bullmq to ${role}`)
    await client.query(`grant select, insert, update, delete on all tables in schema bullmq to ${role}`)
    for (const sequence of await ownSequences(client)) {
      await client.query(`grant usage, select, update on sequence ${sequence} to ${role}`)
    }
    await client.query(`grant execute on all functions in schema bullmq to ${role}`)
  } finally {
    await client.end()
  }
}

/** The owner's sequences. One that the application role made for a queue is its own: nobody else can grant it. */
async function ownSequences(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ sequence: string }>(
    `select oid::regclass::text as sequence from pg_class
     where relkind = 'S' and relnamespace = 'bullmq'::regnamespace and pg_has_role(relowner, 'usage')`,
  )
  return rows.map(({ sequence }) => sequence)
}
