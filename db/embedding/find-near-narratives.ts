import type { Scope } from '@hub/core/access/scope.ts'
import type { NarrativeId } from '@hub/core/ids.ts'
import { cosineOf } from '@hub/core/model/vector.ts'
import { sql } from 'kysely'

import type { Reader } from '../connect.ts'
import { requireNarrative } from '../narrative/get-narrative.ts'
import { fromVectorBytes } from './vector-bytes.ts'

export type NearNarrative = { id: NarrativeId; title: string; language: string; cosine: number }

const COMPARED = 5_000
const DAYS_APART = 30

/**
 * Narratives in other languages that are likest to one by their vectors, likest first: of the 5,000 newest whose time lies
 * within 30 days of its own. Empty when it has no vector, as always when no embedding model is set. A measure for suggestions:
 * nothing is joined by it. With vectors of 1,024 numbers it takes some 0.2 s of one core, so a job asks it rather than a page.
 * Throws NotFound for a narrative out of scope.
 * @param minCosine what is less alike is left out
 */
export async function findNearNarratives(
  db: Reader,
  scope: Scope,
  narrativeId: NarrativeId,
  { limit = 10, minCosine = 0.6 }: { limit?: number; minCosine?: number } = {},
): Promise<NearNarrative[]> {
  const narrative = await requireNarrative(db, { scope }, narrativeId)
  const own = await db
    .selectFrom('narrativeEmbedding')
    .select(['model', 'dimensions', 'vector'])
    .where('narrativeId', '=', narrativeId)
    .executeTakeFirst()
  if (!own) return []
  const { rows } = await sql<Omit<NearNarrative, 'cosine'> & { vector: Uint8Array }>`
    select n.id, n.title, n.language, e.vector
    from narrative n join narrative_embedding e on e.narrative_id = n.id
    where n.world = ${scope.world} and n.id <> ${narrativeId} and n.language <> ${narrative.language}
      and n.state not in ('merged','dismissed') ${scope.mayReadRed ? sql`` : sql`and n.tlp <> 'RED'`}
      and e.model = ${own.model} and e.dimensions = ${own.dimensions}
      and n.last_item_at >= ${narrative.firstItemAt}::timestamptz - make_interval(days => ${DAYS_APART})
      and n.first_item_at <= ${narrative.lastItemAt}::timestamptz + make_interval(days => ${DAYS_APART})
    order by n.last_item_at desc, n.id limit ${COMPARED}`.execute(db)
  const vector = fromVectorBytes(own.vector)
  return rows
    .map(({ vector: other, ...near }) => ({ ...near, cosine: cosineOf(vector, fromVectorBytes(other)) ?? 0 }))
    .filter(({ cosine }) => cosine >= minCosine)
    .toSorted((one, other) => other.cosine - one.cosine || one.id.localeCompare(other.id))
    .slice(0, limit)
}
