import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { isSocketAddress, type ServerAddress } from './choose-address.ts'
import type { Launcher } from './choose-launcher.ts'
import { dataFolderPaths } from './data-folder.ts'
import { EmbeddedFault } from './embedded-fault.ts'
import { readPostmasterFile } from './postmaster-file.ts'
import { PROGRAM_ENV } from './run-program.ts'

const LOG_BYTES_MAX = 10_000_000
const READY_POLL_MS = 15
const READY_WAIT_MS = 120_000
const STOP_WAIT_MS = 20_000

/** Small enough for a shared 1 GB machine, and never at the price of an acknowledged write. */
const SETTINGS: Record<string, string> = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '64MB',
  work_mem: '4MB',
  maintenance_work_mem: '32MB',
  max_connections: '60',
  max_wal_size: '256MB',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  max_parallel_workers_per_gather: '0',
  io_method: 'sync',
  jit: 'off',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_line_prefix: '%m [%p] ',
  logging_collector: 'off',
  cluster_name: 'hub',
  unix_socket_permissions: '0700',
}

export interface PostmasterRequest {
  dataDir: string
  launcher: Launcher
  address: ServerAddress
}

/** Starts the server and waits until it answers. Its output goes to `postgres.log` in the data folder. */
export async function runPostmaster(request: PostmasterRequest): Promise<ChildProcess> {
  const { cluster, log } = dataFolderPaths(request.dataDir)
  rollLog(log)
  const logFile = openSync(log, 'a', 0o600)
  const [file = '', ...args] = [
    ...request.launcher.prefix,
    request.launcher.binaries.postgres,
    ...serverArguments(request),
  ]
  const child = spawn(file, args, { env: PROGRAM_ENV, cwd: '/', stdio: ['ignore', logFile, logFile], detached: true })
  closeSync(logFile)
  child.on('error', () => undefined)
  const deadlineMs = performance.now() + READY_WAIT_MS
  while (!hasEnded(child) && performance.now() < deadlineMs) {
    const written = readPostmasterFile(cluster)
    if (written?.pid === child.pid && written?.isReady) return child
    await sleep(READY_POLL_MS)
  }
  await stopPostmaster(child)
  throw new EmbeddedFault(`The database did not start. The end of ${log}:\n${lastLines(log)}`)
}

/** Stops the server cleanly: open sessions are ended, everything is written out. */
export async function stopPostmaster(child: ChildProcess): Promise<void> {
  if (hasEnded(child) || child.pid === undefined) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGINT')
  const waited = await Promise.race([ended.then(() => 'ended'), sleep(STOP_WAIT_MS, 'late', { ref: false })])
  if (waited === 'late') {
    child.kill('SIGQUIT')
    await ended
  }
}

function serverArguments({ dataDir, address }: PostmasterRequest): string[] {
  const listen = isSocketAddress(address)
    ? { listen_addresses: '', unix_socket_directories: `"${address.host.replaceAll('"', '""')}"` }
    : { listen_addresses: address.host, unix_socket_directories: '' }
  const settings = Object.entries({ ...SETTINGS, ...listen, port: String(address.port) })
  return ['-D', dataFolderPaths(dataDir).cluster, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined
}

function rollLog(path: string): void {
  try {
    if (statSync(path).size > LOG_BYTES_MAX) renameSync(path, `${path}.1`)
  } catch {
    // No log yet.
  }
}

function lastLines(path: string): string {
  return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-8).join('\n')
}
