import { sql } from 'kysely'

import { actorReference } from '@hub/core/access/actor.ts'
import { legalHoldIdSchema } from '@hub/core/ids.ts'
import { type HoldKind, type PlaceHold, protectsAt } from '@hub/core/retention/legal-hold.ts'

import type { Db, Tx } from '../connect.ts'
import { NotFound } from '../errors.ts'
import { newId } from '../new-id.ts'
import type { Row } from '../schema.ts'
import { type Write, write, type WriteBy } from '../write.ts'
import { lockHolds } from './lock-holds.ts'

const TABLES: Record<HoldKind, string> = {
  narrative: 'narrative',
  case: 'case_file',
  source: 'source',
  profile: 'watch_profile',
  item: 'item',
}

/**
 * Holds an object back from every purge, from now on; a second person has to confirm it. An object that is held already
 * stays under the hold it has.
 */
export async function placeHold(db: Db | Tx, by: WriteBy, input: PlaceHold): Promise<Row<'legalHold'>> {
  return write(db, by, async (w) => {
    await w.require('hold.place')
    await lockHolds(w.tx)
    await requireObject(w, input)
    const standing = await w.tx
      .selectFrom('legalHold')
      .selectAll()
      .where('world', '=', by.actor.world)
      .where('objectKind', '=', input.kind)
      .where('objectId', '=', input.objectId)
      .where('state', 'in', ['placed', 'in_force'])
      .executeTakeFirst()
    if (standing && protectsAt(standing, by.now)) {
      w.unchanged()
      return standing
    }
    if (standing) await endLapsed(w, standing)
    const hold = await w.tx
      .insertInto('legalHold')
      .values({
        id: newId(legalHoldIdSchema),
        objectKind: input.kind,
        objectId: input.objectId,
        reason: input.reason,
        placedBy: actorReference(by.actor),
        placedAt: by.now,
        world: by.actor.world,
        createdAt: by.now,
        updatedAt: by.now,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    const details = { kind: input.kind, objectId: input.objectId, reason: input.reason }
    await w.audit({ action: 'placed', noun: 'legal_hold', objectId: hold.id, details })
    await w.live({ noun: 'legal_hold', id: hold.id, version: hold.rowVersion })
    return hold
  })
}

async function endLapsed(w: Write, hold: Row<'legalHold'>): Promise<void> {
  await w.tx
    .updateTable('legalHold')
    .set({ state: 'refused', endedReason: 'Nobody confirmed it in time.', updatedAt: w.by.now })
    .where('id', '=', hold.id)
    .execute()
}

async function requireObject(w: Write, { kind, objectId }: PlaceHold): Promise<void> {
  const { rows } = await sql`
    select 1 from ${sql.table(TABLES[kind])} where id = ${objectId} and world = ${w.by.actor.world}`.execute(w.tx)
  if (rows.length === 0) throw new NotFound(kind)
}
