import pg from 'pg'

/**
 * A connection of its own that holds advisory locks for as long as it lives: when the process dies, the server frees them
 * at once. `onLost` hears of a connection that broke; every lock is gone then and whoever relied on one has to stop.
 */
export type LockSession = {
  /** Takes the lock if nobody has it. Taking it twice is one lock. */
  tryLock(name: string): Promise<boolean>
  unlock(name: string): Promise<void>
  /** Holds the lock together with others who share it, once nobody holds it alone, for as long as the session lives. */
  share(name: string): Promise<void>
  isAlive(): boolean
  close(): Promise<void>
}

/** Opens the connection. Names are hashed to 64 bits: locks of the hub are named `hub:<what>`. */
export async function openLockSession(
  config: pg.PoolConfig,
  onLost: (error: Error) => void = () => {},
): Promise<LockSession> {
  const client = new pg.Client({ ...config, keepAlive: true, application_name: 'hub locks' })
  const held = new Set<string>()
  let isAlive = true
  const lose = (error: Error) => {
    if (!isAlive) return
    isAlive = false
    held.clear()
    onLost(error)
  }
  client.on('error', lose)
  client.on('end', () => lose(new Error('The connection that holds the locks was closed.')))
  await client.connect()
  return {
    async tryLock(name) {
      if (!isAlive) return false
      if (held.has(name)) return true
      const { rows } = await client.query<{ taken: boolean }>(
        'select pg_try_advisory_lock(hashtextextended($1, 0)) as taken',
        [name],
      )
      const isTaken = rows[0]?.taken === true
      if (isTaken) held.add(name)
      return isTaken
    },
    async unlock(name) {
      if (!isAlive || !held.delete(name)) return
      await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name])
    },
    async share(name) {
      await client.query('select pg_advisory_lock_shared(hashtextextended($1, 0))', [name])
    },
    isAlive: () => isAlive,
    async close() {
      isAlive = false
      held.clear()
      await client.end().catch(() => undefined)
    },
  }
}
