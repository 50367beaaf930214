import { actorReference } from '@hub/core/access/actor.ts'
import type { World } from '@hub/core/access/role.ts'
import { offerTasking as judgeOffer } from '@hub/core/case/offer-tasking.ts'
import type { OfferTaskingInput } from '@hub/core/case/tasking-input.ts'
import { type CaseId, taskingIdSchema, type UnitId } from '@hub/core/ids.ts'

import { lockCase, updateCase } from '../case/lock-case.ts'
import type { Db, Tx } from '../connect.ts'
import { NotFound } from '../errors.ts'
import { appendSystemEntry } from '../log/append-entry.ts'
import { newId } from '../new-id.ts'
import { obeyVerdict } from '../obey-verdict.ts'
import type { Row } from '../schema.ts'
import { write, type Write, type WriteBy } from '../write.ts'

/**
 * Asks a unit to lead or support the work on a case: always a person's act, after the opinion gate. The unit can read
 * the case from this moment. The same offer again changes nothing.
 */
export async function offerTasking(
  db: Db | Tx,
  by: WriteBy,
  caseId: CaseId,
  input: OfferTaskingInput,
): Promise<Row<'tasking'>> {
  return write(db, by, async (w) => {
    const locked = await lockCase(w, caseId, 'tasking.offer')
    const unit = await findOpenUnit(w, input.unitId, locked.world)
    const standing = await w.tx
      .selectFrom('tasking')
      .selectAll()
      .where('caseId', '=', caseId)
      .where('state', 'not in', ['declined', 'withdrawn'])
      .execute()
    const same = standing.find(
      ({ unitId, part, request }) => unitId === unit.id && part === input.part && request === input.request,
    )
    if (same) {
      w.unchanged()
      return same
    }
    obeyVerdict(judgeOffer({ caseState: locked.state, opinionGate: locked.opinionGate, standing }, input), locked)
    const tasking = await w.tx
      .insertInto('tasking')
      .values({
        id: newId(taskingIdSchema),
        caseId,
        unitId: unit.id,
        part: input.part,
        request: input.request,
        reason: null,
        dueAt: input.dueAt ? new Date(input.dueAt) : null,
        offeredBy: actorReference(by.actor),
        offeredAt: by.now,
        world: locked.world,
        tlp: locked.tlp,
        owningUnitId: locked.owningUnitId,
        createdAt: by.now,
        updatedAt: by.now,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await updateCase(w, { ...locked, taskedUnitIds: [...locked.taskedUnitIds, unit.id] }, {})
    const details = { taskingId: tasking.id, unitId: unit.id, part: input.part }
    await appendSystemEntry(
      w,
      caseId,
      'tasking_offered',
      `${by.actor.name} asked ${unit.name} to ${input.part}.`,
      details,
    )
    await w.audit({
      action: 'offered',
      noun: 'tasking',
      objectId: tasking.id,
      unitId: unit.id,
      tlp: locked.tlp,
      details: { caseId, ...details },
    })
    return tasking
  })
}

async function findOpenUnit(w: Write, unitId: UnitId, world: World): Promise<Pick<Row<'unit'>, 'id' | 'name'>> {
  const unit = await w.tx
    .selectFrom('unit')
    .select(['id', 'name'])
    .where('id', '=', unitId)
    .where('world', '=', world)
    .where('closedAt', 'is', null)
    .executeTakeFirst()
  if (!unit) throw new NotFound('unit')
  return unit
}
