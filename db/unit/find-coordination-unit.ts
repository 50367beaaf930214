import type { World } from '@hub/core/access/role.ts'

import type { Reader } from '../connect.ts'
import type { Row } from '../schema.ts'

/** The unit that coordinates: where escalations end and what no unit took comes back to. The oldest one when there are several. */
export async function findCoordinationUnit(db: Reader, world: World): Promise<Row<'unit'> | undefined> {
  return db
    .selectFrom('unit')
    .selectAll()
    .where('kind', '=', 'coordination')
    .where('world', '=', world)
    .where('closedAt', 'is', null)
    .orderBy('createdAt')
    .orderBy('id')
    .executeTakeFirst()
}
