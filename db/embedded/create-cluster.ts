import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { Launcher } from './choose-launcher.ts'
import { dataFolderPaths } from './data-folder.ts'
import { EmbeddedFault } from './embedded-fault.ts'
import { runProgram } from './run-program.ts'

/** The server's three roles: `hub_admin` makes the other two, `hub_owner` migrates, `hub_app` is what the hub runs as. */
export const EMBEDDED_ROLES = ['hub_admin', 'hub_owner', 'hub_app'] as const
export type EmbeddedRole = (typeof EMBEDDED_ROLES)[number]
export type Passwords = Record<EmbeddedRole, string>

const PASSWORD_FILE = 'hub-passwords.json'

/**
 * Makes the database files, once. They are made under another name and renamed when whole, so that an interrupted first
 * start leaves nothing that looks finished.
 */
export async function createCluster(dataDir: string, launcher: Launcher): Promise<void> {
  const { cluster, clusterBeingMade } = dataFolderPaths(dataDir)
  if (existsSync(cluster)) return
  rmSync(clusterBeingMade, { recursive: true, force: true })
  const passwords: Passwords = { hub_admin: password(), hub_owner: password(), hub_app: password() }
  const passwordFile = join(dataDir, 'initdb-password')
  try {
    writeOwned(passwordFile, passwords.hub_admin, launcher.ownerUid)
    await initdb(clusterBeingMade, passwordFile, launcher)
  } finally {
    rmSync(passwordFile, { force: true })
  }
  writeOwned(join(clusterBeingMade, PASSWORD_FILE), JSON.stringify(passwords), launcher.ownerUid)
  renameSync(clusterBeingMade, cluster)
  syncFolder(dirname(cluster))
}

/** The roles' passwords, kept beside the data they open. Throws EmbeddedFault when the file is gone or damaged. */
export function readPasswords(dataDir: string): Passwords {
  const path = join(dataFolderPaths(dataDir).cluster, PASSWORD_FILE)
  try {
    const kept: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (isPasswords(kept)) return kept
  } catch (error) {
    throw new EmbeddedFault(
      `Cannot read the database passwords in ${path} (${error instanceof Error ? error.message : String(error)}). ` +
        'Run this as the user who started the hub, or put the file back from a backup of the data folder.',
    )
  }
  throw new EmbeddedFault(`${path} is damaged. Put the file back from a backup of the data folder.`)
}

async function initdb(cluster: string, passwordFile: string, launcher: Launcher): Promise<void> {
  const { code, output } = await runProgram([
    ...launcher.prefix,
    launcher.binaries.initdb,
    `--pgdata=${cluster}`,
    '--username=hub_admin',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    '--no-instructions',
  ])
  if (code === 0) return
  rmSync(cluster, { recursive: true, force: true })
  throw new EmbeddedFault(
    `The database could not be created in ${dirname(cluster)}: ${output.trim().split('\n').slice(-4).join(' ')}\n` +
      'Check that the disk has 100 MB free and that the folder may be written to, then start again.',
  )
}

function password(): string {
  return randomBytes(24).toString('base64url')
}

function writeOwned(path: string, text: string, uid: number): void {
  const file = openSync(path, 'w', 0o600)
  writeFileSync(file, text)
  fsyncSync(file)
  closeSync(file)
  chmodSync(path, 0o600)
  if (uid !== process.getuid?.()) chownSync(path, uid, uid)
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  fsyncSync(folder)
  closeSync(folder)
}

function isPasswords(kept: unknown): kept is Passwords {
  return (
    typeof kept === 'object' &&
    kept !== null &&
    EMBEDDED_ROLES.every((role) => typeof Reflect.get(kept, role) === 'string')
  )
}
