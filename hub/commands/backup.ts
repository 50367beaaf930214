import { existsSync } from 'node:fs'
import { join } from 'node:path'

import type { Command } from 'commander'

import { takeBackup } from '@hub/db/backup/take-backup.ts'
import { readManifest, restoreBackup } from '@hub/db/backup/restore-backup.ts'
import { swapDatabase } from '@hub/db/backup/swap-database.ts'

import { OperatorFault } from '../expected-fault.ts'
import { openDatabase } from '../open-database.ts'
import { readSettings } from '../settings.ts'
import { printResult, tellOperator, withHub } from './command-context.ts'
import { exampleText } from './example-text.ts'

const OWN_POSTGRES =
  'This hub runs on your own PostgreSQL (DATABASE_URL). Back it up with PostgreSQL’s own tools: docs/operators.md, “Backup on your own PostgreSQL”, says how.'

/** `backup [folder]` and `restore <folder>` of the embedded server. */
export function addBackupCommands(program: Command): void {
  program
    .command('backup')
    .description('save the whole record into a new folder; a running hub is not disturbed')
    .addHelpText('after', exampleText('backup /mnt/backups/monday'))
    .argument('[folder]', 'where to; default: backups/<time> in the data folder')
    .option('--json', 'print the manifest as JSON')
    .action(async (folder: string | undefined, _options, command: Command) => {
      const result = await withHub(async ({ env, database, by }) => {
        if (!database.isEmbedded) throw new OperatorFault(OWN_POSTGRES)
        const stamp = by.now.toISOString().replaceAll(':', '').slice(0, 17)
        const target = folder ?? join(env.dataDir, 'backups', stamp)
        if (existsSync(target))
          throw new OperatorFault(`${target} exists already. A backup goes into a new folder: name another one.`)
        const manifest = await takeBackup({
          connection: database.owner,
          folder: target,
          now: by.now,
          onProgress: tellOperator,
        })
        return { folder: target, ...manifest }
      })
      printResult(command, result, ({ folder: target, tables }) => {
        const rows = tables.reduce((sum, table) => sum + table.rows, 0)
        return `Saved ${rows} rows of ${tables.length} tables in ${target}`
      })
    })

  program
    .command('restore')
    .description('replace the record by a backup; the hub must be stopped, and what stood there is kept aside')
    .addHelpText('after', exampleText('restore /mnt/backups/monday'))
    .argument('<folder>', 'the folder that “backup” printed')
    .option('--json', 'print the result as JSON')
    .action(async (folder: string, _options, command: Command) => {
      printResult(command, await restore(folder), ({ rows, keptAs }) => {
        return `Restored ${rows} rows, each table compared with the backup. What stood there before is kept as database “${keptAs}”.`
      })
    })
}

async function restore(folder: string): Promise<{ rows: number; keptAs: string }> {
  const env = readSettings(tellOperator)
  if (env.databaseUrl !== undefined) throw new OperatorFault(OWN_POSTGRES)
  const manifest = await readManifest(folder)
  const { migrateHub } = await import('../prepare-database.ts')
  const database = await openDatabase(env, { mayJoin: false, onProgress: tellOperator })
  try {
    const { superuser, owner } = database
    if (!superuser) throw new OperatorFault(OWN_POSTGRES)
    const keptAs = await swapDatabase({
      superuser,
      database: owner.database ?? 'hub',
      owner: owner.user ?? 'hub_owner',
      now: new Date(),
      fill: async (fresh) => {
        const inFresh = { ...database, owner: { ...owner, database: fresh }, app: { ...database.app, database: fresh } }
        await migrateHub(env, inFresh)
        await restoreBackup({
          superuser: { ...superuser, database: fresh },
          folder,
          manifest,
          onProgress: tellOperator,
        })
      },
    })
    return { rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0), keptAs }
  } finally {
    await database.close()
  }
}
