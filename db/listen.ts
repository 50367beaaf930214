import pg from 'pg'

export type Listener = { close(): Promise<void> }

const RECONNECT_MS = 1_000

/**
 * Hears notifications on channels of the database, on a connection of its own that is opened again after it broke. What was
 * sent in between is missed, so `onMessage` is also called with `null` after each (re)connection: look for yourself.
 */
export function listen(
  config: pg.PoolConfig,
  channels: readonly string[],
  onMessage: (message: { channel: string; payload: string } | null) => void,
): Listener {
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  function reconnect(): void {
    client?.removeAllListeners()
    client?.on('error', () => undefined)
    void client?.end().catch(() => undefined)
    client = undefined
    if (isClosed || timer) return
    timer = setTimeout(() => {
      timer = undefined
      void open()
    }, RECONNECT_MS)
    timer.unref()
  }

  async function open(): Promise<void> {
    const opened = new pg.Client({ ...config, keepAlive: true, application_name: 'hub listener' })
    client = opened
    opened.on('error', reconnect)
    opened.on('end', reconnect)
    opened.on('notification', ({ channel, payload }) => onMessage({ channel, payload: payload ?? '' }))
    try {
      await opened.connect()
      for (const channel of channels) await opened.query(`listen ${pg.escapeIdentifier(channel)}`)
      if (!isClosed) onMessage(null)
    } catch {
      reconnect()
    }
  }

  const opening = open()
  return {
    async close() {
      isClosed = true
      clearTimeout(timer)
      await opening
      client?.removeAllListeners()
      client?.on('error', () => undefined)
      await client?.end().catch(() => undefined)
    },
  }
}
