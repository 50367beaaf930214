import { readdirSync, readlinkSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { SOCKET_PORT, socketPath } from './choose-address.ts'
import { EmbeddedFault } from './embedded-fault.ts'
import { readPostmasterFile } from './postmaster-file.ts'

const POLL_MS = 15
const STOP_WAIT_MS = 20_000

/**
 * Waits until no process of an earlier server works on the folder (a real path), telling a server that lingers to stop,
 * and takes away what a killed one left. PostgreSQL's own check trusts process numbers, and so refuses to start while the dead server is
 * unreaped or its number belongs to another; holding the folder's lock, we may look at the processes instead.
 */
export async function awaitOrphans(cluster: string, onWait: () => void): Promise<void> {
  const deadlineMs = performance.now() + STOP_WAIT_MS
  let hasTold = false
  for (let orphans = processesIn(cluster); orphans.length > 0; orphans = processesIn(cluster)) {
    if (!hasTold) onWait()
    if (performance.now() > deadlineMs) {
      const pids = orphans.join(' ')
      throw new EmbeddedFault(
        `The database of an earlier hub does not stop. Stop it, then start again: kill -QUIT ${pids}`,
      )
    }
    // Sessions end by themselves when their server is gone; only the server itself may be told to stop.
    const server = readPostmasterFile(cluster)?.pid
    if (!hasTold && server !== undefined && orphans.includes(server)) interrupt(server)
    hasTold = true
    await sleep(POLL_MS)
  }
  rmSync(join(cluster, 'postmaster.pid'), { force: true })
  const socket = socketPath({ host: dirname(cluster), port: SOCKET_PORT })
  rmSync(socket, { force: true })
  rmSync(`${socket}.lock`, { force: true })
}

/** The server and each of its sessions have the database folder as their working directory; the dead have none. */
function processesIn(cluster: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && workingDirectory(name) === cluster)
    .map(Number)
}

function workingDirectory(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    // Ended meanwhile, or another user's.
    return undefined
  }
}

function interrupt(pid: number): void {
  try {
    process.kill(pid, 'SIGINT')
  } catch {
    // Ended meanwhile.
  }
}
