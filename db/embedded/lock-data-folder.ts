import { spawn } from 'node:child_process'
import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dataFolderPaths } from './data-folder.ts'
import { DataFolderInUse, EmbeddedFault } from './embedded-fault.ts'
import { PROGRAM_ENV } from './run-program.ts'

const CONFLICT = 75

/** Held until `release`, or until this process ends in any way. */
export interface DataFolderLock {
  release(): void
}

/**
 * Takes the data folder for this process, with a kernel lock on a file that we keep open: a killed hub leaves no stale
 * lock, and two hubs that race cannot both win. Throws DataFolderInUse when another hub has it.
 */
export async function lockDataFolder(dataDir: string): Promise<DataFolderLock> {
  const file = openSync(dataFolderPaths(dataDir).lock, 'a', 0o600)
  const { code, fault } = await flock(file)
  if (code !== 0) {
    closeSync(file)
    if (code === CONFLICT) throw new DataFolderInUse(dataDir, readLockHolder(dataDir))
    throw new EmbeddedFault(
      `Cannot lock the data folder ${dataDir}: ${fault}. The hub needs the flock command of util-linux.`,
    )
  }
  ftruncateSync(file)
  writeSync(file, `${process.pid}\n`)
  return { release: () => closeSync(file) }
}

/** The process that last took the folder, whether or not it still has it. */
export function readLockHolder(dataDir: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(dataFolderPaths(dataDir).lock, 'utf8'), 10)
    return Number.isInteger(pid) && pid > 0 ? pid : undefined
  } catch {
    return undefined
  }
}

/** Node has no flock of its own; the command locks the very file it inherits from us, and the lock stays ours. */
function flock(file: number): Promise<{ code: number | null; fault: string }> {
  const args = ['--exclusive', '--nonblock', `--conflict-exit-code=${CONFLICT}`, '3']
  return new Promise((resolve) => {
    const child = spawn('flock', args, { env: PROGRAM_ENV, cwd: '/', stdio: ['ignore', 'ignore', 'ignore', file] })
    child.on('error', (error) => resolve({ code: null, fault: error.message }))
    child.on('exit', (code) => resolve({ code, fault: `flock ended with code ${code}` }))
  })
}
