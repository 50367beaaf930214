import { sql } from 'kysely'

import type { NarrativeId, RulingId } from '@hub/core/ids.ts'

import type { Reader } from '../connect.ts'
import type { Row } from '../schema.ts'
import type { Write } from '../write.ts'

/** Notes that a ruling wants two narratives kept apart, until it is taken back or a person merges them. */
export async function keepApart(w: Write, rulingId: RulingId, a: NarrativeId, b: NarrativeId): Promise<void> {
  if (a === b) return
  await w.tx
    .insertInto('narrativeApart')
    .values({ rulingId, firstId: a, secondId: b })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** What each narrative is kept apart from now: a wish about one merged away holds for the one it lives on in. */
export async function listApart(db: Reader, ids: readonly NarrativeId[]): Promise<Map<NarrativeId, NarrativeId[]>> {
  const { rows } = await sql<{ own: NarrativeId; others: NarrativeId[] }>`
    select own, array_agg(distinct other order by other) as others from (
      select coalesce(f.merged_into, f.id) as own, coalesce(s.merged_into, s.id) as other
      from narrative_apart p join narrative f on f.id = p.first_id join narrative s on s.id = p.second_id
      union all
      select coalesce(s.merged_into, s.id), coalesce(f.merged_into, f.id)
      from narrative_apart p join narrative f on f.id = p.first_id join narrative s on s.id = p.second_id
    ) pairs where own = any(${[...ids]}::uuid[]) and own <> other group by own`.execute(db)
  return new Map(rows.map(({ own, others }) => [own, others]))
}

/** Ends every wish to keep two narratives apart, because a person merges them. Returns what was ended. */
export async function endApart(w: Write, a: NarrativeId, b: NarrativeId): Promise<Row<'narrativeApart'>[]> {
  const family = (id: NarrativeId) => sql`(select id from narrative where id = ${id} or merged_into = ${id})`
  const { rows } = await sql<Row<'narrativeApart'>>`
    delete from narrative_apart
    where (first_id in ${family(a)} and second_id in ${family(b)}) or (first_id in ${family(b)} and second_id in ${family(a)})
    returning *`.execute(w.tx)
  return rows
}

/** Ends what one ruling wanted kept apart. */
export async function endApartOf(w: Write, rulingId: RulingId): Promise<void> {
  await w.tx.deleteFrom('narrativeApart').where('rulingId', '=', rulingId).execute()
}
