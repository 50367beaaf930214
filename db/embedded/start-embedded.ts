import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { awaitOrphans } from './await-orphans.ts'
import { chooseAddress } from './choose-address.ts'
import { chooseLauncher } from './choose-launcher.ts'
import { createCluster, readPasswords } from './create-cluster.ts'
import { dataFolderPaths, ownDataFolder, prepareDataFolder } from './data-folder.ts'
import { ensureRoles } from './ensure-roles.ts'
import { findBinaries } from './find-binaries.ts'
import {
  connectionsTo,
  removeConnectionFile,
  writeConnectionFile,
  type EmbeddedConnections,
} from './find-running-embedded.ts'
import { lockDataFolder } from './lock-data-folder.ts'
import { runPostmaster, stopPostmaster, type PostmasterRequest } from './run-postmaster.ts'

const RESTART_TRIES = 5
const RESTART_GAP_MS = 500

/** A running server, owned by this process. */
export interface EmbeddedServer extends EmbeddedConnections {
  version: string
  /** Process number of the server itself. */
  postmasterPid(): number | undefined
  /** Ends when the server is down and the data folder is free. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  dataDir: string
  /** Told in plain words what is happening: first creation, waiting, restarts. */
  onProgress?: (words: string) => void
}

/**
 * Starts PostgreSQL on a data folder, making the folder, the database and its roles the first time. The server stops
 * with this process however it ends, and is started again if it dies alone. Throws DataFolderInUse when another hub has
 * the folder, EmbeddedFault with what to do for anything else.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const tell = options.onProgress ?? (() => undefined)
  const binaries = findBinaries()
  const dataDir = prepareDataFolder(options.dataDir)
  const lock = await lockDataFolder(dataDir)
  try {
    const { cluster } = dataFolderPaths(dataDir)
    await awaitOrphans(cluster, () => tell('Waiting for the database of an earlier hub to stop …'))
    const launcher = await chooseLauncher(binaries, dataDir)
    ownDataFolder(dataDir, launcher.ownerUid)
    if (!existsSync(cluster)) tell(`Creating the database in ${dataDir} …`)
    await createCluster(dataDir, launcher)
    const passwords = readPasswords(dataDir)
    const request = { dataDir, launcher, address: await chooseAddress(dataDir) }
    const connections = connectionsTo(request.address, passwords)
    const keeper = await keepRunning(request, tell)
    try {
      const version = await ensureRoles(connections.superuser, passwords)
      const stop = async () => {
        removeConnectionFile(dataDir)
        await keeper.stop()
        lock.release()
      }
      return { ...connections, version, postmasterPid: keeper.pid, stop }
    } catch (error) {
      await keeper.stop()
      throw error
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

async function keepRunning(request: PostmasterRequest, tell: (words: string) => void) {
  let isStopping = false
  let starting: Promise<void> = Promise.resolve()
  let child = await runPostmaster(request)
  watch(child)

  function watch(running: ChildProcess): void {
    writeConnectionFile(request.dataDir, request.address, running.pid ?? 0)
    running.unref()
    running.once('exit', () => {
      if (!isStopping) starting = startAgain()
    })
  }

  async function startAgain(): Promise<void> {
    for (let attempt = 1; attempt <= RESTART_TRIES && !isStopping; attempt += 1) {
      tell(`The database stopped by itself; starting it again (${attempt} of ${RESTART_TRIES}) …`)
      try {
        await awaitOrphans(dataFolderPaths(request.dataDir).cluster, () => undefined)
        child = await runPostmaster(request)
        watch(child)
        return
      } catch (error) {
        tell(error instanceof Error ? error.message : String(error))
        await sleep(RESTART_GAP_MS * attempt)
      }
    }
  }

  return {
    pid: () => child.pid,
    stop: async () => {
      isStopping = true
      await starting
      child.ref()
      await stopPostmaster(child)
    },
  }
}
