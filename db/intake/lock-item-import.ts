import { actorReference } from '@hub/core/access/actor.ts'
import type { ItemImportId } from '@hub/core/ids.ts'

import { NotFound } from '../errors.ts'
import type { Row } from '../schema.ts'
import type { Write } from '../write.ts'

/** The import, locked. Throws NotFound. */
export async function lockItemImport(w: Write, id: ItemImportId): Promise<Row<'itemImport'>> {
  const found = await w.tx
    .selectFrom('itemImport')
    .selectAll()
    .where('id', '=', id)
    .where('world', '=', w.by.actor.world)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw new NotFound('import')
  return found
}

/** The same for whoever began it: the file of another person is none of ours. */
export async function lockOwnItemImport(w: Write, id: ItemImportId): Promise<Row<'itemImport'>> {
  const found = await lockItemImport(w, id)
  if (found.startedBy !== actorReference(w.by.actor)) throw new NotFound('import')
  return found
}
