import type { PageOrderId } from '@hub/core/ids.ts'
import type { DiscoveryProgress } from '@hub/core/source/page-order.ts'
import { sql } from 'kysely'

import type { Db } from '../connect.ts'

/** Notes which address an order asks for at present. Does nothing when the order has ended or passed to another worker. */
export async function noteProgress(
  db: Db,
  order: { id: PageOrderId; fence: number },
  progress: DiscoveryProgress,
): Promise<void> {
  await sql`
    update page_order set progress = ${JSON.stringify(progress).replaceAll(String.raw`\u0000`, '')}::jsonb
    where id = ${order.id} and claim_fence = ${order.fence} and state = 'waiting'`.execute(db)
}
