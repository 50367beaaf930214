import { sql } from 'kysely'

import type { World } from '@hub/core/access/role.ts'

import type { Reader } from '../connect.ts'

export type ItemCounts = { items: number; assigned: number; pending: number }

/** How many items a world holds, how many stand in a narrative, and how many still wait for that. */
export async function countItems(db: Reader, world: World): Promise<ItemCounts> {
  const { rows } = await sql<ItemCounts>`
    select (select count(*) from item where world = ${world}) as items,
      (select count(*) from item_assignment where world = ${world}) as assigned,
      (select count(*) from item_pending where world = ${world}) as pending`.execute(db)
  return rows[0] ?? { items: 0, assigned: 0, pending: 0 }
}
