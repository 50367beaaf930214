import { createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'

import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'

import { type BackupManifest, tableFileName } from './backup-manifest.ts'
import { hashRows, listSequences, listTables, quoteName, steadySession } from './list-tables.ts'

/**
 * Writes the whole record into a new folder: each table as a gzipped COPY, all from one snapshot, beside a manifest of
 * row counts and hashes. A running hub is not disturbed. The folder appears under its name only when it is complete.
 */
export async function takeBackup(options: {
  connection: pg.PoolConfig
  folder: string
  now: Date
  onProgress?: (words: string) => void
}): Promise<BackupManifest> {
  const partial = `${options.folder}.partial`
  await rm(partial, { recursive: true, force: true })
  await mkdir(partial, { recursive: true, mode: 0o700 })
  const client = new pg.Client(options.connection)
  await client.connect()
  try {
    await steadySession(client)
    await client.query('begin isolation level repeatable read read only')
    const manifest = await copyTables(client, partial, options)
    await client.query('commit')
    const path = join(partial, 'manifest.json')
    await writeFile(path, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
    await flush(path)
    await rename(partial, options.folder)
    return manifest
  } catch (error) {
    await rm(partial, { recursive: true, force: true })
    throw error
  } finally {
    await client.end()
  }
}

async function copyTables(
  client: pg.Client,
  folder: string,
  options: { now: Date; onProgress?: (words: string) => void },
): Promise<BackupManifest> {
  const tables: BackupManifest['tables'] = []
  for (const table of await listTables(client)) {
    options.onProgress?.(`Saving ${table.schema}.${table.name} …`)
    const path = join(folder, tableFileName(table))
    await pipeline(
      client.query(copyTo(`copy (select * from ${quoteName(table)}) to stdout`)),
      createGzip({ level: 6 }),
      createWriteStream(path, { mode: 0o600 }),
    )
    await flush(path)
    tables.push({ ...table, ...(await hashRows(client, table)) })
  }
  const { rows } = await client.query<{ oldest: Date | null; version: string; migrations: string[] }>(
    `select least((select min(first_seen_at) from item), (select min(at) from audit_event)) as oldest,
       current_setting('server_version') as version,
       (select coalesce(array_agg(name order by name), '{}') from schema_migration) as migrations`,
  )
  return {
    format: 1,
    takenAt: options.now.toISOString(),
    serverVersion: rows[0]?.version ?? '',
    migrations: rows[0]?.migrations ?? [],
    oldestAt: rows[0]?.oldest?.toISOString() ?? null,
    tables,
    sequences: await listSequences(client),
  }
}

/** Asks the disk to have the file before the backup is called complete. */
async function flush(path: string): Promise<void> {
  const file = await open(path, 'r')
  await file.sync()
  await file.close()
}
