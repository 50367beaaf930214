import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What PostgreSQL writes about itself into its folder. It may outlive the server: check `isAlive`. */
export interface PostmasterFile {
  pid: number
  isReady: boolean
}

/** Reads `postmaster.pid`; undefined when there is none or it is half written. */
export function readPostmasterFile(cluster: string): PostmasterFile | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number.parseInt(lines[0] ?? '', 10)
    return Number.isInteger(pid) && pid > 0 ? { pid, isReady: lines[7]?.trim() === 'ready' } : undefined
  } catch {
    return undefined
  }
}

/** True when the file's process still runs and is a PostgreSQL on this very folder (process numbers are reused). */
export function isPostmasterAlive(cluster: string, pid: number): boolean {
  try {
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    return commandLine.includes(cluster) && commandLine.some((word) => word.endsWith('/postgres'))
  } catch {
    return false
  }
}
