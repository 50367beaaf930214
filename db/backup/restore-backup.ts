import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'

import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

import { type BackupManifest, backupManifestSchema, tableFileName } from './backup-manifest.ts'
import { hashRows, quoteName, steadySession } from './list-tables.ts'

/** The backup cannot be restored; the message says why and what to do, and nothing was changed. */
export class RestoreRefused extends Error {}

/** Reads and checks a backup folder's manifest. */
export async function readManifest(folder: string): Promise<BackupManifest> {
  let text: string
  try {
    text = await readFile(join(folder, 'manifest.json'), 'utf8')
  } catch {
    throw new RestoreRefused(
      `There is no complete backup in ${folder}: it has no manifest.json. Name the folder that “backup” printed.`,
    )
  }
  const parsed = backupManifestSchema.safeParse(parseJson(text))
  if (!parsed.success)
    throw new RestoreRefused(
      `${folder} holds a backup that is damaged or that this version cannot read. Restore it with the version that took it.`,
    )
  return parsed.data
}

/** The value a text holds; undefined when it is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Copies a backup into a database that was just migrated and holds nothing yet, then compares every table's rows with
 * the manifest by count and hash. Needs a superuser, since rows go in without their triggers. Throws RestoreRefused when
 * the migrations differ or a table does not match; the caller then drops the database.
 */
export async function restoreBackup(options: {
  superuser: pg.PoolConfig
  folder: string
  manifest: BackupManifest
  onProgress?: (words: string) => void
}): Promise<void> {
  const client = new pg.Client(options.superuser)
  await client.connect()
  try {
    await steadySession(client)
    await refuseOtherSchema(client, options.manifest)
    await client.query(`set session_replication_role = 'replica'`)
    if (options.manifest.oldestAt) {
      await client.query('select ensure_partitions($1::timestamptz, now())', [options.manifest.oldestAt])
    }
    await client.query('begin')
    for (const table of options.manifest.tables) {
      options.onProgress?.(`Restoring ${table.schema}.${table.name} (${table.rows} rows) …`)
      // The installation itself left rows (an audit entry, say): the backup's own rows are the whole truth.
      await client.query(`delete from ${quoteName(table)}`)
      await pipeline(
        createReadStream(join(options.folder, tableFileName(table))),
        createGunzip(),
        client.query(copyFrom(`copy ${quoteName(table)} from stdin`)),
      )
      await compare(client, table)
    }
    for (const { schema, name, lastValue, isCalled } of options.manifest.sequences) {
      await client.query('select setval($1::regclass, $2::bigint, $3)', [
        quoteName({ schema, name }),
        lastValue,
        isCalled,
      ])
    }
    await client.query('commit')
    await client.query('analyze')
  } finally {
    await client.end()
  }
}

async function refuseOtherSchema(client: pg.Client, manifest: BackupManifest): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select name from schema_migration order by name')
  const here = rows.map(({ name }) => name)
  if (here.join() === manifest.migrations.join()) return
  throw new RestoreRefused(
    `The backup was taken by another version (its schema: ${manifest.migrations.at(-1)}; here: ${here.at(-1)}). Restore it with the version that took it, then upgrade.`,
  )
}

async function compare(client: pg.Client, table: BackupManifest['tables'][number]): Promise<void> {
  const restored = await hashRows(client, table)
  if (restored.rows === table.rows && restored.rowHash === table.rowHash) return
  throw new RestoreRefused(
    `${table.schema}.${table.name} did not restore as it was saved (${restored.rows} rows of ${table.rows}). The backup is damaged; your present data was not touched.`,
  )
}
