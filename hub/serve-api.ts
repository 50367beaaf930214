import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import type { ApiDeps } from '@hub/api/api-deps.ts'
import { createAuth } from '@hub/api/auth.ts'
import { createLiveChanges } from '@hub/api/live-changes.ts'
import { startApi } from '@hub/api/serve.ts'
import type { Env } from '@hub/config/env.ts'
import type { Connection } from '@hub/db/connect.ts'
import { listenLive } from '@hub/db/listen-live.ts'

import { firstSignInLink } from './first-sign-in-link.ts'
import { hubSecret } from './hub-secret.ts'
import type { OpenDatabase } from './open-database.ts'
import type { openLog } from './open-log.ts'
import { hubVersion } from './version.ts'

const WEB_ROOT = fileURLToPath(new URL('../web/dist', import.meta.url))

type Ground = {
  env: Env
  database: OpenDatabase
  connection: Connection
  log: ReturnType<typeof openLog>
  /** Gains what closes each part again, in the order in which they were opened. */
  stops: (() => Promise<void>)[]
}

/** Serves the API and the web app; gives their address and, as long as nobody has signed in, the first administrator's link. */
export async function serveApi({
  env,
  database,
  connection,
  log,
  stops,
}: Ground): Promise<{ url: string; signInLink: string | undefined }> {
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
    allowList: env.allowList,
    chatModel: env.model?.chatModel,
    webRoot: existsSync(WEB_ROOT) ? WEB_ROOT : undefined,
    log,
    version: hubVersion(),
  }
  const api = await startApi(deps, { host: env.host, port: env.port })
  stops.push(() => api.stop())
  return { url: env.publicUrl, signInLink: await firstSignInLink(deps) }
}

/** The public address, and this machine's own names for it while it is served on the loopback. */
function trustedOriginsOf(env: Env): string[] {
  return [...new Set([env.publicUrl, `http://localhost:${env.port}`, `http://127.0.0.1:${env.port}`])]
}
