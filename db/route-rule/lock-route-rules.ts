import { Conflict, NotFound } from '../errors.ts'
import type { Row } from '../schema.ts'
import type { Write } from '../write.ts'

/** All rules of the world, in order and locked: their positions are decided together. */
export async function lockRouteRules(w: Write): Promise<Row<'routeRule'>[]> {
  return w.tx
    .selectFrom('routeRule')
    .selectAll()
    .where('world', '=', w.by.actor.world)
    .orderBy('isCatchAll')
    .orderBy('position')
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** Throws unless every unit exists and is open: a rule must always reach somebody. */
export async function requireOpenUnits(w: Write, unitIds: readonly Row<'unit'>['id'][]): Promise<void> {
  const wanted = [...new Set(unitIds)]
  const units = await w.tx
    .selectFrom('unit')
    .select(['name', 'closedAt'])
    .where('id', 'in', wanted)
    .where('world', '=', w.by.actor.world)
    .execute()
  if (units.length < wanted.length) throw new NotFound('unit')
  const closed = units.find(({ closedAt }) => closedAt !== null)
  if (closed) throw new Conflict('unit_closed', `“${closed.name}” is closed. Choose units that are open.`)
}
