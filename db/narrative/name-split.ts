import type { NarrativeId } from '@hub/core/ids.ts'
import { chooseNarrativeTitle, headlineOf } from '@hub/core/narrative/narrative-title.ts'
import { sql } from 'kysely'

import type { Row } from '../schema.ts'
import type { Write } from '../write.ts'
import type { LeavingItem } from './list-leaving.ts'

const HEADLINES = 50
const TERMS = 12

/** The most central headline of items that get a narrative of their own. Copies say nothing new. */
export function titleOfItems(items: readonly LeavingItem[]): string {
  const own = items.filter(({ copyOf }) => copyOf === null)
  return chooseNarrativeTitle((own.length > 0 ? own : items).slice(0, HEADLINES)) || '—'
}

/** The words the engine matched these items by, heaviest first: their key terms until the engine names its own. */
export function termsOfItems(items: readonly LeavingItem[]): { term: string; weight: number }[] {
  const weights = new Map<string, number>()
  for (const { terms } of items)
    for (const { term, weight } of terms) weights.set(term, (weights.get(term) ?? 0) + weight / items.length)
  return [...weights]
    .map(([term, weight]) => ({ term, weight }))
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, TERMS)
}

/** A machine's title that came from a headline which has left is chosen anew from those that stay. */
export async function retitleAfter(
  w: Write,
  source: Pick<Row<'narrative'>, 'id' | 'title' | 'titleSource'>,
  left: readonly LeavingItem[],
): Promise<{ title?: string }> {
  if (source.titleSource === 'person' || !left.some((item) => headlineOf(item) === source.title)) return {}
  const title = chooseNarrativeTitle(await readHeadlines(w, source.id))
  return title === '' ? {} : { title }
}

async function readHeadlines(w: Write, narrativeId: NarrativeId) {
  const { rows } = await sql<{ title: string; text: string; language: string; eventAtMs: number }>`
    select i.title, left(i.text, 600) as text, i.language, (extract(epoch from i.event_at) * 1000)::bigint as event_at_ms
    from item_assignment a join item i on i.id = a.item_id and i.first_seen_at = a.first_seen_at
    where a.narrative_id = ${narrativeId} order by a.shard_seq limit ${HEADLINES}`.execute(w.tx)
  return rows
}
