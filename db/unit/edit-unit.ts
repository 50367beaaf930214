import type { EditUnit } from '@hub/core/access/unit-view.ts'
import type { UnitId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict, NotFound } from '../errors.ts'
import type { Row } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'
import { unitDescendants } from './queries.ts'

/** Changes a unit's name, place in the tree, time zone or weekly alert budget. A unit cannot stand below itself. */
export async function editUnit(db: Db | Tx, by: WriteBy, input: EditUnit & { id: UnitId }): Promise<Row<'unit'>> {
  return write(db, by, async (w) => {
    await w.require('unit.manage')
    // One writer of the tree at a time: two moves could otherwise make a ring.
    const units = await w.tx
      .selectFrom('unit')
      .selectAll()
      .where('world', '=', by.actor.world)
      .orderBy('id')
      .forUpdate()
      .execute()
    const unit = units.find(({ id }) => id === input.id)
    if (!unit) throw new NotFound('unit')
    w.requireVersion(unit, input.expectedVersion)
    const parentId = input.parentId === undefined ? unit.parentId : input.parentId
    await refuseRing(w.tx, unit.id, parentId, units)
    const alertBudget = input.alertBudget === undefined ? unit.alertBudget : input.alertBudget
    const was = { name: unit.name, zone: unit.zone, parentId: unit.parentId, alertBudget: unit.alertBudget }
    const changed = { name: input.name ?? unit.name, zone: input.zone ?? unit.zone, parentId, alertBudget }
    if (JSON.stringify(changed) === JSON.stringify(was)) {
      w.unchanged()
      return unit
    }
    const edited = await w.tx
      .updateTable('unit')
      .set({ ...changed, rowVersion: unit.rowVersion + 1, updatedAt: by.now })
      .where('id', '=', unit.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await w.audit({ action: 'edited', noun: 'unit', objectId: unit.id, unitId: unit.id, details: { was, is: changed } })
    await w.live({ noun: 'unit', id: unit.id, version: edited.rowVersion })
    return edited
  })
}

async function refuseRing(tx: Tx, id: UnitId, parentId: UnitId | null, units: readonly Row<'unit'>[]): Promise<void> {
  if (parentId === null) return
  if (!units.some((unit) => unit.id === parentId)) throw new NotFound('unit')
  const below = (await unitDescendants(tx)).get(id)
  if (parentId === id || below?.has(parentId)) {
    throw new Conflict('unit_below_itself', 'A unit cannot stand below itself. Choose another parent.')
  }
}
