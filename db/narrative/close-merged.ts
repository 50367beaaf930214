import { sql } from 'kysely'

import type { Write } from '../write.ts'
import { blendKeyTerms } from './blend-key-terms.ts'
import type { MergePair } from './merge.ts'

/** Gives the survivors what the merged narratives counted, closes those, and tells open pages of them. */
export async function closeMerged(w: Write, pairs: readonly MergePair[]): Promise<void> {
  const { now, actor } = w.by
  const rows = pairs.map(({ gone, kept }) => ({
    from: gone.id,
    into: kept.id,
    severity: [gone.severity, kept.severity].filter((found) => found !== null).toSorted()[0] ?? null,
    isNewlyConfirmed: gone.state === 'confirmed' && (kept.state === 'emerging' || kept.state === 'dormant'),
    triagedAt: gone.triagedAt,
    triagedBy: gone.triagedBy,
    keyTerms: blendKeyTerms(kept, gone),
    items: gone.itemCount,
    deleted: gone.itemsDeleted,
    deletedAt: gone.itemsDeletedAt,
    firstAt: gone.firstItemAt,
    lastAt: gone.lastItemAt,
    languages: gone.languages,
  }))
  await sql`
    update narrative n set
      severity = r.severity,
      state = case when r."isNewlyConfirmed" then 'confirmed' else n.state end,
      triaged_at = case when r."isNewlyConfirmed" then r."triagedAt" else n.triaged_at end,
      triaged_by = case when r."isNewlyConfirmed" then r."triagedBy" else n.triaged_by end,
      key_terms = r."keyTerms",
      item_count = n.item_count + r.items,
      items_deleted = n.items_deleted + r.deleted,
      items_deleted_at = greatest(n.items_deleted_at, r."deletedAt"),
      first_item_at = least(n.first_item_at, r."firstAt"),
      last_item_at = greatest(n.last_item_at, r."lastAt"),
      languages = array(select distinct unnest(n.languages || r.languages) order by 1),
      publisher_count = (select count(*) from narrative_publisher p where p.narrative_id = n.id and p.item_count > 0),
      row_version = n.row_version + 1, updated_at = ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
      "into" uuid, severity text, "isNewlyConfirmed" boolean, "triagedAt" timestamptz, "triagedBy" text, "keyTerms" jsonb,
      items int, deleted int, "deletedAt" timestamptz, "firstAt" timestamptz, "lastAt" timestamptz, languages text[])
    where n.id = r."into"`.execute(w.tx)
  const { rows: merged } = await sql<{ id: string; rowVersion: number }>`
    update narrative n set state = 'merged', merged_into = r."into", item_count = 0, items_deleted = 0, publisher_count = 0,
      row_version = n.row_version + 1, updated_at = ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("from" uuid, "into" uuid) where n.id = r."from"
    returning n.id, n.row_version`.execute(w.tx)
  const messages = merged.map(({ id, rowVersion }) =>
    JSON.stringify({ noun: 'narrative', id, version: rowVersion, world: actor.world }),
  )
  await sql`select pg_notify('hub_live', message) from unnest(${messages}::text[]) as message`.execute(w.tx)
}
