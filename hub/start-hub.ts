import type { Env } from '@hub/config/env.ts'
import { connect } from '@hub/db/connect.ts'

import { rememberAllowedHosts } from './allowed-hosts.ts'
import { openDatabase } from './open-database.ts'
import { openLog } from './open-log.ts'
import { prepareDatabase } from './prepare-database.ts'
import type { HubParts } from './read-parts.ts'
import { hubVersion } from './version.ts'

export type RunningHub = {
  /** Address people open; undefined when this process serves no API. */
  url: string | undefined
  /** The first administrator's one-time link, as long as nobody has ever signed in. */
  signInLink: string | undefined
  /** Finishes or returns every job, closes streams, stops the embedded server. */
  stop(): Promise<void>
}

/** Starts the hub from its settings: database, migrations, starter content, then workers and API. */
export async function startHub(env: Env, parts: HubParts, tell: (words: string) => void): Promise<RunningHub> {
  const { allowList } = env
  const database = await openDatabase(env, { mayJoin: false, onProgress: tell })
  const stops: (() => Promise<void>)[] = [() => database.close()]
  let isStopping = false
  const stop = async () => {
    isStopping = true
    for (const close of stops.splice(0).toReversed()) await close()
  }
  try {
    await prepareDatabase(env, database)
    const log = openLog(env.logLevel)
    const connection = connect({ ...database.app, max: 10 }, (error) => {
      // The pool lets go of its connections a moment before they are closed; the server may be quicker.
      if (!isStopping) log.warn(`A database connection was lost: ${error.message}`)
    })
    stops.push(() => connection.close())
    await rememberAllowedHosts(connection.db, env, new Date())
    // Each part is loaded where it runs: its code takes memory.
    if (parts.workers) {
      const { startWorkers } = await import('@hub/workers/start-workers.ts')
      const workers = await startWorkers({
        db: connection.db,
        connection: database.app,
        redisUrl: env.redisUrl,
        allowList,
        model: env.model,
        publicUrl: env.publicUrl,
        version: hubVersion(),
        clock: () => new Date(),
        log,
      })
      stops.push(() => workers.stop())
    }
    if (!parts.api) return { url: undefined, signInLink: undefined, stop }
    const { serveApi } = await import('./serve-api.ts')
    return { ...(await serveApi({ env, database, connection, log, stops })), stop }
  } catch (error) {
    await stop()
    throw error
  }
}
