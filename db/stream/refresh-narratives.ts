import { sql } from 'kysely'

import { addCounts } from '../narrative/add-counts.ts'
import type { Write } from '../write.ts'
import type { BatchTally } from './tally-batch.ts'

/**
 * Brings counts, span, languages and key terms of the narratives up to date with a batch, and tells open pages. Copies count
 * as items, but their publishers are no independent voices: they are listed with no item of their own. Narratives that were
 * founded with all the batch gives them (`settled`) are only told of. Returns how many changed.
 */
export async function refreshNarratives(w: Write, tally: BatchTally, settled: ReadonlySet<string>): Promise<number> {
  const changed = tally.narratives.filter(({ narrativeId }) => !settled.has(narrativeId))
  await addCounts(w, tally)
  const { rows } = await sql<{ id: string; rowVersion: number }>`
    update narrative n set
      item_count = n.item_count + r.items,
      publisher_count = (select count(*) from narrative_publisher p where p.narrative_id = n.id and p.item_count > 0),
      first_item_at = least(n.first_item_at, r."firstAt"),
      last_item_at = greatest(n.last_item_at, r."lastAt"),
      languages = array(select distinct unnest(n.languages || r.languages) order by 1),
      key_terms = coalesce(r."keyTerms"::jsonb, n.key_terms),
      state = case when n.state = 'dormant' then 'emerging' else n.state end,
      row_version = n.row_version + 1, updated_at = ${w.by.now}
    from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as r(
      "narrativeId" uuid, items int, "firstAt" timestamptz, "lastAt" timestamptz, languages text[], "keyTerms" text)
    where n.id = r."narrativeId"
    returning n.id, n.row_version`.execute(w.tx)
  const fresh = [...settled].map((id) => ({ id, rowVersion: 1 }))
  const messages = [...rows, ...fresh].map(({ id, rowVersion }) =>
    JSON.stringify({ noun: 'narrative', id, version: rowVersion, world: w.by.actor.world }),
  )
  await sql`select pg_notify('hub_live', message) from unnest(${messages}::text[]) as message`.execute(w.tx)
  return messages.length
}
