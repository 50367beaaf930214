import type { PoolConfig } from 'pg'

import type { Env } from '@hub/config/env.ts'
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

/**
 * Opens the operator's PostgreSQL when DATABASE_URL names one; otherwise the embedded server: joining a hub that runs on
 * the data folder when `mayJoin`, else starting it (and refusing when another process has it).
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
  const running = options.mayJoin ? await findRunningEmbedded(env.dataDir) : undefined
  if (running) return { ...running, appRole: 'hub_app', isEmbedded: true, isShared: true, close: async () => {} }
  const server = await startEmbedded({ dataDir: env.dataDir, onProgress: options.onProgress })
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
