import { Conflict, Forbidden, NotFound } from '@hub/db/errors.ts'
import { EmbeddedFault } from '@hub/db/embedded/embedded-fault.ts'
import { RestoreRefused } from '@hub/db/backup/restore-backup.ts'

import { SettingsRefused } from './settings.ts'

/** Something the operator can mend: shown as its message alone. */
export class OperatorFault extends Error {}

const EXPECTED = [OperatorFault, SettingsRefused, EmbeddedFault, RestoreRefused, Conflict, Forbidden, NotFound]

/** Codes of PostgreSQL, the network and the system that an operator can act on. */
const CONNECTION_WORDS: Record<string, string> = {
  ECONNREFUSED: 'No PostgreSQL answers at DATABASE_URL. Is it running, and are host and port right?',
  ENOTFOUND: 'The host in DATABASE_URL is not known. Check its spelling.',
  EACCES: 'This user may not use that port or folder. Choose a port above 1023 and a folder you own.',
  '28P01': 'PostgreSQL refused the password in DATABASE_URL.',
  '3D000': 'The database named in DATABASE_URL does not exist. Create it first: CREATE DATABASE hub OWNER hub_owner',
}

/** What to tell an operator about an error: a sentence for what they can mend, the stack for what only we can. */
export function explainFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (EXPECTED.some((kind) => error instanceof kind)) return error.message
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code === 'EADDRINUSE') {
    const port = 'port' in error && typeof error.port === 'number' ? error.port : undefined
    return `Port ${port ?? ''} is taken by another program. Stop that one, or choose another port: PORT=${(port ?? 8080) + 1} npm start`
  }
  return CONNECTION_WORDS[code] ?? error.stack ?? error.message
}
