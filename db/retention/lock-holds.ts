import { sql } from 'kysely'

import type { Tx } from '../connect.ts'

const NAME = 'legal holds'

/** Lets no hold be placed until this transaction ends: what it deletes was judged against the holds that stand. */
export async function shareHolds(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended(${NAME}, 0))`.execute(tx)
}

/** Waits for the pages that are being deleted, and keeps further ones waiting until this transaction ends. */
export async function lockHolds(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${NAME}, 0))`.execute(tx)
}
