import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'

import type { Reader } from '../connect.ts'

/**
 * What a set of items counts for in its narrative: by hour and by publisher, copies apart (they count as items, but their
 * publishers are no independent voices). `items` holds those that retention deleted, `deleted` counts them alone.
 */
export const tallySchema = z.object({
  items: z.number().int(),
  deleted: z.number().int(),
  hours: z.array(
    z.object({
      hour: z.iso.datetime({ offset: true }),
      items: z.number().int(),
      copies: z.number().int(),
      publisherIds: z.array(z.uuid()),
    }),
  ),
  publishers: z.array(
    z.object({ publisherId: z.uuid(), items: z.number().int(), firstAt: z.iso.datetime({ offset: true }) }),
  ),
})
export type Tally = z.infer<typeof tallySchema>

/** The hour an item counts in, whatever the session's time zone. */
export const ITEM_HOUR: RawBuilder<Date> = sql`date_trunc('hour', i.event_at, 'UTC')`

/** What retained items count for. */
export async function tallyItems(db: Reader, itemIds: readonly string[]): Promise<Tally> {
  const from = sql`from item_assignment a
    join item i on i.id = a.item_id and i.first_seen_at = a.first_seen_at
    join narrative_item d on d.item_id = a.item_id and d.first_seen_at = a.first_seen_at
    where a.item_id = any(${[...itemIds]}::uuid[])`
  const hours = await sql<{ hour: Date; items: number; copies: number; publisherIds: string[] | null }>`
    select ${ITEM_HOUR} as hour, count(*)::int as items, count(d.copy_of)::int as copies,
      array_agg(distinct i.publisher_id) filter (where d.copy_of is null) as publisher_ids
    ${from} group by 1 order by 1`.execute(db)
  const publishers = await sql<{ publisherId: string; items: number; firstAt: Date }>`
    select i.publisher_id, (count(*) filter (where d.copy_of is null))::int as items, min(i.event_at) as first_at
    ${from} group by 1 order by 1`.execute(db)
  return {
    items: hours.rows.reduce((sum, { items }) => sum + items, 0),
    deleted: 0,
    hours: hours.rows.map((row) => ({ ...row, hour: row.hour.toISOString(), publisherIds: row.publisherIds ?? [] })),
    publishers: publishers.rows.map((row) => ({ ...row, firstAt: row.firstAt.toISOString() })),
  }
}

/**
 * `whole` with what `part` counts for replaced by what `more` does. What `part` does not account for stays: it was deleted
 * since, and nobody knows any more which publisher's it was in an hour that `part` names that publisher in too.
 */
export function adjustTally(whole: Tally, part: Tally, more: Tally): Tally {
  const items = whole.items - part.items + more.items
  return {
    items: Math.max(0, items),
    deleted: whole.deleted,
    hours: addHours(takeHours(whole.hours, part.hours), more.hours),
    publishers: addPublishers(takePublishers(whole.publishers, part.publishers), more.publishers),
  }
}

type Hours = Tally['hours']
type Publishers = Tally['publishers']

function takeHours(hours: Hours, gone: Hours): Hours {
  const byHour = new Map(gone.map((row) => [Date.parse(row.hour), row]))
  return hours.flatMap((row) => {
    const less = byHour.get(Date.parse(row.hour))
    if (!less) return [row]
    const items = row.items - less.items
    if (items <= 0) return []
    const publisherIds = row.publisherIds.filter((id) => !less.publisherIds.includes(id))
    return [{ ...row, items, copies: Math.max(0, row.copies - less.copies), publisherIds }]
  })
}

function addHours(hours: Hours, more: Hours): Hours {
  const byHour = new Map(hours.map((row) => [Date.parse(row.hour), row]))
  for (const row of more) {
    const known = byHour.get(Date.parse(row.hour))
    const publisherIds = [...new Set([...(known?.publisherIds ?? []), ...row.publisherIds])]
    const items = (known?.items ?? 0) + row.items
    byHour.set(Date.parse(row.hour), { ...row, items, copies: (known?.copies ?? 0) + row.copies, publisherIds })
  }
  return [...byHour.values()]
}

function takePublishers(publishers: Publishers, gone: Publishers): Publishers {
  const byId = new Map(gone.map((row) => [row.publisherId, row]))
  return publishers.flatMap((row) => {
    const less = byId.get(row.publisherId)
    if (!less) return [row]
    return row.items > less.items ? [{ ...row, items: row.items - less.items }] : []
  })
}

function addPublishers(publishers: Publishers, more: Publishers): Publishers {
  const byId = new Map(publishers.map((row) => [row.publisherId, row]))
  for (const row of more) {
    const known = byId.get(row.publisherId)
    const firstAt = known && Date.parse(known.firstAt) < Date.parse(row.firstAt) ? known.firstAt : row.firstAt
    byId.set(row.publisherId, { ...row, items: (known?.items ?? 0) + row.items, firstAt })
  }
  return [...byId.values()]
}
