import type { World } from '@hub/core/access/role.ts'
import { WEAK_PUSH_PROBLEM } from '@hub/core/source/websub.ts'

import type { Db, Reader } from '../connect.ts'
import { write, type WriteBy } from '../write.ts'
import type { HeldSubscription } from './answer-hub.ts'

/**
 * Notes that a hub signs what it pushes in a way that is not taken, so that the operator is told; the source is fetched by its
 * rhythm as if nothing was pushed. Returns whether this is news.
 */
export async function refusePush(db: Db, by: WriteBy, { id }: Pick<HeldSubscription, 'id'>): Promise<boolean> {
  return write(db, by, async (w) => {
    await w.require('pipeline.run')
    const { numUpdatedRows } = await w.tx
      .updateTable('websubSubscription')
      .set({ problem: WEAK_PUSH_PROBLEM, updatedAt: by.now })
      .where('id', '=', id)
      .where((eb) => eb('problem', 'is distinct from', WEAK_PUSH_PROBLEM))
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) {
      w.unchanged()
      return false
    }
    await w.audit({ action: 'hub.push_refused', noun: 'websub_subscription', objectId: id })
    return true
  })
}

/** The hubs whose pushes are refused for how they are signed, each once. */
export async function listRefusedHubs(db: Reader, world: World): Promise<string[]> {
  const rows = await db
    .selectFrom('websubSubscription')
    .select('hubUrl')
    .distinct()
    .where('world', '=', world)
    .where('state', '=', 'active')
    .where('problem', '=', WEAK_PUSH_PROBLEM)
    .orderBy('hubUrl')
    .execute()
  return rows.map(({ hubUrl }) => hubUrl)
}
