import type { NarrativeState } from '@hub/core/narrative/narrative-state.ts'
import type { NarrativeRow } from '@hub/core/narrative/narrative-view.ts'
import { type RawBuilder, sql } from 'kysely'

import type { Reader } from '../connect.ts'
import { readCursor, writeCursor } from '../page-cursor.ts'
import type { Row } from '../schema.ts'
import { type NarrativeReading, narrativeRows } from './narrative-rows.ts'
import { MOVEMENT_DAYS, type NarrativeSort, rankNarratives } from './rank-narratives.ts'

export type NarrativeFilter = {
  state?: NarrativeState
  sort: NarrativeSort
  /** Words of the title or the key terms. */
  q?: string
  /** Only narratives whose first item is not older. */
  since?: Date
  language?: string
  cursor?: string
  limit: number
}

/**
 * A page of narratives, ranked. Merged ones are left out unless asked for: their address leads on. Rankings by movement
 * list what moved in the last seven days, unless a state, a search or a time is asked for.
 */
export async function listNarratives(
  db: Reader,
  reading: NarrativeReading,
  filter: NarrativeFilter,
): Promise<{ rows: NarrativeRow[]; nextCursor: string | null }> {
  const after = filter.cursor ? readCursor(filter.cursor) : undefined
  const at = after ? new Date(after.at) : reading.now
  const where = conditions(reading, filter, at)
  const { rows } = await sql<Row<'narrative'> & { score: number }>`
    select * from (
      select n.*, ${rankNarratives(filter.sort, at)} as score from narrative n where ${sql.join(where, sql` and `)}
    ) ranked
    ${after ? sql`where (score, id) < (${after.score}::float8, ${after.id}::uuid)` : sql``}
    order by score desc, id desc limit ${filter.limit + 1}`.execute(db)
  const page = rows.slice(0, filter.limit)
  const last = page.at(-1)
  const hasMore = rows.length > filter.limit && last !== undefined
  return {
    rows: await narrativeRows(db, reading, page),
    nextCursor: hasMore ? writeCursor({ at: at.toISOString(), score: last.score, id: last.id }) : null,
  }
}

function conditions({ scope }: NarrativeReading, filter: NarrativeFilter, at: Date): RawBuilder<unknown>[] {
  const where = [sql`n.world = ${scope.world}`]
  if (!scope.mayReadRed) where.push(sql`n.tlp <> 'RED'`)
  where.push(filter.state ? sql`n.state = ${filter.state}` : sql`n.state <> 'merged'`)
  if (filter.since) where.push(sql`n.first_item_at >= ${filter.since}`)
  if (filter.language) where.push(sql`${filter.language} = any(n.languages)`)
  const typed = filter.q?.trim()
  if (typed) {
    const pattern = `%${typed.replaceAll(/[\\%_]/g, '\\$&')}%`
    where.push(sql`(n.title ilike ${pattern} or n.key_terms::text ilike ${pattern})`)
  }
  const isByMovement = filter.sort === 'emergence' || filter.sort === 'growth'
  if (isByMovement && !filter.state && !filter.since && !typed) {
    where.push(sql`n.last_item_at >= ${at}::timestamptz - ${sql.lit(`${MOVEMENT_DAYS} days`)}::interval`)
  }
  return where
}
