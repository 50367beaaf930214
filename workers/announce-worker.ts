import { releaseAllPageOrders } from '@hub/db/page-order/claim-page-orders.ts'
import { releaseAllClaims } from '@hub/db/stream/claim-due-sources.ts'

import type { LockKeeper } from './lock-keeper.ts'
import type { StageDeps } from './stage-deps.ts'

const ALIVE_LOCK = 'hub:workers'

/**
 * Joins the living workers. Who finds nobody else alive knows that every claim on a source is a dead process's, and gives
 * them back, so that collection goes on at once after a crash. A worker beside others lets their claims run out.
 */
export async function announceWorker(
  { db, world, log }: StageDeps,
  locks: Pick<LockKeeper, 'tryLock' | 'unlock' | 'share'>,
  now: Date,
): Promise<void> {
  if (await locks.tryLock(ALIVE_LOCK)) {
    const released = await releaseAllClaims(db, world, now)
    if (released > 0) log.info({ released }, 'Sources that a dead worker held are collected again')
    await releaseAllPageOrders(db, world, now)
    await locks.unlock(ALIVE_LOCK)
  }
  await locks.share(ALIVE_LOCK)
}
