import type { Scope } from '@hub/core/access/scope.ts'
import { type CollectingView, RESUMED_SHOWN_MS } from '@hub/core/source/collecting-view.ts'
import { judgeCollecting } from '@hub/core/source/judge-collecting.ts'

import type { Reader } from '../connect.ts'
import { readCollecting } from './read-collecting.ts'

/** Whether sources answer at all, as pages say it: it stands still, or lately did, or neither. */
export async function readCollectingView(db: Reader, { world }: Scope, now: Date): Promise<CollectingView> {
  const facts = await readCollecting(db, world, now)
  const { isStopped, since } = judgeCollecting(facts, now)
  if (isStopped) {
    const { failed, late } = facts
    return { stopped: { since: since?.toISOString() ?? null, failed, late }, resumed: null }
  }
  const last = await db
    .selectFrom('collectingStop')
    .selectAll()
    .where('world', '=', world)
    .where('endedAt', '>', new Date(now.getTime() - RESUMED_SHOWN_MS))
    .where('endedAt', '<=', now)
    .orderBy('endedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!last?.endedAt) return { stopped: null, resumed: null }
  const stoodStillMs = last.lastGoodAt === null ? null : last.endedAt.getTime() - last.lastGoodAt.getTime()
  return { stopped: null, resumed: { id: last.id, at: last.endedAt.toISOString(), stoodStillMs } }
}
