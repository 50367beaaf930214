import type { Permission } from '@hub/core/access/permissions.ts'
import type { NarrativeId } from '@hub/core/ids.ts'

import { NotFound } from '../errors.ts'
import type { NewRow, Row } from '../schema.ts'
import type { Write } from '../write.ts'

/** Locks a narrative of the actor's world for a verb and checks the permission. */
export async function lockNarrative(
  w: Write,
  narrativeId: NarrativeId,
  permission: Permission,
): Promise<Row<'narrative'>> {
  await w.require(permission)
  const narrative = await w.tx
    .selectFrom('narrative')
    .selectAll()
    .where('id', '=', narrativeId)
    .where('world', '=', w.by.actor.world)
    .where('tlp', '<>', 'RED')
    .forUpdate()
    .executeTakeFirst()
  if (!narrative) throw new NotFound('narrative')
  return narrative
}

/** Writes changed columns of a locked narrative, raises its version and tells open pages. */
export async function updateNarrative(
  w: Write,
  locked: Row<'narrative'>,
  change: Partial<NewRow<'narrative'>>,
): Promise<Row<'narrative'>> {
  const updated = await w.tx
    .updateTable('narrative')
    .set({ ...change, rowVersion: locked.rowVersion + 1, updatedAt: w.by.now })
    .where('id', '=', locked.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await w.live({ noun: 'narrative', id: locked.id, version: updated.rowVersion })
  return updated
}
