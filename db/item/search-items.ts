import type { Scope } from '@hub/core/access/scope.ts'
import { parseItemQuery } from '@hub/core/item/item-query.ts'
import {
  COUNTED_MAX,
  type ItemCount,
  type ItemFilter,
  type ItemSearchAnswer,
  type ItemSort,
} from '@hub/core/item/item-search.ts'
import { itemIdSchema } from '@hub/core/ids.ts'
import { type RawBuilder, sql } from 'kysely'

import type { Db, Reader, Tx } from '../connect.ts'
import { Conflict } from '../errors.ts'
import { type PageCursor, readCursor, writeCursor } from '../page-cursor.ts'
import { buildSearchWords, type SearchWords } from './build-search-words.ts'
import { checkedItemConditions, itemConditions } from './item-conditions.ts'
import { findNewestMatches, type ItemKey, type NewestSearch } from './newest-matches.ts'
import { rankMatches, type RankedSearch, type RankStep } from './rank-matches.ts'
import { readItemRows } from './item-rows.ts'

export type ItemPage = { sort: ItemSort; cursor?: string | undefined; limit: number }

/** A search that takes longer is stopped and told so, so that one question never holds up the others. */
const SEARCH_TIMEOUT_MS = 8_000
const QUERY_CANCELLED = '57014'

/** What a search comes down to; `where` is null where it can match nothing. */
export type PreparedSearch = SearchWords & { where: RawBuilder<unknown> | null }

/** Reads a search's words and filters. */
export async function prepareSearch(db: Reader, scope: Scope, filter: ItemFilter): Promise<PreparedSearch> {
  const { query, fault } = parseItemQuery(filter.q ?? '')
  if (fault) return { where: null, parts: [], tsquery: null, clauses: [], hint: fault }
  const words = await buildSearchWords(db, scope.world, query, filter.language)
  const isVoid = words.hint?.code === 'common_words'
  return { ...words, where: isVoid ? null : itemConditions(scope, filter, words.parts) }
}

/**
 * One page of the items that match. `newest` follows the order of arrival and can be read to the end; `relevance` ranks
 * the newest matches up to a fixed number and says when there are more. Without words there is nothing to rank by.
 */
export async function searchItems(db: Db, scope: Scope, filter: ItemFilter, page: ItemPage): Promise<ItemSearchAnswer> {
  return withinTime(db, async (tx) => {
    const { where, parts, tsquery, clauses, hint } = await prepareSearch(tx, scope, filter)
    if (where === null) return { rows: [], nextCursor: null, hint, rankedAmong: null }
    const cursor = page.cursor ? readCursor(page.cursor) : null
    const until = filter.until ? new Date(filter.until) : null
    const asked = { where, until, limit: page.limit + 1, isNarrow: filter.narrativeId !== undefined }
    const found =
      page.sort === 'relevance' && tsquery !== null
        ? await findRanked(
            tx,
            {
              ...asked,
              checked: checkedItemConditions(scope, filter, parts),
              others: itemConditions(scope, filter, []),
              tsquery,
              clauses,
              until: until ?? (await newestMoment(tx)),
            },
            cursor,
          )
        : await findInOrder(tx, asked, cursor)
    const shown = found.keys.slice(0, page.limit)
    const last = shown.at(-1)
    return {
      rows: await readItemRows(tx, scope, shown, tsquery),
      nextCursor: last && found.keys.length > shown.length ? found.cursorAfter(last) : null,
      hint,
      rankedAmong: found.rankedAmong,
    }
  })
}

/** How many items match, counted up to a fixed number. */
export async function countItems(db: Db, scope: Scope, filter: ItemFilter): Promise<ItemCount> {
  return withinTime(db, async (tx) => {
    const { where } = await prepareSearch(tx, scope, filter)
    if (where === null) return { count: 0, isCapped: false }
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from (select 1 from item i where ${where} limit ${COUNTED_MAX + 1}) c`.execute(tx)
    const count = rows[0]?.count ?? 0
    return { count: Math.min(count, COUNTED_MAX), isCapped: count > COUNTED_MAX }
  })
}

type Cursor = PageCursor | null
type Found = { keys: ItemKey[]; rankedAmong: number | null; cursorAfter: (last: ItemKey) => string }

async function findInOrder(tx: Tx, asked: Omit<NewestSearch, 'after'>, cursor: Cursor): Promise<Found> {
  const after = cursor && { id: itemIdSchema.parse(cursor.id), firstSeenAt: new Date(cursor.at) }
  return {
    keys: await findNewestMatches(tx, { ...asked, after }),
    rankedAmong: null,
    cursorAfter: ({ id, firstSeenAt }) => writeCursor({ at: firstSeenAt.toISOString(), score: 0, id }),
  }
}

async function findRanked(tx: Tx, asked: Omit<RankedSearch, 'after'>, cursor: Cursor): Promise<Found> {
  const until = cursor ? new Date(cursor.at) : asked.until
  const after = cursor && { score: cursor.score, id: cursor.id, step: readStep(cursor) }
  const { keys, rankedAmong } = await rankMatches(tx, { ...asked, until, after })
  const places = new Map(keys.map(({ id, score, step }) => [id, { score, ...(step ? { step: writeStep(step) } : {}) }]))
  return {
    keys,
    rankedAmong,
    cursorAfter: ({ id }) => writeCursor({ at: until.toISOString(), ...(places.get(id) ?? { score: 0 }), id }),
  }
}

function readStep({ step }: PageCursor): RankStep | null {
  return step ? { ...step, before: new Date(step.before) } : null
}

function writeStep({ before, ...step }: RankStep): NonNullable<PageCursor['step']> {
  return { ...step, before: before.toISOString() }
}

/** A ranked list stands as it was when its first page was read: at the arrival of what was then the newest item. */
async function newestMoment(tx: Tx): Promise<Date> {
  const { rows } = await sql<{ newest: Date | null }>`select max(first_seen_at) as newest from item`.execute(tx)
  return rows[0]?.newest ?? new Date(0)
}

async function withinTime<Answer>(db: Db, read: (tx: Tx) => Promise<Answer>): Promise<Answer> {
  try {
    return await db
      .transaction()
      .setAccessMode('read only')
      .execute(async (tx) => {
        await sql`select set_config('statement_timeout', ${String(SEARCH_TIMEOUT_MS)}, true)`.execute(tx)
        return read(tx)
      })
  } catch (error) {
    if (!isCancelled(error)) throw error
    throw new Conflict(
      'search_too_slow',
      'This search took too long and was stopped; nothing is lost. Add a word, choose a shorter time, or take the newest first.',
    )
  }
}

function isCancelled(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === QUERY_CANCELLED
}
