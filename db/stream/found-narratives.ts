import { sql } from 'kysely'

import { headlineOf } from '@hub/core/narrative/narrative-title.ts'

import type { Write } from '../write.ts'
import type { PlacedItem } from './insert-assignments.ts'
import type { BatchTally } from './tally-batch.ts'
import type { TakenShard } from './take-shard.ts'

/** How many narratives a batch started, and which of them hold already all that the batch gives them. */
export type Founded = { count: number; settled: Set<string> }

/**
 * Inserts the narratives that a batch's items start, each titled with its first headline. One that no merge of the batch
 * names (`merging`) is inserted with its counts and key terms; the others get theirs as those that were there before.
 */
export async function foundNarratives(
  w: Write,
  shard: TakenShard,
  placed: readonly PlacedItem[],
  tally: BatchTally,
  merging: ReadonlySet<string>,
): Promise<Founded> {
  const { now } = w.by
  const gains = new Map(tally.narratives.map((gain) => [gain.narrativeId, gain]))
  const publishers = new Map<string, number>()
  for (const { narrativeId, items } of tally.publishers)
    if (items > 0) publishers.set(narrativeId, (publishers.get(narrativeId) ?? 0) + 1)
  const settled = new Set<string>()
  const rows = placed
    .filter(({ decision }) => decision.isNew)
    .map(({ decision: { narrativeId: id }, item }) => {
      const at = new Date(item.eventAtMs)
      const gain = merging.has(id) ? undefined : gains.get(id)
      if (gain) settled.add(id)
      return {
        id,
        title: headlineOf(item) || item.url || '—',
        language: item.language,
        languages: gain?.languages.toSorted() ?? [item.language],
        firstAt: gain?.firstAt ?? at,
        lastAt: gain?.lastAt ?? at,
        items: gain?.items ?? 0,
        publishers: gain ? (publishers.get(id) ?? 0) : 0,
        keyTerms: gain?.keyTerms ?? '[]',
      }
    })
  await sql`
    insert into narrative (id, shard, title, language, languages, first_item_at, last_item_at, item_count, publisher_count,
      key_terms, world, created_at, updated_at)
    select r.id, ${shard.shard}, r.title, r.language, r.languages, r."firstAt", r."lastAt", r.items, r.publishers,
      r."keyTerms"::jsonb, ${shard.world}, ${now}, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, title text, language text, languages text[],
      "firstAt" timestamptz, "lastAt" timestamptz, items int, publishers int, "keyTerms" text)`.execute(w.tx)
  return { count: rows.length, settled }
}
