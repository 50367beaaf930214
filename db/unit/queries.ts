import type { World } from '@hub/core/access/role.ts'
import type { UnitId } from '@hub/core/ids.ts'

import type { Reader } from '../connect.ts'
import type { Row } from '../schema.ts'

/** Every unit that is not closed, by name. */
export async function listUnits(db: Reader): Promise<Row<'unit'>[]> {
  return db.selectFrom('unit').selectAll().where('closedAt', 'is', null).orderBy('name').execute()
}

/** For each unit, all units below it in the tree. Units are few: one query reads them all. */
export async function unitDescendants(db: Reader): Promise<Map<UnitId, Set<UnitId>>> {
  const units = await db.selectFrom('unit').select(['id', 'parentId']).execute()
  const parentOf = new Map(units.map(({ id, parentId }) => [id, parentId]))
  const below = new Map<UnitId, Set<UnitId>>(units.map(({ id }) => [id, new Set()]))
  for (const { id } of units) {
    const seen = new Set<UnitId>([id])
    for (let parent = parentOf.get(id); parent && !seen.has(parent); parent = parentOf.get(parent)) {
      below.get(parent)?.add(id)
      seen.add(parent)
    }
  }
  return below
}

/** The open unit with this slug in a world, or undefined. */
export async function findUnitBySlug(db: Reader, slug: string, world: World): Promise<Row<'unit'> | undefined> {
  return db
    .selectFrom('unit')
    .selectAll()
    .where('slug', '=', slug)
    .where('world', '=', world)
    .where('closedAt', 'is', null)
    .executeTakeFirst()
}
