import { type BudgetView, weekOf } from '@hub/core/alert/alert-budget.ts'
import { addWorkingTime } from '@hub/core/alert/working-time.ts'
import type { Scope } from '@hub/core/access/scope.ts'
import type { UnitId } from '@hub/core/ids.ts'

import type { Reader } from '../connect.ts'
import type { Row } from '../schema.ts'
import { type CalendarUnit, calendarOf } from './unit-calendar.ts'

/** Alerts of a unit's present week that it was told; what an earlier week left over does not count. */
export async function countTold(db: Reader, unit: Pick<Row<'unit'>, 'id' | 'zone'>, now: Date): Promise<number> {
  const { startsAt } = weekOf(now, unit.zone)
  const { told } = await db
    .selectFrom('delivery')
    .select((eb) => eb.fn.countAll<number>().as('told'))
    .where('unitId', '=', unit.id)
    .where('sentAt', '>=', startsAt)
    .where('createdAt', '>=', startsAt)
    .executeTakeFirstOrThrow()
  return told
}

/** When alerts that are over a unit's budget come: with the first working time of its next week. */
export function releaseOf(unit: CalendarUnit, now: Date): Date {
  return addWorkingTime(weekOf(now, unit.zone).endsAt, 1, unit)
}

/** How the week of the reader's units stands, those with a budget or with something held. */
export async function listBudgets(db: Reader, answers: Scope, now: Date): Promise<BudgetView[]> {
  const unitIds: readonly UnitId[] | undefined = answers.everything ? undefined : answers.unitIds
  if (unitIds?.length === 0) return []
  const units = await db
    .selectFrom('unit')
    .selectAll()
    .select((eb) =>
      eb
        .selectFrom('delivery')
        .select((inner) => inner.fn.countAll<number>().as('held'))
        .whereRef('delivery.unitId', '=', 'unit.id')
        .where('delivery.state', '=', 'held')
        .where('delivery.heldReason', '=', 'budget')
        .as('held'),
    )
    .where('world', '=', answers.world)
    .where('closedAt', 'is', null)
    .$if(unitIds !== undefined, (query) => query.where('id', 'in', unitIds ?? []))
    .orderBy('name')
    .execute()
  const limited = units.filter(({ alertBudget, held }) => alertBudget !== null || (held ?? 0) > 0)
  return Promise.all(
    limited.map(async (unit) => ({
      unitId: unit.id,
      unitName: unit.name,
      budget: unit.alertBudget,
      told: await countTold(db, unit, now),
      held: unit.held ?? 0,
      releasedAt: releaseOf(calendarOf(unit), now).toISOString(),
    })),
  )
}
