import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The secret that signs sessions: the operator's own, or one made once and kept in the data folder, readable by its
 * owner alone.
 */
export function hubSecret(given: string | undefined, dataDir: string): string {
  if (given !== undefined) return given
  const path = join(dataDir, 'secret')
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    mkdirSync(dataDir, { recursive: true })
    const made = randomBytes(48).toString('base64url')
    writeFileSync(path, `${made}\n`, { mode: 0o600, flag: 'wx' })
    return made
  }
}
