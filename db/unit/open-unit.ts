import type { OpenUnit } from '@hub/core/access/unit-view.ts'
import { unitIdSchema } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict } from '../errors.ts'
import { newId } from '../new-id.ts'
import type { Row } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'

/** Opens a unit. A slug in use is refused, unless the unit it names is the very same: then that one is returned. */
export async function openUnit(db: Db | Tx, by: WriteBy, input: OpenUnit): Promise<Row<'unit'>> {
  return write(db, by, async (w) => {
    await w.require('unit.manage')
    const wanted = { name: input.name, kind: input.kind, parentId: input.parentId, zone: input.zone }
    const unit = await w.tx
      .insertInto('unit')
      .values({
        id: newId(unitIdSchema),
        slug: input.slug,
        ...wanted,
        world: by.actor.world,
        createdAt: by.now,
        updatedAt: by.now,
      })
      .onConflict((conflict) => conflict.columns(['world', 'slug']).doNothing())
      .returningAll()
      .executeTakeFirst()
    if (!unit) {
      const present = await w.tx
        .selectFrom('unit')
        .selectAll()
        .where('slug', '=', input.slug)
        .where('world', '=', by.actor.world)
        .executeTakeFirstOrThrow()
      if (present.name !== input.name || present.kind !== input.kind) {
        throw new Conflict('slug_in_use', `“${input.slug}” already names ${present.name}. Choose another short name.`)
      }
      w.unchanged()
      return present
    }
    await w.audit({
      action: 'opened',
      noun: 'unit',
      objectId: unit.id,
      unitId: unit.id,
      details: { slug: unit.slug, ...wanted },
    })
    await w.live({ noun: 'unit', id: unit.id, version: unit.rowVersion })
    return unit
  })
}
