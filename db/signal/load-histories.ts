import { sql } from 'kysely'

import type { NarrativeId } from '@hub/core/ids.ts'
import type { AppearanceFact, NarrativeHistory } from '@hub/core/signal/narrative-history.ts'
import type { NarrativeHour } from '@hub/core/signal/signal.ts'

import type { Reader } from '../connect.ts'

export type LoadedHistory = NarrativeHistory & { narrativeId: NarrativeId }

/**
 * What rules are judged on, of each narrative: its hours since `since`, where it was first seen, and since when each
 * independent publisher carries it. What stands under narratives that were merged into it counts as its own. Growth is judged on
 * the hours alone (`isHoursOnly`).
 */
export async function loadHistories(
  db: Reader,
  narratives: readonly { id: NarrativeId; firstItemAt: Date }[],
  since: Date,
  isHoursOnly = false,
): Promise<Map<NarrativeId, LoadedHistory>> {
  const ids = narratives.map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const [hours, appearances, publishers] = await Promise.all([
    loadHours(db, ids, since),
    isHoursOnly ? NOTHING : loadAppearances(db, ids),
    isHoursOnly ? NOTHING : loadPublishers(db, ids),
  ])
  return new Map(
    narratives.map(({ id, firstItemAt }) => [
      id,
      {
        narrativeId: id,
        firstItemAtMs: firstItemAt.getTime(),
        hours: hours.get(id) ?? [],
        appearances: appearances.get(id) ?? [],
        publisherFirstAtMs: (publishers.get(id) ?? []).map(({ firstAtMs }) => firstAtMs),
      },
    ]),
  )
}

const NOTHING: ReadonlyMap<NarrativeId, never[]> = new Map()

async function loadHours(db: Reader, ids: readonly string[], since: Date): Promise<Grouped<NarrativeHour>> {
  const { rows } = await sql<NarrativeHour & Keyed>`
    select narrative_id, (extract(epoch from hour) * 1000)::bigint as hour_start_ms, item_count, copy_count, publisher_ids
    from narrative_hour where narrative_id = any(${[...ids]}::uuid[]) and hour >= ${since}`.execute(db)
  return group(rows)
}

async function loadAppearances(db: Reader, ids: readonly string[]): Promise<Grouped<AppearanceFact>> {
  const { rows } = await sql<AppearanceFact & Keyed>`
    select distinct on (1, 2, 3) coalesce(n.merged_into, n.id) as narrative_id, a.dimension, a.value,
      (extract(epoch from a.hour) * 1000)::bigint as hour_ms, a.publisher_ids
    from narrative n join narrative_appearance a on a.narrative_id = n.id
    where n.id = any(${[...ids]}::uuid[]) or n.merged_into = any(${[...ids]}::uuid[])
    order by 1, 2, 3, a.hour, a.narrative_id`.execute(db)
  return group(rows)
}

async function loadPublishers(db: Reader, ids: readonly string[]): Promise<Grouped<{ firstAtMs: number }>> {
  const { rows } = await sql<{ firstAtMs: number } & Keyed>`
    select narrative_id, (extract(epoch from first_at) * 1000)::bigint as first_at_ms
    from narrative_publisher where narrative_id = any(${[...ids]}::uuid[]) and item_count > 0`.execute(db)
  return group(rows)
}

type Keyed = { narrativeId: NarrativeId }
type Grouped<Value> = Map<NarrativeId, Omit<Value & Keyed, 'narrativeId'>[]>

function group<Value extends object>(rows: readonly (Value & Keyed)[]): Grouped<Value> {
  const grouped: Grouped<Value> = new Map()
  for (const { narrativeId, ...row } of rows) {
    const known = grouped.get(narrativeId)
    if (known) known.push(row)
    else grouped.set(narrativeId, [row])
  }
  return grouped
}
