import pg from 'pg'

/**
 * Makes a fresh database beside the present one, lets `fill` migrate and fill it, and swaps the two names at the end.
 * The database that stood there before is kept under the returned name. If `fill` throws, the fresh one is dropped and
 * nothing has changed. Needs a superuser and no other connection to the database.
 */
export async function swapDatabase(options: {
  superuser: pg.PoolConfig
  database: string
  owner: string
  now: Date
  fill: (freshDatabase: string) => Promise<void>
}): Promise<string> {
  const stamp = options.now
    .toISOString()
    .replaceAll(/[^0-9]/g, '')
    .slice(0, 14)
  const fresh = `${options.database}_restoring_${stamp}`
  const kept = `${options.database}_before_${stamp}`
  const client = new pg.Client({ ...options.superuser, database: 'postgres' })
  await client.connect()
  try {
    await client.query(`create database "${fresh}" owner "${options.owner}" template "template1"`)
    try {
      await options.fill(fresh)
    } catch (error) {
      await client.query(`drop database "${fresh}" with (force)`)
      throw error
    }
    await client.query(`alter database "${options.database}" rename to "${kept}"`)
    await client.query(`alter database "${fresh}" rename to "${options.database}"`)
    return kept
  } finally {
    await client.end()
  }
}
