import { sql } from 'kysely'

import type { NarrativeId } from '@hub/core/ids.ts'

import type { Write } from '../write.ts'
import type { MergeBefore } from './ruling-before.ts'

/** Signals, alerts, deliveries and cases that went from one narrative to another. */
export type MovedWork = Pick<MergeBefore, 'signals' | 'alerts' | 'deliveries' | 'cases'>

/** Which of the narratives people or rules have hung something on. */
export async function findWorkOn(w: Write, ids: readonly NarrativeId[]): Promise<Set<NarrativeId>> {
  const { rows } = await sql<{ id: NarrativeId }>`
    select n.id from unnest(${[...ids]}::uuid[]) as n(id)
    where exists (select from case_narrative x where x.narrative_id = n.id)
      or exists (select from delivery x where x.narrative_id = n.id)
      or exists (select from alert x where x.narrative_id = n.id)
      or exists (select from signal x where x.narrative_id = n.id)`.execute(w.tx)
  return new Set(rows.map(({ id }) => id))
}

/** What people and rules already hang on the narrative goes with it: a case on it rests on the survivor from now on. */
export async function moveWork(w: Write, from: NarrativeId, into: NarrativeId): Promise<MovedWork> {
  const cases = await w.tx.deleteFrom('caseNarrative').where('narrativeId', '=', from).returningAll().execute()
  const added = new Set<string>()
  for (const { caseId, linkedBy, linkedAt } of cases) {
    const tied = await w.tx
      .insertInto('caseNarrative')
      .values({ caseId, narrativeId: into, linkedBy, linkedAt })
      .onConflict((conflict) => conflict.doNothing())
      .returning('caseId')
      .executeTakeFirst()
    if (tied) added.add(caseId)
  }
  const move = async (table: 'delivery' | 'alert' | 'signal') => {
    const { rows } = await sql<{
      id: never
    }>`update ${sql.table(table)} set narrative_id = ${into} where narrative_id = ${from} returning id`.execute(w.tx)
    return rows.map(({ id }) => id)
  }
  return {
    deliveries: await move('delivery'),
    alerts: await move('alert'),
    signals: await move('signal'),
    cases: cases.map(({ caseId, linkedBy, linkedAt }) => ({
      caseId,
      linkedBy,
      linkedAt: linkedAt.toISOString(),
      wasOnBoth: !added.has(caseId),
    })),
  }
}
