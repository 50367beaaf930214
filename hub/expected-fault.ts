import { Conflict, Forbidden, NotFound } from '@hub/db/errors.ts'
import { EmbeddedFault } from '@hub/db/embedded/embedded-fault.ts'
import { RestoreRefused } from '@hub/db/backup/restore-backup.ts'

import { SettingsRefused } from './settings.ts'

/** Something the operator can mend: shown as its message alone. */
export class OperatorFault extends Error {}

const EXPECTED = [OperatorFault, SettingsRefused, EmbeddedFault, RestoreRefused, Conflict, Forbidden, NotFound]
/** Expected too, known by name: to import their modules would load the whole of the workers for a command's error. */
const EXPECTED_NAMES = ['RedisRefused']

type Words = (fault: { message: string; port: number | undefined }) => string

const MIGRATES = 'The role that migrates (DATABASE_OWNER_URL, or DATABASE_URL where that is not set)'

/** Codes of PostgreSQL, the network and the system that an operator can act on. */
const CODE_WORDS: Record<string, Words> = {
  EADDRINUSE: ({ port = 8080 }) =>
    `Port ${port} is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`,
  ECONNREFUSED: () => 'No PostgreSQL answers at DATABASE_URL. Is it running, and are host and port right?',
  ENOTFOUND: () => 'The host in DATABASE_URL is not known. Check its spelling.',
  EAI_AGAIN: () => 'The host in DATABASE_URL cannot be looked up now. Check its spelling and the network.',
  ETIMEDOUT: () => 'No PostgreSQL answers at DATABASE_URL in time. Is a firewall between?',
  EACCES: () => 'This user may not use that port or folder. Choose a port above 1023 and a folder you own.',
  '28P01': ({ message }) => `PostgreSQL refused DATABASE_URL or DATABASE_OWNER_URL: ${message}.`,
  '28000': ({ message }) => `PostgreSQL refused DATABASE_URL or DATABASE_OWNER_URL: ${message}.`,
  '3D000': ({ message }) => `PostgreSQL says: ${message}. Create it first: CREATE DATABASE hub OWNER hub_owner`,
  '42501': ({ message }) =>
    `PostgreSQL says: ${message}. ${MIGRATES} has to own the database: ALTER DATABASE hub OWNER TO hub_owner`,
  '42P01': ({ message }) =>
    `PostgreSQL says: ${message}. The database is older than this version, or no hub was started on it yet; npm start brings it up to date.`,
  '53300': ({ message }) =>
    `PostgreSQL says: ${message}. Raise its max_connections: each process of the hub uses up to 25.`,
  '57P03': ({ message }) => `PostgreSQL says: ${message}. Wait a moment and start again.`,
}

/** What to tell an operator about an error: a sentence for what they can mend, the stack for what only we can. */
export function explainFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const isExpected = EXPECTED.some((kind) => error instanceof kind) || EXPECTED_NAMES.includes(error.constructor.name)
  if (isExpected) return error.message
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const port = 'port' in error && typeof error.port === 'number' ? error.port : undefined
  return CODE_WORDS[code]?.({ message: error.message, port }) ?? error.stack ?? error.message
}
