import type { Server } from 'node:http'

import { serve } from '@hono/node-server'

import type { ApiDeps } from './api-deps.ts'
import { createApp } from './app.ts'

export type RunningApi = { url: string; port: number; stop(): Promise<void> }

const DRAIN_MS = 3000

/** Serves the hub on an address; port 0 takes a free one. `stop` lets open requests end and closes streams. */
export async function startApi(deps: ApiDeps, listen: { host: string; port: number }): Promise<RunningApi> {
  const app = createApp(deps)
  const server = await new Promise<Server>((resolve, reject) => {
    const bind = { fetch: app.fetch, hostname: listen.host, port: listen.port }
    // Without TLS settings it is a plain HTTP server.
    const starting: Server = serve(bind, () => resolve(starting)) as Server
    starting.once('error', reject)
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : listen.port
  return {
    url: deps.publicUrl,
    port,
    async stop() {
      deps.liveChanges.end()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      // A connection turns idle only when its last answer has left.
      const idle = setInterval(() => server.closeIdleConnections(), 20)
      const all = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
      await closed
      clearInterval(idle)
      clearTimeout(all)
    },
  }
}
