import pg from 'pg'

/** Does the work while this session alone holds the named lock; others who want it wait, in any process. */
export async function whileLocked<Result>(
  config: pg.PoolConfig,
  name: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client(config)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [name])
    return await work()
  } finally {
    // The end of the session gives the lock back.
    await client.end()
  }
}
