import { type ItemId, type NarrativeId, publisherIdSchema } from '@hub/core/ids.ts'
import type { Db } from '@hub/db/connect.ts'
import { settleNarrative } from '@hub/db/narrative/shift-items.ts'
import { tallyItems } from '@hub/db/narrative/tally.ts'
import type { NewRow, Row } from '@hub/db/schema.ts'
import { write } from '@hub/db/write.ts'

import { buildItem, buildNarrative, buildSource, placeItem } from './build-news.ts'
import { by, TEST_JOB, TEST_NOW } from './build-people.ts'

const HOUR_MS = 3_600_000

export type Story = Row<'narrative'> & { items: Row<'item'>[]; itemIds: ItemId[] }

/** A narrative of items an hour apart, each of a publisher of its own, the newest first; the last is a copy of the first. */
export async function buildStory(
  db: Db,
  title: string,
  count: number,
  given: Partial<NewRow<'narrative'>> = {},
): Promise<Story> {
  const narrative = await buildNarrative(db, { title, shard: 'live/en', ...given })
  const { language } = narrative
  const items: Row<'item'>[] = []
  for (let index = 0; index < count; index += 1) {
    const at = new Date(TEST_NOW.getTime() - index * HOUR_MS)
    const words = { title: `${title} ${index}`, language, eventAt: at, firstSeenAt: at }
    const item = await buildItem(db, await buildSource(db), words)
    const isCopy = index > 0 && index === count - 1
    await placeItem(db, narrative, item, isCopy ? { copyOf: items[0]?.id ?? null } : {})
    items.push(item)
  }
  return { ...(await countAnew(db, narrative.id)), items, itemIds: items.map(({ id }) => id) }
}

/** Makes every count of a narrative follow from its items; the builder counts a copy like an item of its own. */
async function countAnew(db: Db, narrativeId: NarrativeId): Promise<Row<'narrative'>> {
  const standing = await db
    .selectFrom('itemAssignment')
    .select('itemId')
    .where('narrativeId', '=', narrativeId)
    .execute()
  const tally = await tallyItems(
    db,
    standing.map(({ itemId }) => itemId),
  )
  await db.deleteFrom('narrativeHour').where('narrativeId', '=', narrativeId).execute()
  await db.deleteFrom('narrativePublisher').where('narrativeId', '=', narrativeId).execute()
  const branded = (id: string) => publisherIdSchema.parse(id)
  for (const { hour, items, copies, publisherIds } of tally.hours)
    await db
      .insertInto('narrativeHour')
      .values({
        narrativeId,
        hour: new Date(hour),
        itemCount: items,
        copyCount: copies,
        publisherIds: publisherIds.map(branded),
      })
      .execute()
  for (const { publisherId, items, firstAt } of tally.publishers)
    await db
      .insertInto('narrativePublisher')
      .values({ narrativeId, publisherId: branded(publisherId), firstAt: new Date(firstAt), itemCount: items })
      .execute()
  return write(db, by(TEST_JOB), async (w) => {
    await w.require('pipeline.run')
    w.unchanged()
    return settleNarrative(w, narrativeId)
  })
}
