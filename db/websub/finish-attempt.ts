import { websubBackOffMs } from '@hub/core/source/websub.ts'

import type { Db } from '../connect.ts'
import { write, type WriteBy } from '../write.ts'
import type { DueSubscription } from './claim-subscriptions.ts'

const MAX_FAREWELLS = 3

/**
 * Notes what a hub answered when it was asked. It confirms a subscription later, by asking back; one that it never confirms is
 * asked for again, ever less often. Giving one up ends it once the hub took the word, or after three attempts.
 * @param problem why the hub could not be asked, or null
 */
export async function finishAttempt(
  db: Db,
  by: WriteBy,
  { id, state, attempts }: DueSubscription,
  problem: string | null,
): Promise<void> {
  await write(db, by, async (w) => {
    await w.require('pipeline.run')
    const isOver = state === 'ending' && (problem === null || attempts >= MAX_FAREWELLS)
    const next = isOver ? ('ended' as const) : state === 'wanted' && problem === null ? ('asked' as const) : state
    const { numUpdatedRows } = await w.tx
      .updateTable('websubSubscription')
      .set({
        state: next,
        problem,
        nextAttemptAt: isOver ? null : new Date(by.now.getTime() + websubBackOffMs(attempts)),
        updatedAt: by.now,
      })
      .where('id', '=', id)
      .where('state', '=', state)
      .executeTakeFirstOrThrow()
    if (next === state || numUpdatedRows === 0n) w.unchanged()
    else await w.audit({ action: `hub.${next}`, noun: 'websub_subscription', objectId: id, details: { problem } })
  })
}
