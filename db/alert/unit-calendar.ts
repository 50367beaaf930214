import type { UnitCalendar } from '@hub/core/alert/working-time.ts'
import type { World } from '@hub/core/access/role.ts'
import type { UnitId } from '@hub/core/ids.ts'

import type { Reader } from '../connect.ts'
import type { Row } from '../schema.ts'

/** A unit with the hours its clocks count in. */
export type CalendarUnit = { id: UnitId } & UnitCalendar

export function calendarOf(unit: Pick<Row<'unit'>, 'id' | 'zone' | 'workingHours' | 'holidays'>): CalendarUnit {
  const { id, zone, workingHours, holidays } = unit
  return { id, zone, workingHours, holidays }
}

/** The open units of a world by id, and the one that coordinates (the oldest, should there be several). */
export async function readUnits(
  db: Reader,
  world: World,
): Promise<{ byId: Map<UnitId, CalendarUnit>; coordination: CalendarUnit | undefined }> {
  const units = await db
    .selectFrom('unit')
    .selectAll()
    .where('world', '=', world)
    .where('closedAt', 'is', null)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  const coordination = units.find(({ kind }) => kind === 'coordination')
  return {
    byId: new Map(units.map((unit) => [unit.id, calendarOf(unit)])),
    coordination: coordination && calendarOf(coordination),
  }
}
