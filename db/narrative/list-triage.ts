import type { NarrativeRow } from '@hub/core/narrative/narrative-view.ts'
import { sql } from 'kysely'

import type { Reader } from '../connect.ts'
import type { Row } from '../schema.ts'
import { type NarrativeReading, narrativeRows } from './narrative-rows.ts'
import { rankNarratives } from './rank-narratives.ts'

export type Triage = { rows: NarrativeRow[]; done: number; left: number }

/** As many as one sitting takes; `left` counts all. */
const QUEUE_LENGTH = 100

/**
 * What waits for a person's judgement, most urgent first: emerging narratives nobody has decided on, that more than one
 * publisher carries or a signal stands out for (a story of one publisher alone is in the list of narratives, not in the
 * queue). `since` leaves out what began earlier; `done` counts decisions since then, or of the last day.
 */
export async function listTriage(db: Reader, reading: NarrativeReading, filter: { since?: Date }): Promise<Triage> {
  const { scope, now } = reading
  const waiting = sql`n.world = ${scope.world} and n.state = 'emerging' and n.triaged_at is null
    and (n.publisher_count > 1 or exists (select 1 from signal s where s.narrative_id = n.id))
    ${scope.mayReadRed ? sql`` : sql`and n.tlp <> 'RED'`}
    ${filter.since ? sql`and n.first_item_at >= ${filter.since}` : sql``}`
  const { rows } = await sql<Row<'narrative'> & { waiting: number }>`
    select n.*, count(*) over () as waiting from narrative n where ${waiting}
    order by ${rankNarratives('emergence', now)} desc, n.last_item_at desc, n.id desc limit ${QUEUE_LENGTH}`.execute(db)
  const doneSince = filter.since ?? new Date(now.getTime() - 24 * 3_600_000)
  const { done } = await db
    .selectFrom('narrative')
    .select((eb) => eb.fn.countAll<number>().as('done'))
    .where('world', '=', scope.world)
    .where('triagedAt', '>=', doneSince)
    .executeTakeFirstOrThrow()
  return { rows: await narrativeRows(db, reading, rows), done, left: rows[0]?.waiting ?? 0 }
}
