import { type ItemId, itemIdSchema, type NarrativeId, narrativeIdSchema } from '@hub/core/ids.ts'
import { excerptOf } from '@hub/core/item/excerpt.ts'
import { headlineOf } from '@hub/core/narrative/narrative-title.ts'
import type { NarrativeItemView } from '@hub/core/narrative/narrative-view.ts'
import { type RawBuilder, sql } from 'kysely'

import type { Reader } from '../connect.ts'
import { readCursor, writeCursor } from '../page-cursor.ts'
import type { Row } from '../schema.ts'
import { requireNarrative } from './get-narrative.ts'
import type { NarrativeReading } from './narrative-rows.ts'

export const ITEM_ORDERS = ['newest', 'central', 'outlying'] as const
export type ItemPage = { order: (typeof ITEM_ORDERS)[number]; cursor?: string; limit: number }

const CENTRALITY = sql`coalesce((d.parts->>'centroid')::float8, 0)`

const RANKS: Record<ItemPage['order'], RawBuilder<unknown>> = {
  newest: sql`extract(epoch from least(i.published_at, i.first_seen_at))::float8`,
  central: sql`(case when d.copy_of is null then ${CENTRALITY} else -1 end)`,
  outlying: sql`(case when d.copy_of is not null then -3 when a.status = 'confirmed' then -2 when d.is_new then -1
    else 1 - ${CENTRALITY} end)::float8`,
}

type ItemRow = Pick<Row<'item'>, 'id' | 'title' | 'url' | 'language' | 'publishedAt' | 'firstSeenAt'> &
  Pick<
    Row<'narrativeItem'>,
    'isNew' | 'copyOf' | 'score' | 'threshold' | 'parts' | 'terms' | 'neighbours' | 'alternatives'
  > &
  Pick<Row<'itemAssignment'>, 'status'> & { text: string; publisher: string; source: string; rank: number }

/**
 * A page of a narrative's items with the reasons why each belongs. `newest` follows the time a reader sees on each: when it
 * was published, or first seen if that was earlier; `central` the closeness to the narrative's centre, copies last; `outlying`
 * begins with what is least like the centre: behind come the item it began with, what people confirmed, and copies.
 */
export async function listNarrativeItems(
  db: Reader,
  reading: Pick<NarrativeReading, 'scope' | 'now'>,
  narrativeId: NarrativeId,
  page: ItemPage,
): Promise<{ rows: NarrativeItemView[]; nextCursor: string | null }> {
  const { scope, now } = reading
  await requireNarrative(db, reading, narrativeId)
  const after = page.cursor ? readCursor(page.cursor) : undefined
  const rank = RANKS[page.order]
  const { rows } = await sql<ItemRow>`
    ${selectItems(rank)}
    where a.narrative_id = ${narrativeId} and i.world = ${scope.world}
      ${scope.mayReadRed ? sql`` : sql`and i.tlp <> 'RED'`}
      ${after ? sql`and (${rank}, a.item_id) < (${after.score}::float8, ${after.id}::uuid)` : sql``}
    order by rank desc, a.item_id desc limit ${page.limit + 1}`.execute(db)
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  const hasMore = rows.length > page.limit && last !== undefined
  return {
    rows: await viewItems(db, shown),
    nextCursor: hasMore ? writeCursor({ at: now.toISOString(), score: last.rank, id: last.id }) : null,
  }
}

/** One item with the reasons why it stands in its narrative, or null while it stands in none. */
export async function findNarrativeItem(
  db: Reader,
  itemId: ItemId,
): Promise<{ narrativeId: NarrativeId; item: NarrativeItemView } | null> {
  const { rows } = await sql<ItemRow & { narrativeId: NarrativeId }>`
    ${selectItems(sql`0`)} where a.item_id = ${itemId}`.execute(db)
  const [item] = await viewItems(db, rows)
  return item && rows[0] ? { narrativeId: rows[0].narrativeId, item } : null
}

function selectItems(rank: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select i.id, i.title, left(i.text, 600) as text, i.url, i.language, i.published_at, i.first_seen_at, a.status,
      a.narrative_id, p.name as publisher, s.title as source,
      d.is_new, d.copy_of, d.score, d.threshold, d.parts, d.terms, d.neighbours, d.alternatives, ${rank} as rank
    from item_assignment a
    join narrative_item d on d.item_id = a.item_id and d.first_seen_at = a.first_seen_at
    join item i on i.id = a.item_id and i.first_seen_at = a.first_seen_at
    join source s on s.id = i.source_id
    join publisher p on p.id = i.publisher_id`
}

async function viewItems(db: Reader, rows: readonly ItemRow[]): Promise<NarrativeItemView[]> {
  const items = await findItemTitles(
    db,
    rows.flatMap(({ copyOf, neighbours }) => [copyOf, ...neighbours.map(({ itemId }) => itemId)]),
  )
  const narratives = await findNarrativeTitles(
    db,
    rows.flatMap(({ alternatives }) => alternatives.map((other) => other.narrativeId)),
  )
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    excerpt: excerptOf(row.text),
    url: row.url,
    publisher: row.publisher,
    source: row.source,
    language: row.language,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    firstSeenAt: row.firstSeenAt.toISOString(),
    status: row.status,
    why: {
      isNew: row.isNew,
      copyOf: row.copyOf && { id: row.copyOf, title: items.get(row.copyOf) ?? '' },
      score: row.score,
      threshold: row.threshold,
      parts: row.parts,
      terms: row.terms,
      // What retention has removed since can no longer be shown as a reason.
      neighbours: row.neighbours.flatMap(({ itemId, similarity }) => {
        const id = itemIdSchema.parse(itemId)
        const title = items.get(id)
        return title === undefined ? [] : [{ itemId: id, title, similarity }]
      }),
      alternatives: row.alternatives.flatMap((other) => {
        const id = narrativeIdSchema.parse(other.narrativeId)
        const title = narratives.get(id)
        return title === undefined ? [] : [{ narrativeId: id, title, score: other.score }]
      }),
    },
  }))
}

async function findItemTitles(db: Reader, ids: readonly (string | null)[]): Promise<Map<ItemId, string>> {
  const wanted = [...new Set(ids)].flatMap((id) => (id === null ? [] : [itemIdSchema.parse(id)]))
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<{ id: ItemId; title: string; text: string }>`
    select id, title, left(text, 600) as text from item where id = any(${wanted}::uuid[])`.execute(db)
  // Posts have no title: their first sentence stands for it.
  return new Map(rows.map(({ id, ...item }) => [id, headlineOf(item)]))
}

async function findNarrativeTitles(db: Reader, ids: readonly string[]): Promise<Map<NarrativeId, string>> {
  const wanted = [...new Set(ids)].map((id) => narrativeIdSchema.parse(id))
  if (wanted.length === 0) return new Map()
  const rows = await db.selectFrom('narrative').select(['id', 'title']).where('id', 'in', wanted).execute()
  return new Map(rows.map(({ id, title }) => [id, title]))
}
