import { actorReference } from '@hub/core/access/actor.ts'
import type { TipId } from '@hub/core/ids.ts'
import type { TipDeclineReason } from '@hub/core/tip/tip.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict } from '../errors.ts'
import { write, type WriteBy } from '../write.ts'
import { lockTipGroup, updateTips } from './lock-tip-group.ts'

/** Declines a tip, and the waiting ones with the same link, for a reason. */
export async function declineTip(
  db: Db | Tx,
  by: WriteBy,
  input: { id: TipId; reason: TipDeclineReason },
): Promise<void> {
  await write(db, by, async (w) => {
    await w.require('tip.decide')
    const tips = await lockTipGroup(w, input.id)
    const [tip] = tips
    if (tip.state === 'declined' && tip.declinedReason === input.reason) return w.unchanged()
    if (tip.state !== 'waiting')
      throw new Conflict('tip_decided', 'Somebody has decided on this tip already. Take that back first.', tip)
    await updateTips(w, tips, {
      state: 'declined',
      declinedReason: input.reason,
      decidedBy: actorReference(by.actor),
      decidedAt: by.now,
      profileId: null,
      itemId: null,
    })
    const details = { reason: input.reason, tips: tips.length }
    await w.audit({ action: 'declined', noun: 'tip', objectId: tip.id, details })
  })
}
