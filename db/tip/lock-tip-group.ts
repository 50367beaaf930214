import type { TipId } from '@hub/core/ids.ts'
import type { TipState } from '@hub/core/tip/tip.ts'

import { NotFound } from '../errors.ts'
import type { Row } from '../schema.ts'
import type { Write } from '../write.ts'

/**
 * The tip and those of the same state with the same link, oldest first, locked until the transaction ends: they are decided
 * together.
 */
export async function lockTipGroup(w: Write, id: TipId): Promise<[Row<'tip'>, ...Row<'tip'>[]]> {
  const tips = () => w.tx.selectFrom('tip').selectAll().where('world', '=', w.by.actor.world)
  const tip = await tips().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!tip) throw new NotFound('tip')
  if (tip.urlKey === null) return [tip]
  const others = await tips()
    .where('urlKey', '=', tip.urlKey)
    .where('id', '<>', id)
    .where('state', '=', tip.state)
    .orderBy('createdAt')
    .forUpdate()
    .execute()
  return [tip, ...others.filter(({ decidedAt }) => decidedAt?.getTime() === tip.decidedAt?.getTime())]
}

export type TipDecision = Pick<Row<'tip'>, 'declinedReason' | 'decidedBy' | 'decidedAt' | 'profileId' | 'itemId'> & {
  state: TipState
}

/** Writes one decision to every tip of a group. */
export async function updateTips(w: Write, tips: readonly Row<'tip'>[], decision: TipDecision): Promise<void> {
  const ids = tips.map(({ id }) => id)
  await w.tx
    .updateTable('tip')
    .set((eb) => ({ ...decision, rowVersion: eb('rowVersion', '+', 1), updatedAt: w.by.now }))
    .where('id', 'in', ids)
    .execute()
  for (const { id, rowVersion } of tips) await w.live({ noun: 'tip', id, version: rowVersion + 1 })
}
