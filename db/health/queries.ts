import { sql } from 'kysely'

import type { Reader } from '../connect.ts'

/** Whether the database answers at all. */
export async function isReachable(db: Reader): Promise<boolean> {
  return sql`select 1`.execute(db).then(
    () => true,
    () => false,
  )
}
