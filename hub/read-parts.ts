import { parseArgs } from 'node:util'

import { OperatorFault } from './expected-fault.ts'

/** Which parts a process runs; all of them by default. */
export type HubParts = { api: boolean; workers: boolean }

export const START_HELP = `Usage: npm start, npm run start:api or npm run start:workers

Starts the hub. Everything is set by environment variables; docs/operators.md lists them.

Options:
  --only api|workers  run one part; both need the same DATABASE_URL
  -h, --help          this text
`

/** Reads the words after `main.ts`; undefined when help is wanted. Throws OperatorFault for any word it does not know. */
export function readParts(words: readonly string[]): HubParts | undefined {
  const { only, help } = readOptions(words)
  if (help) return undefined
  if (only === undefined) return { api: true, workers: true }
  if (only === 'api' || only === 'workers') return { api: only === 'api', workers: only === 'workers' }
  throw new OperatorFault(`--only takes api or workers, not “${only}”.`)
}

function readOptions(words: readonly string[]): { only?: string; help?: boolean } {
  try {
    return parseArgs({
      args: [...words],
      options: { only: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    }).values
  } catch {
    throw new OperatorFault(
      `“${words.join(' ')}” cannot be read. The hub starts with nothing, with --only api or with --only workers; its commands are another program: npm run hub -- --help`,
    )
  }
}
