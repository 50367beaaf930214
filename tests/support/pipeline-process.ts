// The pipeline in a process of its own that can be made to die by SIGKILL when it is about to run a certain statement.
// Argument: PipelineOrders as JSON. Prints one line of counts a run.
import { flushCompileCache } from 'node:module'
import type { PoolConfig } from 'pg'

import { dieBefore } from './die-before.ts'
import { openPipeline } from './open-pipeline.ts'

export type PipelineOrders = {
  config: PoolConfig
  /** The times at which all stages run, as ISO. */
  runsAt: string[]
  batchSize?: number
  snapshotEvery?: number
  /** Only collect, instead of running all stages. */
  isCollectingOnly?: boolean
  /** Die before the nth statement (from 1) that contains the text, or once it was sent. */
  dieBefore?: { statement: string; nth: number; isSent?: boolean }
}

const orders: PipelineOrders = JSON.parse(process.argv[2] ?? '{}')
if (orders.dieBefore) dieBefore(orders.dieBefore.statement, orders.dieBefore.nth, orders.dieBefore.isSent)
const { batchSize, snapshotEvery } = orders
const pipeline = openPipeline(orders.config, { batchSize, snapshotEvery })
// Whoever dies writes no cache of compiled code, and the next to start has the work again.
flushCompileCache()
let last = new Date(0)
for (const runAt of orders.runsAt) {
  last = new Date(runAt)
  const counts = orders.isCollectingOnly ? await pipeline.poll(last) : await pipeline.run(last)
  process.stdout.write(`${JSON.stringify(counts)}\n`)
}
await pipeline.close(last)
