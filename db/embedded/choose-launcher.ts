import { cpSync, rmSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dataFolderPaths, ownDataFolder } from './data-folder.ts'
import { EmbeddedFault } from './embedded-fault.ts'
import { binariesUnder, type Binaries } from './find-binaries.ts'
import { runProgram } from './run-program.ts'

const NOBODY = '65534'

/** How PostgreSQL, which refuses to run as root, is started here. */
export interface Launcher {
  name: 'plain' | 'user namespace' | 'ambient capability' | 'copied binaries'
  /** Words put before the program. */
  prefix: string[]
  binaries: Binaries
  /** Who must own the database files: the numeric user, as seen from outside. */
  ownerUid: number
}

// A death signal is cleared when a process changes its user, so this comes last before the program.
const STOP_WITH_PARENT = ['setpriv', '--pdeathsig', 'INT', '--']

const AS_NOBODY_IN_NAMESPACE = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--']
const AS_NOBODY = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups']
const READ_ANYWHERE = [
  '--securebits=+no_setuid_fixup',
  '--inh-caps=-all,+dac_override',
  '--ambient-caps=-all,+dac_override',
]

/**
 * Chooses the first way of starting PostgreSQL that works on this machine. As root: a user namespace (files stay root's),
 * else the user nobody with one capability, else nobody with the binaries copied to where it can read them.
 */
export async function chooseLauncher(binaries: Binaries, dataDir: string): Promise<Launcher> {
  for (const launcher of candidates(binaries)) {
    const { code } = await runProgram([...launcher.prefix, launcher.binaries.postgres, '--version'])
    if (code === 0) return launcher
  }
  if (process.getuid?.() === 0) {
    const copied = copiedBinaries(binaries, dataDir)
    const { code, output } = await runProgram([...copied.prefix, copied.binaries.postgres, '--version'])
    if (code === 0) return copied
    throw new EmbeddedFault(
      `The bundled database cannot run as root on this machine (${output.trim()}). Start the hub as an ordinary user, ` +
        'choose a HUB_DATA_DIR that any user may reach, or set DATABASE_URL to a PostgreSQL of your own.',
    )
  }
  const { output } = await runProgram([binaries.postgres, '--version'])
  throw new EmbeddedFault(
    `The bundled database does not run on this machine (${output.trim()}). ` +
      'It needs Linux with glibc 2.28 or newer; else set DATABASE_URL to a PostgreSQL of your own.',
  )
}

/** The launchers that need no preparation, best first. */
export function candidates(binaries: Binaries, uid = process.getuid?.() ?? -1): Launcher[] {
  if (uid !== 0) {
    const plain: Launcher[] = [
      { name: 'plain', prefix: STOP_WITH_PARENT, binaries, ownerUid: uid },
      { name: 'plain', prefix: [], binaries, ownerUid: uid },
    ]
    return hasAccount() ? plain : [inNamespace(binaries, uid), ...plain]
  }
  return [
    inNamespace(binaries, uid),
    {
      name: 'ambient capability',
      prefix: [...AS_NOBODY, ...READ_ANYWHERE, '--', ...STOP_WITH_PARENT],
      binaries,
      ownerUid: Number(NOBODY),
    },
  ]
}

function inNamespace(binaries: Binaries, ownerUid: number): Launcher {
  return { name: 'user namespace', prefix: [...AS_NOBODY_IN_NAMESPACE, ...STOP_WITH_PARENT], binaries, ownerUid }
}

/** False for a bare number, as containers may run under: initdb wants a user with a name. */
function hasAccount(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

/** The last resort: a copy of the binaries in the data folder, which then belongs to nobody, as the server does. */
export function copiedBinaries(binaries: Binaries, dataDir: string): Launcher {
  const { binaries: root } = dataFolderPaths(dataDir)
  const ownerUid = Number(NOBODY)
  ownDataFolder(dataDir, ownerUid)
  rmSync(root, { recursive: true, force: true })
  cpSync(binaries.root, root, { recursive: true, verbatimSymlinks: true })
  return {
    name: 'copied binaries',
    prefix: [...AS_NOBODY, '--', ...STOP_WITH_PARENT],
    binaries: binariesUnder(root),
    ownerUid,
  }
}
