import type { Scope } from '@hub/core/access/scope.ts'
import type { ItemId } from '@hub/core/ids.ts'
import { sql } from 'kysely'

import type { Db } from '../connect.ts'
import type { ItemKey } from '../item/newest-matches.ts'

export type PreviewItem = {
  id: ItemId
  firstSeenAt: Date
  title: string
  text: string
  language: string
  source: string
}

export type NewestItems = { scope: Scope; since: Date; sourceIds: readonly string[] | null; after: ItemKey | null }

/** Read at once; one more than there is room for tells that there is more. */
const BATCH_ROWS = 500
const BATCH_TIMEOUT_MS = 5_000
const QUERY_CANCELLED = '57014'

/**
 * The next items back in time, newest first: a few hundred, at most `room` of them, and one where there is no room, which
 * says that there are more. Each batch is a short statement of its own, so that no snapshot is held in between.
 */
export async function readNewestItems(db: Db, asked: NewestItems, room: number): Promise<PreviewItem[]> {
  const { scope, since, sourceIds, after } = asked
  const limit = Math.max(1, Math.min(BATCH_ROWS, room))
  return db
    .transaction()
    .setAccessMode('read only')
    .execute(async (tx) => {
      await sql`select set_config('statement_timeout', ${String(BATCH_TIMEOUT_MS)}, true)`.execute(tx)
      const { rows } = await sql<PreviewItem>`
        select i.id, i.first_seen_at, i.title, i.text, i.language, s.title as source
        from item i join source s on s.id = i.source_id
        where i.world = ${scope.world} and i.first_seen_at >= ${since}
          ${scope.mayReadRed ? sql`` : sql`and i.tlp <> 'RED'`}
          ${sourceIds === null ? sql`` : sql`and i.source_id = any(${sourceIds}::uuid[])`}
          ${after === null ? sql`` : sql`and (i.first_seen_at, i.id) < (${after.firstSeenAt}, ${after.id}::uuid)`}
        order by i.first_seen_at desc, i.id desc limit ${limit}`.execute(tx)
      return rows
    })
}

/** Whether a statement was ended because it took too long. */
export function isStopped(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === QUERY_CANCELLED
}
