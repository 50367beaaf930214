import type { SourceId } from '@hub/core/ids.ts'

import { NotFound } from '../errors.ts'
import type { Row } from '../schema.ts'
import type { Write } from '../write.ts'

/** The source, locked until the transaction ends. */
export async function lockSource(w: Write, id: SourceId): Promise<Row<'source'>> {
  const source = await w.tx
    .selectFrom('source')
    .selectAll()
    .where('id', '=', id)
    .where('world', '=', w.by.actor.world)
    .forUpdate()
    .executeTakeFirst()
  if (!source) throw new NotFound('source')
  return source
}
