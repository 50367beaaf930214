import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { itemIdSchema, type NarrativeId, narrativeIdSchema, publisherIdSchema, sourceIdSchema } from '@hub/core/ids.ts'
import type { Db } from '@hub/db/connect.ts'
import { newId } from '@hub/db/new-id.ts'
import type { NewRow, Row } from '@hub/db/schema.ts'

import { TEST_NOW } from './build-people.ts'

/** A publisher with a domain of its own. */
export async function buildPublisher(db: Db, given: Partial<NewRow<'publisher'>> = {}): Promise<Row<'publisher'>> {
  const id = newId(publisherIdSchema)
  return db
    .insertInto('publisher')
    .values({ id, name: 'The Daily', domain: `${id}.example`, ...given })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** An approved source; it gets a publisher when none is given. */
export async function buildSource(db: Db, given: Partial<NewRow<'source'>> = {}): Promise<Row<'source'>> {
  const id = newId(sourceIdSchema)
  const url = `https://${id}.example/feed`
  const publisherId = given.publisherId ?? (await buildPublisher(db)).id
  return db
    .insertInto('source')
    .values({
      id,
      url,
      canonicalUrl: url,
      title: 'The Daily feed',
      siteUrl: null,
      language: null,
      country: null,
      ...given,
      publisherId,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** An item of a source, first seen now. */
export async function buildItem(
  db: Db,
  source: { id: Row<'source'>['id']; publisherId: Row<'publisher'>['id'] },
  given: Partial<NewRow<'item'>> = {},
): Promise<Row<'item'>> {
  const id = newId(itemIdSchema)
  const firstSeenAt = given.firstSeenAt ?? TEST_NOW
  return db
    .insertInto('item')
    .values({
      id,
      firstSeenAt,
      eventAt: firstSeenAt,
      publishedAt: firstSeenAt,
      publishedRaw: null,
      sourceId: source.id,
      publisherId: source.publisherId,
      externalId: null,
      url: `https://news.example/${id}`,
      canonicalUrl: `https://news.example/${id}`,
      title: 'Tap water unsafe after pipe repair, neighbours say',
      text: 'Residents were told to boil water after a pipe repair.',
      html: null,
      language: 'en',
      contentHash: id,
      matchedTerms: [],
      ...given,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** An emerging narrative without items. */
export async function buildNarrative(db: Db, given: Partial<NewRow<'narrative'>> = {}): Promise<Row<'narrative'>> {
  return db
    .insertInto('narrative')
    .values({
      id: newId(narrativeIdSchema),
      shard: 'en',
      title: 'Tap water unsafe after pipe repair',
      language: 'en',
      languages: ['en'],
      firstItemAt: TEST_NOW,
      lastItemAt: TEST_NOW,
      ...given,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

let shardSeq = 0

/** Places an item in a narrative as the engine would, and counts it in the narrative's hour and publishers. */
export async function placeItem(
  db: Db,
  narrative: { id: NarrativeId; shard: string },
  item: Row<'item'>,
  given: Partial<NewRow<'narrativeItem'>> = {},
): Promise<void> {
  shardSeq += 1
  const key = { itemId: item.id, firstSeenAt: item.firstSeenAt, narrativeId: narrative.id }
  await db
    .insertInto('itemAssignment')
    .values({ ...key, world: LIVE_WORLD, shard: narrative.shard, shardSeq, assignedAt: item.firstSeenAt, fence: 1 })
    .execute()
  await db
    .insertInto('narrativeItem')
    .values({
      ...key,
      isNew: false,
      copyOf: null,
      score: 0.8,
      threshold: 0.5,
      parts: JSON.stringify({ centroid: 0.7 }),
      terms: JSON.stringify([{ term: 'water', weight: 0.4 }]),
      neighbours: '[]',
      alternatives: '[]',
      events: '[]',
      ...given,
    })
    .execute()
  const hour = new Date(Math.floor(item.eventAt.getTime() / 3_600_000) * 3_600_000)
  const seen = await db
    .selectFrom('narrativeHour')
    .selectAll()
    .where('narrativeId', '=', narrative.id)
    .where('hour', '=', hour)
    .executeTakeFirst()
  const publisherIds = [...new Set([...(seen?.publisherIds ?? []), item.publisherId])]
  await db
    .insertInto('narrativeHour')
    .values({ narrativeId: narrative.id, hour, itemCount: 1, copyCount: 0, publisherIds })
    .onConflict((conflict) =>
      conflict.columns(['narrativeId', 'hour']).doUpdateSet({ itemCount: (seen?.itemCount ?? 0) + 1, publisherIds }),
    )
    .execute()
  await db
    .insertInto('narrativePublisher')
    .values({ narrativeId: narrative.id, publisherId: item.publisherId, firstAt: item.firstSeenAt, itemCount: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['narrativeId', 'publisherId'])
        .doUpdateSet((eb) => ({ itemCount: eb('narrativePublisher.itemCount', '+', 1) })),
    )
    .execute()
  await db
    .updateTable('narrative')
    .set((eb) => ({
      itemCount: eb('itemCount', '+', 1),
      publisherCount: eb
        .selectFrom('narrativePublisher')
        .select((count) => count.fn.countAll<number>().as('n'))
        .where('narrativeId', '=', narrative.id),
    }))
    .where('id', '=', narrative.id)
    .execute()
}
