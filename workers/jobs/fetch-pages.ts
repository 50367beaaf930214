import type { DiscoveryProgress } from '@hub/core/source/page-order.ts'
import { claimPageOrders, type ClaimedPageOrder, releasePageOrder } from '@hub/db/page-order/claim-page-orders.ts'
import { noteProgress } from '@hub/db/page-order/note-progress.ts'
import { finishPageOrder, type PageOrderEnd } from '@hub/db/page-order/finish-page-order.ts'
import { byStage } from '@hub/db/stream/pipeline-actor.ts'

import { discoverFeeds } from '../pages/discover-feeds.ts'
import type { PageDesk } from '../pages/page-desk.ts'
import { readPage } from '../pages/read-page.ts'
import type { StageDeps } from '../stage-deps.ts'

export type PageOrderDeps = StageDeps & { desk: PageDesk; clock: () => Date }

/** A site may be asked a dozen times with a gap between: longer than that is no answer to a person who waits. */
const ORDER_LIMIT_MS = 90_000
const CLAIM_MS = ORDER_LIMIT_MS + 30_000
/** An order that ended its worker this often is not begun again. */
const MAX_ATTEMPTS = 3

/**
 * Claims waiting orders for pages and begins each in a slot of its own; returns how many, without waiting for them. An order
 * whose worker dies is begun again when its claim runs out.
 */
export async function fetchPages(deps: PageOrderDeps, now: Date): Promise<{ begun: number }> {
  const limit = deps.desk.freeSlots()
  if (limit === 0) return { begun: 0 }
  const orders = await claimPageOrders(deps.db, { world: deps.world, now, limit, claimForMs: CLAIM_MS })
  for (const order of orders) deps.desk.start(() => carryOut(deps, order))
  return { begun: orders.length }
}

async function carryOut(deps: PageOrderDeps, order: ClaimedPageOrder): Promise<void> {
  const { desk, db, world, log } = deps
  try {
    const end = order.attempts > MAX_ATTEMPTS ? GIVEN_UP : await read(deps, order)
    // Cut off by shutdown: another worker, or the next start, begins it again.
    if (desk.signal.aborted) return await releasePageOrder(db, order)
    await finishPageOrder(db, byStage('fetch-pages', world, deps.clock()), order, end)
  } catch (error) {
    log.error({ order: order.id, url: order.url, error }, 'An order for a page could not be carried out')
  }
}

async function read({ desk, db, log }: PageOrderDeps, order: ClaimedPageOrder): Promise<PageOrderEnd> {
  const { tools, signal: ending } = desk
  const { kind, url } = order
  const limit = AbortSignal.timeout(ORDER_LIMIT_MS)
  const signal = AbortSignal.any([ending, limit])
  if (kind === 'discover_feeds') {
    let noted = Promise.resolve()
    // One after the other, and never in the way of the search itself.
    const tell = (progress: DiscoveryProgress) => {
      noted = noted
        .then(() => noteProgress(db, order, progress))
        .catch((error: unknown) => log.warn({ order: order.id, error }, 'How far a search is could not be noted'))
    }
    const found = await discoverFeeds(tools, url, signal, tell)
    await noted
    if (found.ok) return { kind, result: found.result }
    return { kind: 'failed', problem: limit.aborted ? TOO_SLOW : found.problem }
  }
  const page = await readPage(tools, url, signal)
  if (page.ok) return { kind, result: page.reading }
  return { kind: 'failed', problem: limit.aborted ? TOO_SLOW : page.problem }
}

const TOO_SLOW = {
  code: 'timed_out',
  message: `The site did not answer everything that had to be asked within ${ORDER_LIMIT_MS / 1000} s. Try again later.`,
}
const GIVEN_UP: PageOrderEnd = {
  kind: 'failed',
  problem: {
    code: 'given_up',
    message: 'The hub was stopped each time it read this page. Tell its operator, and copy the words by hand.',
  },
}
