import { existsSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import type { PoolConfig } from 'pg'
import { isSocketAddress, socketPath, type ServerAddress } from './choose-address.ts'
import { readPasswords, type EmbeddedRole, type Passwords } from './create-cluster.ts'
import { dataFolderPaths } from './data-folder.ts'
import { EMBEDDED_DATABASE } from './ensure-roles.ts'
import { isPostmasterAlive } from './postmaster-file.ts'

/** How to reach the embedded server as each of its roles. */
export interface EmbeddedConnections {
  /** Migrates and purges. */
  owner: PoolConfig
  /** What the hub runs as. */
  app: PoolConfig
  /** May do anything to the server; for tests and repair. */
  superuser: PoolConfig
}

/** Connections to the server of a hub that runs on this data folder now; undefined when none does. */
export async function findRunningEmbedded(dataDir: string): Promise<EmbeddedConnections | undefined> {
  if (!existsSync(dataDir)) return undefined
  const folder = realpathSync(dataDir)
  const kept = readConnectionFile(folder)
  if (kept === undefined || !isPostmasterAlive(dataFolderPaths(folder).cluster, kept.postmasterPid)) return undefined
  if (!(await isAnswering(kept))) return undefined
  return connectionsTo(kept, readPasswords(folder))
}

/** The same connections for a server just started. */
export function connectionsTo(address: ServerAddress, passwords: Passwords): EmbeddedConnections {
  const as = (user: EmbeddedRole): PoolConfig => ({
    host: address.host,
    port: address.port,
    user,
    password: passwords[user],
    database: EMBEDDED_DATABASE,
    ssl: false,
  })
  return { owner: as('hub_owner'), app: as('hub_app'), superuser: as('hub_admin') }
}

/** Leaves word for other processes of the same user; holds no secret. */
export function writeConnectionFile(dataDir: string, address: ServerAddress, postmasterPid: number): void {
  const { connection } = dataFolderPaths(dataDir)
  const text = JSON.stringify({ hubPid: process.pid, postmasterPid, host: address.host, port: address.port })
  writeFileSync(`${connection}.new`, text, { mode: 0o600 })
  renameSync(`${connection}.new`, connection)
}

/** Takes the word back. */
export function removeConnectionFile(dataDir: string): void {
  rmSync(dataFolderPaths(dataDir).connection, { force: true })
}

function readConnectionFile(dataDir: string): (ServerAddress & { postmasterPid: number }) | undefined {
  try {
    const kept: unknown = JSON.parse(readFileSync(dataFolderPaths(dataDir).connection, 'utf8'))
    if (typeof kept !== 'object' || kept === null) return undefined
    const { host, port, postmasterPid } = { host: undefined, port: undefined, postmasterPid: undefined, ...kept }
    if (typeof host !== 'string' || typeof port !== 'number' || typeof postmasterPid !== 'number') return undefined
    return { host, port, postmasterPid }
  } catch {
    return undefined
  }
}

function isAnswering(address: ServerAddress): Promise<boolean> {
  const target = isSocketAddress(address) ? { path: socketPath(address) } : address
  return new Promise((settle) => {
    const socket = connect(target)
    const answer = (isOpen: boolean) => {
      socket.destroy()
      settle(isOpen)
    }
    socket.setTimeout(2000, () => answer(false))
    socket.once('connect', () => answer(true))
    socket.once('error', () => answer(false))
  })
}
