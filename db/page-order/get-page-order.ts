import type { Scope } from '@hub/core/access/scope.ts'
import type { PageOrderId } from '@hub/core/ids.ts'
import { pageOrderViewSchema, type PageOrderView } from '@hub/core/source/page-order.ts'

import type { Reader } from '../connect.ts'
import { NotFound } from '../errors.ts'

/** An order as it stands. Throws NotFound, also for one older than a day. */
export async function getPageOrder(db: Reader, scope: Scope, id: PageOrderId): Promise<PageOrderView> {
  const row = await db
    .selectFrom('pageOrder')
    .select(['id', 'kind', 'url', 'state', 'result', 'problem', 'progress', 'requestedAt', 'finishedAt'])
    .where('id', '=', id)
    .where('world', '=', scope.world)
    .executeTakeFirst()
  if (!row) throw new NotFound('page_order')
  const { requestedAt, finishedAt, ...rest } = row
  return pageOrderViewSchema.parse({
    ...rest,
    requestedAt: requestedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  })
}
