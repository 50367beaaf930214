import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import type { ApiDeps } from '@hub/api/api-deps.ts'
import { createAuth } from '@hub/api/auth.ts'
import { createLiveChanges } from '@hub/api/live-changes.ts'
import { startApi } from '@hub/api/serve.ts'
import type { Env } from '@hub/config/env.ts'
import { connect } from '@hub/db/connect.ts'
import { listenLive } from '@hub/db/listen-live.ts'
import { startWorkers } from '@hub/workers/start-workers.ts'

import { rememberAllowedHosts } from './allowed-hosts.ts'
import { firstSignInLink } from './first-sign-in-link.ts'
import { hubSecret } from './hub-secret.ts'
import { openDatabase } from './open-database.ts'
import { openLog } from './open-log.ts'
import { prepareDatabase } from './prepare-database.ts'
import type { HubParts } from './read-parts.ts'
import { hubVersion } from './version.ts'

const WEB_ROOT = fileURLToPath(new URL('../web/dist', import.meta.url))

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
    if (parts.workers) {
      const workers = await startWorkers({
        db: connection.db,
        connection: database.app,
        redisUrl: env.redisUrl,
        allowList,
        publicUrl: env.publicUrl,
        version: hubVersion(),
        clock: () => new Date(),
        log,
      })
      stops.push(() => workers.stop())
    }
    if (!parts.api) return { url: undefined, signInLink: undefined, stop }
    const secret = hubSecret(env.secret, env.dataDir)
    const trustedOrigins = trustedOriginsOf(env)
    const auth = createAuth(connection.db, {
      pool: database.app,
      secret,
      publicUrl: env.publicUrl,
      trustedOrigins,
      clock: () => new Date(),
      onWarning: (message) => log.warn(message),
    })
    stops.push(() => auth.close())
    const liveChanges = createLiveChanges()
    const listener = await listenLive(database.app, {
      onNotice: (notice) => liveChanges.publish(notice),
      onGap: () => liveChanges.resync(),
      onWarning: (message) => log.warn(message),
    })
    stops.push(() => listener.stop())
    const deps: ApiDeps = {
      db: connection.db,
      auth,
      publicUrl: env.publicUrl,
      trustedOrigins,
      clock: () => new Date(),
      liveChanges,
      allowList,
      webRoot: existsSync(WEB_ROOT) ? WEB_ROOT : undefined,
      log,
      version: hubVersion(),
    }
    const api = await startApi(deps, { host: env.host, port: env.port })
    stops.push(() => api.stop())
    return { url: env.publicUrl, signInLink: await firstSignInLink(deps), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The public address, and this machine's own names for it while it is served on the loopback. */
function trustedOriginsOf(env: Env): string[] {
  return [...new Set([env.publicUrl, `http://localhost:${env.port}`, `http://127.0.0.1:${env.port}`])]
}
