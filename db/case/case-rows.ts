import type { UnitCalendar } from '@hub/core/alert/working-time.ts'
import { caseClock } from '@hub/core/case/case-clock.ts'
import type { CaseRow } from '@hub/core/case/case-view.ts'
import { OPEN_TASKING_STATES, type TaskingState } from '@hub/core/case/tasking-state.ts'
import type { CaseId, NarrativeId, UnitId } from '@hub/core/ids.ts'
import { fillHours, type StoredHour } from '@hub/core/narrative/fill-hours.ts'

import type { Reader } from '../connect.ts'
import { readHours } from '../narrative/narrative-rows.ts'
import type { Row } from '../schema.ts'
import { selectTaskings, type TaskingRow } from '../tasking/tasking-views.ts'

/** Cases as rows of a list, in the order given, with five queries however many there are. */
export async function caseRows(db: Reader, now: Date, cases: readonly Row<'caseFile'>[]): Promise<CaseRow[]> {
  if (cases.length === 0) return []
  const ids = cases.map(({ id }) => id)
  const links = await db
    .selectFrom('caseNarrative')
    .select(['caseId', 'narrativeId'])
    .where('caseId', 'in', ids)
    .orderBy('linkedAt')
    .execute()
  const taskings = await selectTaskings(db)
    .where('tasking.caseId', 'in', ids)
    .where('tasking.state', 'not in', ['declined', 'withdrawn'])
    .orderBy('tasking.offeredAt')
    .execute()
  const found: Found = {
    narratives: Map.groupBy(links, ({ caseId }) => caseId),
    taskings: Map.groupBy(taskings, ({ caseId }) => caseId),
    hours: await readHours(db, [...new Set(links.map(({ narrativeId }) => narrativeId))], now),
    positions: await findPositions(db, ids),
    calendars: await readCalendars(db),
  }
  return cases.map((row) => caseRow(row, now, found))
}

type Found = {
  narratives: ReadonlyMap<CaseId, { narrativeId: NarrativeId }[]>
  taskings: ReadonlyMap<CaseId, TaskingRow[]>
  hours: ReadonlyMap<NarrativeId, StoredHour[]>
  positions: ReadonlySet<CaseId>
  calendars: ReadonlyMap<UnitId, UnitCalendar>
}

function caseRow(row: Row<'caseFile'>, now: Date, found: Found): CaseRow {
  const narrativeIds = (found.narratives.get(row.id) ?? []).map(({ narrativeId }) => narrativeId)
  const taskings = found.taskings.get(row.id) ?? []
  const unitOf = ({ unitId, unitName }: TaskingRow) => ({ id: unitId, name: unitName })
  const lead = taskings.find(({ part }) => part === 'lead')
  return {
    id: row.id,
    reference: row.reference,
    title: row.title,
    state: row.state,
    severity: row.severity,
    priority: row.priority,
    opinionGate: row.opinionGate,
    leadUnit: lead ? unitOf(lead) : null,
    supportUnits: taskings.filter(({ part }) => part === 'support').map(unitOf),
    openTaskings: taskings.filter(({ state }) => isOpen(state)).length,
    narrativeIds,
    hours: fillHours(
      narrativeIds.flatMap((id) => found.hours.get(id) ?? []),
      now,
    ),
    clock: clockOf(row, taskings, found),
    openedAt: row.openedAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    rowVersion: row.rowVersion,
  }
}

function clockOf(
  row: Row<'caseFile'>,
  taskings: readonly TaskingRow[],
  { positions, calendars }: Found,
): CaseRow['clock'] {
  const calendarOf = (unitId: UnitId | null) => (unitId && calendars.get(unitId)) || ALWAYS
  const offers = taskings
    .filter(({ state }) => state === 'offered')
    .map(({ offeredAt, dueAt, unitId }) => ({ offeredAt, dueAt, calendar: calendarOf(unitId) }))
  return caseClock({ ...row, hasPosition: positions.has(row.id), offers }, calendarOf(row.owningUnitId))
}

const ALWAYS: UnitCalendar = {
  zone: 'UTC',
  workingHours: { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' },
  holidays: [],
}

function isOpen(state: TaskingState): boolean {
  return OPEN_TASKING_STATES.some((open) => open === state)
}

/** The cases on which a response or a decision (silence included) stands in the log. */
async function findPositions(db: Reader, caseIds: readonly CaseId[]): Promise<Set<CaseId>> {
  const rows = await db
    .selectFrom('logEntry')
    .select('caseId')
    .distinct()
    .where('caseId', 'in', caseIds)
    .where('kind', 'in', ['decision', 'response'])
    .execute()
  return new Set(rows.map(({ caseId }) => caseId))
}

async function readCalendars(db: Reader): Promise<Map<UnitId, UnitCalendar>> {
  const units = await db.selectFrom('unit').select(['id', 'zone', 'workingHours', 'holidays']).execute()
  return new Map(units.map(({ id, ...calendar }) => [id, calendar]))
}
