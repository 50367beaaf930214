import { setTimeout as sleep } from 'node:timers/promises'

import type { PoolConfig } from 'pg'

import type { Env } from '@hub/config/env.ts'
import { DataFolderInUse, EmbeddedFault } from '@hub/db/embedded/embedded-fault.ts'
import { findRunningEmbedded } from '@hub/db/embedded/find-running-embedded.ts'
import { startEmbedded } from '@hub/db/embedded/start-embedded.ts'

/** How to reach the hub's database as the role that migrates and as the role the hub runs as. */
export type OpenDatabase = {
  owner: PoolConfig
  app: PoolConfig
  appRole: string
  /** The server's own administrator; only the embedded server hands one out. */
  superuser: PoolConfig | undefined
  isEmbedded: boolean
  /** Another hub process runs on it: it has been migrated, and it is not ours to stop. */
  isShared: boolean
  /** Stops the embedded server if this process started it. */
  close(): Promise<void>
}

const JOIN_TRIES = 120
const JOIN_GAP_MS = 500
const STILL_STARTING = 'A hub has held this data folder for a minute and its database does not answer.'

/**
 * Opens the operator's PostgreSQL when DATABASE_URL names one; otherwise the embedded server: joining a hub that runs on
 * the data folder when `mayJoin`, which waits a minute for one that is just starting, else starting it (and refusing when
 * another process has it).
 */
export async function openDatabase(
  env: Env,
  options: { mayJoin: boolean; onProgress?: (words: string) => void },
): Promise<OpenDatabase> {
  if (env.databaseUrl !== undefined) {
    const owner = env.databaseOwnerUrl ?? env.databaseUrl
    const close = async () => {}
    return {
      owner: { connectionString: owner },
      app: { connectionString: env.databaseUrl },
      appRole: decodeURIComponent(new URL(env.databaseUrl).username),
      superuser: undefined,
      isEmbedded: false,
      isShared: options.mayJoin,
      close,
    }
  }
  if (!options.mayJoin) return startOwn(env, options)
  for (let tries = 1; ; tries += 1) {
    const running = await findRunningEmbedded(env.dataDir)
    if (running) return { ...running, appRole: 'hub_app', isEmbedded: true, isShared: true, close: async () => {} }
    try {
      return await startOwn(env, options)
    } catch (error) {
      if (!(error instanceof DataFolderInUse)) throw error
      if (tries === 1) options.onProgress?.('Waiting for the hub that is starting or stopping on this data folder …')
      if (tries >= JOIN_TRIES) throw new EmbeddedFault(`${STILL_STARTING} ${error.message}`)
      await sleep(JOIN_GAP_MS)
    }
  }
}

async function startOwn(env: Env, { onProgress }: { onProgress?: (words: string) => void }): Promise<OpenDatabase> {
  const server = await startEmbedded({ dataDir: env.dataDir, onProgress })
  return {
    owner: server.owner,
    app: server.app,
    superuser: server.superuser,
    appRole: 'hub_app',
    isEmbedded: true,
    isShared: false,
    close: () => server.stop(),
  }
}
