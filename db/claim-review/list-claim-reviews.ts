import { type RawBuilder, sql } from 'kysely'

import type { Scope } from '@hub/core/access/scope.ts'
import type { ClaimReviewView } from '@hub/core/claim/claim-review-view.ts'
import { claimReviewIdSchema } from '@hub/core/ids.ts'
import { parseItemQuery } from '@hub/core/item/item-query.ts'

import type { Reader } from '../connect.ts'
import { buildSearchWords } from '../item/build-search-words.ts'
import { readCursor, writeCursor } from '../page-cursor.ts'

export type ClaimReviewFilter = { q?: string | undefined; cursor?: string | undefined; limit: number }
export type ClaimReviewPage = { rows: ClaimReviewView[]; nextCursor: string | null }

type Row = Omit<ClaimReviewView, 'publishedAt' | 'firstSeenAt' | 'source'> & {
  publishedAt: Date | null
  firstSeenAt: Date
  sourceId: ClaimReviewView['source']['id']
  sourceTitle: string
}

/** Collected claim reviews, newest first, all of them or those that `q` finds by claim, rating or reviewer. */
export async function listClaimReviews(db: Reader, scope: Scope, filter: ClaimReviewFilter): Promise<ClaimReviewPage> {
  const conditions: RawBuilder<unknown>[] = [sql`c.world = ${scope.world}`]
  const asked = filter.q?.trim() ?? ''
  if (asked !== '') {
    const { query } = parseItemQuery(asked)
    const { tsquery } = query ? await buildSearchWords(db, scope.world, query, undefined) : { tsquery: null }
    if (tsquery === null) return { rows: [], nextCursor: null }
    conditions.push(sql`c.search @@ ${tsquery}::tsquery`)
  }
  const after = filter.cursor === undefined ? null : readCursor(filter.cursor)
  if (after)
    conditions.push(
      sql`(coalesce(c.published_at, c.first_seen_at), c.id) < (${after.at}::timestamptz, ${after.id}::uuid)`,
    )
  const { rows } = await sql<Row>`
    select c.id, c.url, c.claim, c.rating, c.rating_value, c.best_rating, c.worst_rating, c.reviewer, c.reviewer_url, c.published_at,
      c.claimant, c.appearances, c.language, c.earlier, c.first_seen_at, c.item_id, s.id as source_id, s.title as source_title
    from claim_review c join source s on s.id = c.source_id
    where ${sql.join(conditions, sql` and `)}
    order by coalesce(c.published_at, c.first_seen_at) desc, c.id desc limit ${filter.limit + 1}`.execute(db)
  const shown = rows.slice(0, filter.limit)
  const last = rows.length > filter.limit ? shown.at(-1) : undefined
  const at = last?.publishedAt ?? last?.firstSeenAt
  return {
    rows: shown.map(view),
    nextCursor:
      last && at ? writeCursor({ at: at.toISOString(), score: 0, id: claimReviewIdSchema.parse(last.id) }) : null,
  }
}

function view({ publishedAt, firstSeenAt, sourceId, sourceTitle, ...row }: Row): ClaimReviewView {
  return {
    ...row,
    publishedAt: publishedAt?.toISOString() ?? null,
    firstSeenAt: firstSeenAt.toISOString(),
    source: { id: sourceId, title: sourceTitle },
  }
}
