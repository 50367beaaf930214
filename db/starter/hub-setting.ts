import { sql } from 'kysely'

import type { Reader, Tx } from '../connect.ts'

/** A setting's value, or undefined where none was saved. */
export async function readSetting(db: Reader, key: string): Promise<Record<string, unknown> | undefined> {
  const row = await db.selectFrom('hubSetting').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value
}

/** A setting's value, or undefined; others who want the same setting wait until this transaction ends. */
export async function lockSetting(tx: Tx, key: string): Promise<Record<string, unknown> | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`hub_setting ${key}`}, 0))`.execute(tx)
  return readSetting(tx, key)
}

/** Writes a setting, over the value it has. */
export async function saveSetting(tx: Tx, key: string, value: Record<string, unknown>, now: Date): Promise<void> {
  const row = { value: JSON.stringify(value), updatedAt: now }
  await tx
    .insertInto('hubSetting')
    .values({ key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute()
}
