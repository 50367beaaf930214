import { publisherIdSchema, type PublisherId } from '@hub/core/ids.ts'

import { newId } from '../new-id.ts'
import type { Row } from '../schema.ts'
import type { Write } from '../write.ts'
import { findPublisherByName } from './name-publisher.ts'

/**
 * Says who publishes a source, by name: the publisher that already has this name; else its own publisher renamed, when
 * no other source has it; else a new one. Independence is counted by publishers, so a wrong join is worse than a new row.
 */
export async function assignPublisher(
  w: Write,
  source: Pick<Row<'source'>, 'id' | 'publisherId' | 'canonicalUrl'>,
  name: string,
): Promise<PublisherId> {
  const world = w.by.actor.world
  const present = await findPublisherByName(w, name)
  if (present) return present
  const others = await w.tx
    .selectFrom('source')
    .select('id')
    .where('publisherId', '=', source.publisherId)
    .where('id', '<>', source.id)
    .limit(1)
    .executeTakeFirst()
  if (!others) {
    const rename = w.tx
      .updateTable('publisher')
      .set((eb) => ({ name, rowVersion: eb('rowVersion', '+', 1), updatedAt: w.by.now }))
    await rename.where('id', '=', source.publisherId).execute()
    return source.publisherId
  }
  const address = new URL(source.canonicalUrl)
  const domain = `${address.host}${address.pathname}${address.search}`
  const made = await w.tx
    .insertInto('publisher')
    .values({
      id: newId(publisherIdSchema),
      name,
      domain,
      kind: 'source',
      world,
      createdAt: w.by.now,
      updatedAt: w.by.now,
    })
    .onConflict((conflict) => conflict.columns(['world', 'domain']).doUpdateSet({ name, updatedAt: w.by.now }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}
