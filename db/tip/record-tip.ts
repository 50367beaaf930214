import { type TipId, tipIdSchema } from '@hub/core/ids.ts'
import type { NewTip } from '@hub/core/tip/read-tip.ts'

import type { Db, Tx } from '../connect.ts'
import { newId } from '../new-id.ts'
import { write, type WriteBy } from '../write.ts'
import { isTipFormOpen } from './tip-setting.ts'

/** More waiting tips than people can read, or more in an hour than people write: the form asks to come back. */
export const TIPS_WAITING_MAX = 2000
export const TIPS_AN_HOUR_MAX = 300

export type RecordedTip = { kind: 'recorded'; id: TipId } | { kind: 'closed' } | { kind: 'full' }

/**
 * Keeps a tip of the public until a person decides on it. Nothing is recorded of its sender. The same words with the same
 * link, waiting already, are kept once.
 */
export async function recordTip(db: Db | Tx, by: WriteBy, tip: NewTip): Promise<RecordedTip> {
  return write(db, by, async (w) => {
    await w.require('tip.send')
    const { world } = by.actor
    const tips = w.tx.selectFrom('tip').where('world', '=', world)
    const same = await tips
      .select('id')
      .where('state', '=', 'waiting')
      .where('text', '=', tip.text)
      .where((eb) => (tip.url === null ? eb('url', 'is', null) : eb('url', '=', tip.url)))
      .executeTakeFirst()
    const refusal = await refuse()
    const known = refusal ?? (same ? { kind: 'recorded' as const, id: same.id } : null)
    if (known) {
      w.unchanged()
      return known
    }
    const id = newId(tipIdSchema)
    await w.tx
      .insertInto('tip')
      .values({ id, ...tip, world, createdAt: by.now, updatedAt: by.now })
      .execute()
    const details = { hasLink: tip.url !== null, characters: tip.text.length }
    await w.audit({ action: 'received', noun: 'tip', objectId: id, details })
    await w.live({ noun: 'tip', id, version: 1 })
    return { kind: 'recorded', id }

    async function refuse(): Promise<RecordedTip | null> {
      if (!(await isTipFormOpen(w.tx))) return { kind: 'closed' }
      const hourAgo = new Date(by.now.getTime() - 3_600_000)
      const counts = await tips
        .select((eb) => [
          eb.fn.countAll<number>().filterWhere('state', '=', 'waiting').as('waiting'),
          eb.fn.countAll<number>().filterWhere('createdAt', '>', hourAgo).as('lately'),
        ])
        .where((eb) => eb.or([eb('state', '=', 'waiting'), eb('createdAt', '>', hourAgo)]))
        .executeTakeFirstOrThrow()
      return counts.waiting >= TIPS_WAITING_MAX || counts.lately >= TIPS_AN_HOUR_MAX ? { kind: 'full' } : null
    }
  })
}
