// The pipeline in a process of its own that can be made to die by SIGKILL when it is about to run a certain statement.
// Argument: PipelineOrders as JSON. Prints one line of counts a run.
import { flushCompileCache } from 'node:module'
import { setTimeout } from 'node:timers/promises'
import type { PoolConfig } from 'pg'

import { dieBefore } from './die-before.ts'
import { matchAll } from './match-all.ts'
import { openPipeline } from './open-pipeline.ts'
import { narrativeIdOf } from './store-items.ts'

export type PipelineOrders = {
  config: PoolConfig
  /** The times at which all stages run, as ISO. */
  runsAt: readonly string[]
  batchSize?: number
  snapshotEvery?: number
  /** Only collect, cluster (narratives named after their first items) or match, instead of running all stages. */
  only?: 'collecting' | 'clustering' | 'matching'
  /** Go on clustering with this pause, until killed, at the last of the times. */
  everyMs?: number
  /** Die before the nth statement (from 1) that contains the text, or once it was sent. */
  dieBefore?: { statement: string; nth: number; isSent?: boolean }
}

const orders: PipelineOrders = JSON.parse(process.argv[2] ?? '{}')
if (orders.dieBefore) dieBefore(orders.dieBefore.statement, orders.dieBefore.nth, orders.dieBefore.isSent)
const { batchSize, snapshotEvery } = orders
const pipeline = openPipeline(orders.config, {
  batchSize,
  snapshotEvery,
  ...(orders.only === 'clustering' ? { newNarrativeId: narrativeIdOf } : {}),
})
// Whoever dies writes no cache of compiled code, and the next to start has the work again.
flushCompileCache()
let last = new Date(0)
for (const runAt of orders.runsAt) {
  last = new Date(runAt)
  process.stdout.write(`${JSON.stringify(await runOnce(last))}\n`)
}
while (orders.everyMs !== undefined) {
  await setTimeout(orders.everyMs)
  // A run fails where this process was held up and another took over; the next one finds out.
  await runOnce(last).catch(() => undefined)
}
await pipeline.close(last)

function runOnce(now: Date): Promise<object> {
  if (orders.only === 'collecting') return pipeline.poll(now)
  if (orders.only === 'matching') return matchAll(pipeline, now)
  return orders.only === 'clustering' ? pipeline.cluster(now) : pipeline.run(now)
}
