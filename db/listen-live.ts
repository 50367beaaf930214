import pg from 'pg'

import type { LiveChange } from './write.ts'

export type LiveNotice = LiveChange & { world: string }

export type LiveListener = { stop(): Promise<void> }

export type LiveHandlers = {
  onNotice(notice: LiveNotice): void
  /** Notices may have been missed: the connection was lost and stands again. */
  onGap(): void
  onWarning?(message: string): void
}

const RETRY_MIN_MS = 250
const RETRY_MAX_MS = 10_000

/** Listens for committed changes on one connection of its own, and reconnects for as long as it is not stopped. */
export async function listenLive(config: pg.ClientConfig, handlers: LiveHandlers): Promise<LiveListener> {
  const state: { client: pg.Client | undefined; stopped: boolean; retryMs: number; timer: NodeJS.Timeout | undefined } =
    {
      client: undefined,
      stopped: false,
      retryMs: RETRY_MIN_MS,
      timer: undefined,
    }
  const open = async (): Promise<void> => {
    const client = new pg.Client({ ...config, keepAlive: true })
    client.on('notification', ({ payload }) => payload !== undefined && handlers.onNotice(JSON.parse(payload)))
    client.once('error', (error) => retry(client, error))
    client.once('end', () => retry(client, new Error('the server ended the connection')))
    await client.connect()
    await client.query('listen hub_live')
    if (state.stopped) return client.end()
    state.client = client
    state.retryMs = RETRY_MIN_MS
  }
  const retry = (client: pg.Client, error: Error): void => {
    client.removeAllListeners('end')
    client.on('error', () => {})
    if (state.stopped || state.timer) return
    state.client = undefined
    handlers.onWarning?.(`Live updates lost their connection and try again: ${error.message}`)
    state.timer = setTimeout(async () => {
      state.timer = undefined
      state.retryMs = Math.min(RETRY_MAX_MS, state.retryMs * 2)
      await open().then(handlers.onGap, (failure: Error) => retry(client, failure))
    }, state.retryMs)
  }
  await open()
  return {
    async stop() {
      state.stopped = true
      clearTimeout(state.timer)
      await state.client?.end()
    },
  }
}
