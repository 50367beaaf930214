import { publisherIdSchema, type PublisherId } from '@hub/core/ids.ts'
import type { DefaultPublisher } from '@hub/core/source/find-publisher.ts'

import { newId } from '../new-id.ts'
import type { Write } from '../write.ts'

/** The publishers of these domains, made where they are missing; the answer maps each domain to its publisher. */
export async function ensurePublishers(
  w: Write,
  wanted: readonly DefaultPublisher[],
): Promise<Map<string, PublisherId>> {
  const world = w.by.actor.world
  // In one order everywhere, so that two imports never wait for each other.
  const byDomain = [...new Map(wanted.map((publisher) => [publisher.domain, publisher])).values()].sort((a, b) =>
    a.domain < b.domain ? -1 : 1,
  )
  if (byDomain.length === 0) return new Map()
  await w.tx
    .insertInto('publisher')
    .values(
      byDomain.map((publisher) => ({
        id: newId(publisherIdSchema),
        ...publisher,
        world,
        createdAt: w.by.now,
        updatedAt: w.by.now,
      })),
    )
    .onConflict((conflict) => conflict.columns(['world', 'domain']).doNothing())
    .execute()
  const domains = byDomain.map(({ domain }) => domain)
  const rows = await w.tx
    .selectFrom('publisher')
    .select(['id', 'domain'])
    .where('world', '=', world)
    .where('domain', 'in', domains)
    .execute()
  return new Map(rows.map(({ id, domain }) => [domain, id]))
}
