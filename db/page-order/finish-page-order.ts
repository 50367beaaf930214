import type { ItemId, PageOrderId } from '@hub/core/ids.ts'
import { type DiscoveryResult, type PageProblem, type PageReading } from '@hub/core/source/page-order.ts'

import type { Db } from '../connect.ts'
import { storeFullText } from '../item/store-full-text.ts'
import { write, type Write, type WriteBy } from '../write.ts'

/** How an order ended. */
export type PageOrderEnd =
  | { kind: 'discover_feeds'; result: DiscoveryResult }
  | { kind: 'read_page'; result: PageReading }
  | { kind: 'failed'; problem: PageProblem }

/** More than any reading that a person looks at takes. */
const MAX_RESULT_BYTES = 4 * 1024 * 1024
const TOO_LARGE: PageProblem = {
  code: 'too_large',
  message: 'The page holds more text than the hub keeps. Open it in your browser and add the part that matters.',
}

/**
 * Ends an order with its result or its problem, and stores the full text when it was for an item. Returns false, having
 * written nothing, when the claim passed to another worker in the meantime.
 */
export async function finishPageOrder(
  db: Db,
  by: WriteBy,
  order: { id: PageOrderId; fence: number; itemId: ItemId | null },
  end: PageOrderEnd,
): Promise<boolean> {
  return write(db, by, async (w) => {
    await w.require('pipeline.run')
    const held = await w.tx
      .selectFrom('pageOrder')
      .select('rowVersion')
      .where('id', '=', order.id)
      .where('claimFence', '=', order.fence)
      .where('state', '=', 'waiting')
      .forUpdate()
      .executeTakeFirst()
    if (!held) {
      w.unchanged()
      return false
    }
    const { state, result, problem } = await settle(w, order.itemId, end)
    const rowVersion = held.rowVersion + 1
    await w.tx
      .updateTable('pageOrder')
      .set({ state, result, problem, rowVersion, finishedAt: by.now, updatedAt: by.now, claimedUntil: null })
      .where('id', '=', order.id)
      .execute()
    await w.audit({ action: state, noun: 'page_order', objectId: order.id, details: { fence: order.fence, problem } })
    await w.live({ noun: 'page_order', id: order.id, version: rowVersion })
    return true
  })
}

type Settled = { state: 'done' | 'failed'; result: string | null; problem: string | null }

async function settle(w: Write, itemId: ItemId | null, end: PageOrderEnd): Promise<Settled> {
  if (end.kind === 'failed') return failed(end.problem)
  const result = toStorable(end.result)
  if (Buffer.byteLength(result) > MAX_RESULT_BYTES) return failed(TOO_LARGE)
  if (itemId !== null && end.kind === 'read_page') {
    const problem = await storeFullText(w, itemId, end.result)
    if (problem !== null) return failed(problem)
  }
  return { state: 'done', result, problem: null }
}

function failed(problem: PageProblem): Settled {
  return { state: 'failed', result: null, problem: toStorable(problem) }
}

/** JSON without the characters that no database takes: zero bytes and halves of surrogate pairs. */
function toStorable(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'string' ? part.replaceAll('\u0000', '').toWellFormed() : part,
  )
}
