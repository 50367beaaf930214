import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { dataFolderPaths } from './data-folder.ts'
import { DataFolderInUse, EmbeddedFault } from './embedded-fault.ts'
import { PROGRAM_ENV } from './run-program.ts'

const CONFLICT = 75

/** Held until `release`, or until this process ends in any way. */
export interface DataFolderLock {
  release(): Promise<void>
}

/**
 * Takes the data folder for this process. The kernel holds the lock on behalf of a small child (`flock … cat`) that ends
 * when our end of its pipe closes, so a killed hub leaves no stale lock, and two hubs that race cannot both win.
 * Throws DataFolderInUse when another hub has it.
 */
export async function lockDataFolder(dataDir: string): Promise<DataFolderLock> {
  const { lock } = dataFolderPaths(dataDir)
  closeSync(openSync(lock, 'a', 0o600))
  const command = ['--exclusive', '--nonblock', '--no-fork', `--conflict-exit-code=${CONFLICT}`, lock, 'cat']
  const child = spawn('flock', command, { env: PROGRAM_ENV, cwd: '/', stdio: ['pipe', 'pipe', 'ignore'], detached: true })
  await echoed(child, dataDir)
  writeFileSync(lock, `${process.pid}\n`)
  child.unref()
  return { release: () => released(child) }
}

/** The process that wrote itself into the lock file last, whether or not it still holds the lock. */
export function readLockHolder(dataDir: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(dataFolderPaths(dataDir).lock, 'utf8'), 10)
    return Number.isInteger(pid) && pid > 0 ? pid : undefined
  } catch {
    return undefined
  }
}

function echoed(child: ChildProcess, dataDir: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new EmbeddedFault(`Cannot run flock, part of util-linux: ${error.message}`)))
    child.on('exit', (code) =>
      reject(
        code === CONFLICT
          ? new DataFolderInUse(dataDir, readLockHolder(dataDir))
          : new EmbeddedFault(`Cannot lock the data folder ${dataDir}: flock ended with code ${code}.`),
      ),
    )
    child.stdin?.on('error', () => undefined)
    child.stdout?.once('data', () => resolve())
    child.stdin?.write('held\n')
  })
}

function released(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.ref()
    child.once('exit', () => resolve())
    child.stdin?.end()
  })
}
