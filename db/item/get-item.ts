import type { Scope } from '@hub/core/access/scope.ts'
import type { ItemId, NarrativeId } from '@hub/core/ids.ts'
import type { ItemDetail, ItemRevision, ItemSighting } from '@hub/core/item/item-view.ts'
import { sql } from 'kysely'

import type { Reader } from '../connect.ts'
import { NotFound } from '../errors.ts'
import { findNarrativeItem } from '../narrative/list-narrative-items.ts'
import type { Row } from '../schema.ts'

type Found = Row<'item'> & { source: string; kind: Row<'source'>['kind']; publisher: string; domain: string }

/** Everything about one item: its words, where it stands and why, and who else carries it. */
export async function getItem(db: Reader, scope: Scope, itemId: ItemId): Promise<ItemDetail> {
  const item = await requireItem(db, scope, itemId)
  const revisions = await db
    .selectFrom('itemRevision')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('itemId', '=', itemId)
    .executeTakeFirst()
  return {
    id: item.id,
    title: item.title,
    text: item.text,
    html: item.html,
    fullText: await findFullText(db, itemId),
    url: item.url,
    language: item.language,
    source: { id: item.sourceId, title: item.source, kind: item.kind },
    publisher: { id: item.publisherId, name: item.publisher, domain: item.domain },
    publishedAt: item.publishedAt?.toISOString() ?? null,
    publishedRaw: item.publishedRaw,
    firstSeenAt: item.firstSeenAt.toISOString(),
    eventAt: item.eventAt.toISOString(),
    matchedTerms: item.matchedTerms,
    tlp: item.tlp,
    narrative: await findNarrative(db, scope, itemId),
    sightings: await listSightings(db, itemId),
    // An item that was never changed keeps no revision beside its own row.
    revisions: Math.max(1, revisions?.count ?? 0),
    rowVersion: item.rowVersion,
  }
}

/** Every wording of an item, the newest first. */
export async function listItemRevisions(db: Reader, scope: Scope, itemId: ItemId): Promise<ItemRevision[]> {
  const item = await requireItem(db, scope, itemId)
  const rows = await db
    .selectFrom('itemRevision')
    .select(['revision', 'origin', 'seenAt', 'title', 'text'])
    .where('itemId', '=', itemId)
    .orderBy('revision', 'desc')
    .execute()
  const kept = rows.map((row) => ({ ...row, seenAt: row.seenAt.toISOString() }))
  return kept.length > 0
    ? kept
    : [{ revision: 1, origin: 'feed', seenAt: item.firstSeenAt.toISOString(), title: item.title, text: item.text }]
}

async function findFullText(db: Reader, itemId: ItemId): Promise<ItemDetail['fullText']> {
  const row = await db
    .selectFrom('itemRevision')
    .select(['text', 'html', 'seenAt'])
    .where('itemId', '=', itemId)
    .where('origin', '=', 'page')
    .orderBy('revision', 'desc')
    .executeTakeFirst()
  return row ? { ...row, seenAt: row.seenAt.toISOString() } : null
}

async function requireItem(db: Reader, scope: Scope, itemId: ItemId): Promise<Found> {
  const { rows } = await sql<Found>`
    select i.id, i.title, i.text, i.html, i.url, i.language, i.published_at, i.published_raw, i.first_seen_at, i.event_at,
      i.matched_terms, i.tlp, i.row_version, i.source_id, i.publisher_id,
      s.title as source, s.kind, p.name as publisher, p.domain
    from item i join source s on s.id = i.source_id join publisher p on p.id = i.publisher_id
    where i.id = ${itemId} and i.world = ${scope.world} ${scope.mayReadRed ? sql`` : sql`and i.tlp <> 'RED'`}`.execute(
    db,
  )
  if (!rows[0]) throw new NotFound('item')
  return rows[0]
}

async function findNarrative(db: Reader, scope: Scope, itemId: ItemId): Promise<ItemDetail['narrative']> {
  const found = await findNarrativeItem(db, itemId)
  if (!found) return null
  const { rows } = await sql<{ id: NarrativeId; title: string; state: Row<'narrative'>['state'] }>`
    select id, title, state from narrative where id = ${found.narrativeId}
      ${scope.mayReadRed ? sql`` : sql`and tlp <> 'RED'`}`.execute(db)
  return rows[0] ? { ...rows[0], why: found.item } : null
}

async function listSightings(db: Reader, itemId: ItemId): Promise<ItemSighting[]> {
  const rows = await db
    .selectFrom('itemSighting')
    .innerJoin('source', 'source.id', 'itemSighting.sourceId')
    .innerJoin('publisher', 'publisher.id', 'itemSighting.publisherId')
    .select(['source.id', 'source.title', 'itemSighting.seenAt', 'publisher.id as publisherId', 'publisher.name'])
    .where('itemSighting.itemId', '=', itemId)
    .orderBy('itemSighting.seenAt')
    .orderBy('source.title')
    .execute()
  return [...Map.groupBy(rows, ({ publisherId }) => publisherId)].map(([id, sources]) => ({
    publisher: { id, name: sources[0]?.name ?? '' },
    sources: sources.map(({ id: sourceId, title, seenAt }) => ({ id: sourceId, title, seenAt: seenAt.toISOString() })),
  }))
}
