import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'

import type { Database } from './schema.ts'

export type Db = Kysely<Database>
export type Tx = Transaction<Database>
/** A database or an open transaction: what reads take. */
export type Reader = Db | Tx

const INT8_OID = 20
/** How values of the database become values here. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    // Counters, sequence numbers and row versions stay far below 2^53, so they are numbers and not strings.
    oid === INT8_OID ? (value: string) => Number(value) : pg.types.getTypeParser(oid, format),
}

export type Connection = { db: Db; pool: pg.Pool; close(): Promise<void> }

/** Opens a pool to the hub's database. `onError` hears of idle clients that lose their server; queries reject themselves. */
export function connect(config: pg.PoolConfig, onError: (error: Error) => void = () => {}): Connection {
  const pool = new pg.Pool({ max: 10, connectionTimeoutMillis: 10_000, types, ...config })
  pool.on('error', onError)
  // A connection that the server ends between two statements must not end the process: the next statement fails instead.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  return { db, pool, close: () => db.destroy() }
}
