import { sql } from 'kysely'

import type { Scope } from '@hub/core/access/scope.ts'
import type { SourceId } from '@hub/core/ids.ts'
import type { FetchDay, FetchView } from '@hub/core/source/fetch-view.ts'

import type { Reader } from '../connect.ts'
import { Conflict, NotFound } from '../errors.ts'

const CURSOR = /^(\d{4}-\d{2}-\d{2}T[\d:.]+Z)~([\da-f-]{36})$/

/** The fetches of a source that are still kept, newest first. Throws NotFound. */
export async function listFetches(
  db: Reader,
  scope: Scope,
  id: SourceId,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ rows: FetchView[]; nextCursor: string | null }> {
  await requireSource(db, scope, id)
  let query = db
    .selectFrom('sourceFetch')
    .select(['id', 'at', 'outcome', 'detail', 'durationMs', 'bytes', 'itemsFound', 'itemsNew', 'times', 'until'])
    .where('sourceId', '=', id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
  if (page.cursor !== undefined) {
    const [, at, rowId] = CURSOR.exec(page.cursor) ?? []
    if (at === undefined || rowId === undefined)
      throw new Conflict('cursor_unknown', 'This page is no longer known. Start again from the newest.')
    query = query.where(sql<boolean>`(at, id) < (${at}::timestamptz, ${rowId}::uuid)`)
  }
  const found = await query.execute()
  const shown = found.slice(0, page.limit)
  const last = shown.at(-1)
  return {
    rows: shown.map(({ id: rowId, at, until, detail, ...fetched }) => ({
      ...fetched,
      id: rowId,
      at: at.toISOString(),
      until: until?.toISOString() ?? null,
      httpStatus: typeof detail['httpStatus'] === 'number' ? detail['httpStatus'] : null,
      detail: sentenceOf(detail),
      finalUrl: typeof detail['finalUrl'] === 'string' ? detail['finalUrl'] : null,
    })),
    nextCursor: found.length > shown.length && last ? `${last.at.toISOString()}~${last.id}` : null,
  }
}

/** Fetches, failures and new items of each of the last 30 days (UTC), oldest first. Throws NotFound. */
export async function countFetchesByDay(db: Reader, scope: Scope, id: SourceId, now: Date): Promise<FetchDay[]> {
  await requireSource(db, scope, id)
  const { rows } = await sql<FetchDay>`
    with days as (select generate_series(${now}::timestamptz at time zone 'UTC' - interval '29 days', ${now}::timestamptz at time zone 'UTC', interval '1 day')::date as day),
    fetched as (
      select (at at time zone 'UTC')::date as day, sum(times)::int as fetches,
        count(*) filter (where outcome not in ('fetched', 'not_modified'))::int as failures, sum(items_new)::int as items
      from source_fetch where source_id = ${id} and at > ${now}::timestamptz - interval '31 days' and at <= ${now} group by 1)
    select to_char(days.day, 'YYYY-MM-DD') as day, coalesce(fetches, 0) as fetches, coalesce(failures, 0) as failures, coalesce(items, 0) as items
    from days left join fetched using (day) order by days.day`.execute(db)
  return rows
}

async function requireSource(db: Reader, scope: Scope, id: SourceId): Promise<void> {
  const source = await db
    .selectFrom('source')
    .select('id')
    .where('id', '=', id)
    .where('world', '=', scope.world)
    .executeTakeFirst()
  if (!source) throw new NotFound('source')
}

function sentenceOf({ message, httpStatus }: Record<string, unknown>): string | null {
  if (typeof message === 'string' && message !== '') return message
  return typeof httpStatus === 'number' && httpStatus >= 400 ? `The site answered ${httpStatus}.` : null
}
