import pg from 'pg'

/**
 * A connection of its own that holds advisory locks for as long as it lives: when the process dies, the server frees them
 * at once. It says that it lives every two seconds; of a process that hangs, or whose machine or network is gone, the server
 * ends the session seconds later. `onLost` hears of a connection that broke; every lock is gone then and whoever relied on
 * one has to stop.
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

/** How long a session may be silent before its side counts as gone, and how often it speaks. */
export type LockRhythm = { silentMs: number; everyMs: number }

const RHYTHM: LockRhythm = { silentMs: 6_000, everyMs: 2_000 }

/** Opens the connection. Names are hashed to 64 bits: locks of the hub are named `hub:<what>`. */
export async function openLockSession(
  config: pg.PoolConfig,
  onLost: (error: Error) => void = () => {},
  rhythm: LockRhythm = RHYTHM,
): Promise<LockSession> {
  const client = new pg.Client({ ...config, keepAlive: true, application_name: 'hub locks' })
  const held = new Set<string>()
  let isAlive = true
  let stopSpeaking = () => {}
  const lose = (error: Error) => {
    if (!isAlive) return
    isAlive = false
    stopSpeaking()
    held.clear()
    onLost(error)
  }
  client.on('error', lose)
  client.on('end', () => lose(new Error('The connection that holds the locks was closed.')))
  await client.connect()
  await client.query("select set_config('idle_session_timeout', $1, false)", [String(rhythm.silentMs)])
  let last: Promise<unknown> = Promise.resolve()
  /** One statement after the other. */
  const ask = <Row extends pg.QueryResultRow>(statement: string, values: string[] = []) => {
    const answer = last.then(() => client.query<Row>(statement, values))
    last = answer.catch(() => undefined)
    return answer
  }
  const hangUp = () => {
    client.connection.stream.destroy()
    lose(new Error('The database gives no answer on the connection that holds the locks.'))
  }
  stopSpeaking = keepSpeaking(() => ask('select 1'), rhythm, hangUp)
  return {
    async tryLock(name) {
      if (!isAlive) return false
      if (held.has(name)) return true
      const { rows } = await ask<{ taken: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 0)) as taken', [
        name,
      ])
      const isTaken = rows[0]?.taken === true
      if (isTaken) held.add(name)
      return isTaken
    },
    async unlock(name) {
      if (!isAlive || !held.delete(name)) return
      await ask('select pg_advisory_unlock(hashtextextended($1, 0))', [name])
    },
    async share(name) {
      for (;;) {
        const { rows } = await ask<{ taken: boolean }>(
          'select pg_try_advisory_lock_shared(hashtextextended($1, 0)) as taken',
          [name],
        )
        if (rows[0]?.taken === true) return
        await new Promise((resolve) => setTimeout(resolve, SHARE_AGAIN_MS))
      }
    },
    isAlive: () => isAlive,
    async close() {
      isAlive = false
      stopSpeaking()
      held.clear()
      await client.end().catch(() => undefined)
    },
  }
}

/** Whoever holds alone what is to be shared holds it for moments only. */
const SHARE_AGAIN_MS = 50

/** Speaks until stopped. A connection that gives no answer is lost: the other side is gone without a word. */
function keepSpeaking(
  speak: () => Promise<unknown>,
  { silentMs, everyMs }: LockRhythm,
  hangUp: () => void,
): () => void {
  let answeredAtMs = performance.now()
  const timer = setInterval(() => {
    if (performance.now() - answeredAtMs > silentMs + everyMs) return hangUp()
    void speak().then(
      () => (answeredAtMs = performance.now()),
      () => undefined,
    )
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
