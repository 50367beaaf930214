import type { Scope } from '@hub/core/access/scope.ts'
import { OPEN_TASKING_STATES } from '@hub/core/case/tasking-state.ts'
import type { NarrativeRow } from '@hub/core/narrative/narrative-view.ts'
import { COLLECTING_UNKNOWN } from '@hub/core/source/collecting-view.ts'
import type { Situation } from '@hub/core/situation/situation-view.ts'
import { sql } from 'kysely'

import { visibleCase } from '../case/visible-case.ts'
import type { Reader } from '../connect.ts'
import { countUnacknowledged, listDeliveries } from '../delivery/list-deliveries.ts'
import { readCollectingView } from '../health/read-collecting-view.ts'
import { logEntryView, selectEntries } from '../log/log-views.ts'
import { narrativeRows } from '../narrative/narrative-rows.ts'
import { rankNarratives } from '../narrative/rank-narratives.ts'
import { listEndingProfiles } from '../profile/list-ending-profiles.ts'
import type { Row } from '../schema.ts'
import { countByHealth } from '../source/read-overview.ts'
import { findTaskingNames, selectTaskings, taskingView } from '../tasking/tasking-views.ts'

/** What one reader may see of each band; a band whose scope is missing stays empty. */
export type SituationReading = {
  now: Date
  narratives: Scope | undefined
  sources: Scope | undefined
  alerts: Scope | undefined
  /** For which units the reader answers alerts, and for which taskings; undefined for those who only read. */
  answersAlerts: Scope | undefined
  answersTaskings: Scope | undefined
  /** Set for those who decide on watch profiles. */
  approvesProfiles: Scope | undefined
  cases: Scope | undefined
}

const SHOWN = 8
const SHOWN_WAITING = 20

/** The home page: what grows, what waits for the reader's units, what was done. */
export async function readSituation(db: Reader, reading: SituationReading): Promise<Situation> {
  const { alerts, answersAlerts, cases } = reading
  const growing = await listGrowing(db, reading)
  const deliveryReading = alerts && { scope: alerts, answers: answersAlerts, caseScope: cases }
  return {
    counts: {
      growing: growing.count,
      unacknowledged: deliveryReading ? await countUnacknowledged(db, deliveryReading) : 0,
      ...(await countSources(db, reading)),
      itemsToday: await countItemsToday(db, reading),
    },
    collecting: reading.sources ? await readCollectingView(db, reading.sources, reading.now) : COLLECTING_UNKNOWN,
    growing: growing.rows,
    deliveries: deliveryReading
      ? (await listDeliveries(db, deliveryReading, { waiting: true })).slice(0, SHOWN_WAITING)
      : [],
    taskings: await listOpenTaskings(db, reading),
    profilesEnding: await listEndingProfiles(db, reading.approvesProfiles, reading.now),
    done: await listDone(db, reading),
  }
}

/** Narratives of which a signal of the last day says that they appear or grow, fastest first. */
async function listGrowing(
  db: Reader,
  { narratives: scope, cases, now }: SituationReading,
): Promise<{ rows: NarrativeRow[]; count: number }> {
  if (!scope) return { rows: [], count: 0 }
  const { rows } = await sql<Row<'narrative'> & { growing: number }>`
    select n.*, count(*) over () as growing from narrative n
    where n.world = ${scope.world} and n.state in ('emerging', 'confirmed')
      ${scope.mayReadRed ? sql`` : sql`and n.tlp <> 'RED'`}
      and exists (select 1 from signal s where s.narrative_id = n.id and s.kind in ('emergence', 'growth')
        and s.detected_at between ${now}::timestamptz - interval '24 hours' and ${now})
    order by ${rankNarratives('growth', now)} desc, n.id desc limit ${SHOWN}`.execute(db)
  return { rows: await narrativeRows(db, { caseScope: cases, now }, rows), count: rows[0]?.growing ?? 0 }
}

async function countSources(
  db: Reader,
  { sources: scope, now }: SituationReading,
): Promise<{ sources: number; failingSources: number }> {
  if (!scope) return { sources: 0, failingSources: 0 }
  const { total, failing } = await countByHealth(db, scope, now)
  return { sources: total, failingSources: failing }
}

/** Items first seen in the last 24 hours: a day that is the same in every zone. */
async function countItemsToday(db: Reader, { narratives: scope, now }: SituationReading): Promise<number> {
  if (!scope) return 0
  const { items } = await db
    .selectFrom('item')
    .select((eb) => eb.fn.countAll<number>().as('items'))
    .where('world', '=', scope.world)
    .where('firstSeenAt', '>', new Date(now.getTime() - 24 * 3_600_000))
    .where('firstSeenAt', '<=', now)
    .executeTakeFirstOrThrow()
  return items
}

const onCase = ['caseFile.id as caseId', 'caseFile.reference as caseReference', 'caseFile.title as caseTitle'] as const

/** What the reader's units still owe on cases they may know of, soonest due first. */
async function listOpenTaskings(
  db: Reader,
  { answersTaskings, cases }: SituationReading,
): Promise<Situation['taskings']> {
  if (!answersTaskings || !cases) return []
  const { everything, unitIds } = answersTaskings
  if (!everything && unitIds.length === 0) return []
  const rows = await selectTaskings(db)
    .innerJoin('caseFile', 'caseFile.id', 'tasking.caseId')
    .select(onCase)
    .where('tasking.state', 'in', OPEN_TASKING_STATES)
    .where(visibleCase(cases))
    .$if(!everything, (query) => query.where('tasking.unitId', 'in', unitIds))
    .orderBy(sql`tasking.due_at nulls last`)
    .orderBy('tasking.offeredAt')
    .limit(SHOWN_WAITING)
    .execute()
  const nameOf = await findTaskingNames(db, rows)
  return rows.map((row) => {
    const { caseId, caseReference, caseTitle } = row
    return { ...taskingView(row, nameOf), caseId, caseReference, caseTitle }
  })
}

/** The last responses and decisions on cases the reader may know of. */
async function listDone(db: Reader, { cases }: SituationReading): Promise<Situation['done']> {
  if (!cases) return []
  const rows = await selectEntries(db)
    .innerJoin('caseFile', 'caseFile.id', 'entry.caseId')
    .select(onCase)
    .where('entry.kind', 'in', ['response', 'decision'])
    .where('correction.id', 'is', null)
    .where(visibleCase(cases))
    .orderBy('entry.enteredAt', 'desc')
    .orderBy('entry.id', 'desc')
    .limit(SHOWN)
    .execute()
  return rows.map(({ caseReference, caseTitle, ...entry }) => ({
    ...logEntryView(entry),
    caseId: entry.caseId,
    caseReference,
    caseTitle,
  }))
}
