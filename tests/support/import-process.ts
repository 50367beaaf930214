// Reads waiting imports in a process of its own that can be made to die by SIGKILL. Argument: ImportOrders as JSON.
import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { EMPTY_ALLOW_LIST } from '@hub/core/source/allow-list.ts'
import { connect } from '@hub/db/connect.ts'
import { importItems } from '@hub/workers/jobs/import-items.ts'
import { SILENT_LOG } from '@hub/workers/stage-deps.ts'
import type { PoolConfig } from 'pg'

import { dieBefore } from './die-before.ts'

export type ImportOrders = {
  config: PoolConfig
  /** The time at which the process stands, as ISO. */
  at: string
  dieBefore?: { statement: string; nth: number }
}

const orders: ImportOrders = JSON.parse(process.argv[2] ?? '{}')
if (orders.dieBefore) dieBefore(orders.dieBefore.statement, orders.dieBefore.nth)
const connection = connect({ ...orders.config, max: 2 })
const deps = {
  db: connection.db,
  world: LIVE_WORLD,
  log: SILENT_LOG,
  allowList: EMPTY_ALLOW_LIST,
  enqueue: async () => {},
}
await importItems(deps, () => new Date(orders.at), new AbortController().signal)
await connection.close()
