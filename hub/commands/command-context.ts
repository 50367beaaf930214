import { userInfo } from 'node:os'

import type { Command } from 'commander'

import type { Actor } from '@hub/core/access/actor.ts'
import type { Env } from '@hub/config/env.ts'
import { connect, type Db } from '@hub/db/connect.ts'
import type { WriteBy } from '@hub/db/write.ts'

import { type OpenDatabase, openDatabase } from '../open-database.ts'
import { readSettings } from '../settings.ts'

/** What a command works with: the settings, the database, and the operator as the one who acts. */
export type CommandContext = { env: Env; database: OpenDatabase; db: Db; by: WriteBy }

/**
 * Runs a command's work against the hub's database: beside a running hub, or, when none runs, on the embedded server
 * started for the moment (and migrated, so that a command may come before the first start).
 */
export async function withHub<Result>(
  work: (context: CommandContext) => Promise<Result>,
  env = readSettings(tellOperator),
): Promise<Result> {
  const database = await openDatabase(env, { mayJoin: true, onProgress: tellOperator })
  try {
    if (!database.isShared) {
      // Everything that migrates takes a second to load; beside a running hub nothing of it is needed.
      const { prepareDatabase } = await import('../prepare-database.ts')
      await prepareDatabase(env, database)
    }
    const connection = connect({ ...database.app, max: 4 })
    try {
      return await work({ env, database, db: connection.db, by: { actor: operator(), now: new Date() } })
    } finally {
      await connection.close()
    }
  } finally {
    await database.close()
  }
}

/** The person at the server's own command line, by their account name there. */
export function operator(): Actor {
  let name = 'operator'
  try {
    name = `operator ${userInfo().username}`
  } catch {
    // A container may run under a number that has no name.
  }
  return { kind: 'operator', name, world: 'live' }
}

/** Words for the person, beside the result: on stderr, so that `--json` output stays clean. */
export function tellOperator(words: string): void {
  process.stderr.write(`${words}\n`)
}

/** Prints a result: JSON for machines, otherwise what `render` makes of it for people. */
export function printResult<Result>(command: Command, result: Result, render: (result: Result) => string): void {
  const { json } = command.opts<{ json?: boolean }>()
  process.stdout.write(`${json ? JSON.stringify(result) : render(result)}\n`)
}

/** Rows as aligned columns under headings; says so when there are none. */
export function renderTable(headings: readonly string[], rows: readonly (readonly string[])[], none: string): string {
  if (rows.length === 0) return none
  const widths = headings.map((heading, at) => Math.max(heading.length, ...rows.map((row) => (row[at] ?? '').length)))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd()
  return [line(headings), ...rows.map(line)].join('\n')
}
