import { chmodSync, chownSync, lstatSync, mkdirSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { EmbeddedFault } from './embedded-fault.ts'

const NOBODY_UID = 65534

/** The names inside a hub's data folder that belong to the embedded server. */
export function dataFolderPaths(dataDir: string) {
  return {
    cluster: join(dataDir, 'postgres'),
    clusterBeingMade: join(dataDir, 'postgres.new'),
    binaries: join(dataDir, 'postgres-binaries'),
    log: join(dataDir, 'postgres.log'),
    lock: join(dataDir, 'hub.lock'),
    connection: join(dataDir, 'connection.json'),
  }
}

/**
 * Makes the data folder, or checks that an existing one is a folder, is ours, and is closed to other users; returns its
 * real path. Throws EmbeddedFault with what to do.
 */
export function prepareDataFolder(dataDir: string): string {
  const uid = process.getuid?.() ?? -1
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    const { uid: owner, mode } = statSync(dataDir)
    if (owner !== uid && !(uid === 0 && owner === NOBODY_UID)) throw wrongOwner(dataDir, owner, uid)
    if ((mode & 0o077) !== 0) closeToOthers(dataDir)
    return realpathSync(dataDir)
  } catch (error) {
    if (error instanceof EmbeddedFault) throw error
    throw new EmbeddedFault(
      `The data folder ${dataDir} cannot be used (${error instanceof Error ? error.message : String(error)}). ` +
        'Give the hub a folder it may write to: HUB_DATA_DIR=/path/to/folder',
    )
  }
}

/**
 * Checks that the folder and its database files belong to `ownerUid`, the user the server runs as; as root, hands them
 * over when an earlier start ran it as another. Throws EmbeddedFault for anybody else's files.
 */
export function ownDataFolder(dataDir: string, ownerUid: number): void {
  const isRoot = process.getuid?.() === 0
  if (isRoot && statSync(dataDir).uid !== ownerUid) chownSync(dataDir, ownerUid, ownerUid)
  const { cluster } = dataFolderPaths(dataDir)
  const found = statSync(cluster, { throwIfNoEntry: false })
  if (found === undefined) return
  if (found.uid !== ownerUid) {
    if (!isRoot || (found.uid !== 0 && found.uid !== NOBODY_UID))
      throw wrongOwner(cluster, found.uid, process.getuid?.() ?? -1)
    chownTree(cluster, ownerUid)
  }
  if ((found.mode & 0o777) !== 0o700) chmodSync(cluster, 0o700)
}

/** Closes a folder that is new or ours; a folder of other things, such as a home or /tmp, is left as it is. */
function closeToOthers(dataDir: string): void {
  const entries = readdirSync(dataDir)
  if (entries.length > 0 && !entries.includes(basename(dataFolderPaths(dataDir).lock))) {
    throw new EmbeddedFault(
      `The folder ${dataDir} holds other files and is open to other users. ` +
        `Give the hub a folder of its own: HUB_DATA_DIR=${join(dataDir, 'hub-data')}`,
    )
  }
  chmodSync(dataDir, 0o700)
}

function wrongOwner(path: string, owner: number, uid: number): EmbeddedFault {
  return new EmbeddedFault(
    `${path} belongs to user number ${owner}, but the hub runs as user number ${uid}. ` +
      `Start the hub as the user who owns it, choose another HUB_DATA_DIR, or hand it over: sudo chown -R ${uid} ${path}`,
  )
}

function chownTree(path: string, uid: number): void {
  chownSync(path, uid, uid)
  for (const entry of readdirSync(path)) {
    const child = join(path, entry)
    const stat = lstatSync(child)
    if (stat.isDirectory()) chownTree(child, uid)
    else if (!stat.isSymbolicLink()) chownSync(child, uid, uid)
  }
}
