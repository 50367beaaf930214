import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'

import type { Scope } from '@hub/core/access/scope.ts'
import type { SourceId } from '@hub/core/ids.ts'
import type { SourceFilter, SourceSort } from '@hub/core/source/source-filter.ts'
import type { SourceView } from '@hub/core/source/source-view.ts'

import type { Reader } from '../connect.ts'
import { Conflict } from '../errors.ts'
import { selectSources } from './select-sources.ts'
import { viewSources } from './view-sources.ts'

export type SourcePage = { rows: SourceView[]; total: number; nextCursor: string | null }
export type SourceListing = SourceFilter & {
  sort?: SourceSort | undefined
  descending?: boolean | undefined
  /** Where the page before ended. */
  cursor?: string | undefined
  limit: number
}

type SortKey = { key: RawBuilder<unknown>; type: 'text' | 'float8' }

const TITLE = sql`lower(left(s.title, 120))`
const moment = (column: string): SortKey => ({
  key: sql`coalesce(extract(epoch from ${sql.ref(column)})::float8, 0)`,
  type: 'float8',
})

/** What each sorting compares, never null; the id decides between equals. */
const SORT_KEYS: Record<SourceSort, SortKey> = {
  attention: {
    key: sql`case when s.health = 'proposed' then '0' when s.health in ('ok', 'new') then '3' when s.health in ('paused', 'waiting_for_profile') then '2' else '1' end || ${TITLE}`,
    type: 'text',
  },
  title: { key: TITLE, type: 'text' },
  health: { key: sql`s.health || ' ' || ${TITLE}`, type: 'text' },
  publisher: { key: sql`(select lower(name) from publisher where id = s.publisher_id)`, type: 'text' },
  lastGood: moment('s.last_good_at'),
  next: moment('s.next_fetch_at'),
  added: moment('s.created_at'),
  week: { key: sql`coalesce(week.items, 0)::float8`, type: 'float8' },
}

const cursorSchema = z.strictObject({ key: z.union([z.string(), z.number()]), id: z.uuid() })

/**
 * One page of the sources a filter means, with `total` over all pages. The database filters and sorts by health; only the
 * page's own rows are read in full.
 */
export async function listSources(db: Reader, scope: Scope, listing: SourceListing, now: Date): Promise<SourcePage> {
  const { sort = 'attention', descending = false, cursor, limit, ...filter } = listing
  const { key, type } = SORT_KEYS[sort]
  const way = descending ? sql`desc` : sql`asc`
  const after = cursor === undefined ? undefined : readPlace(cursor, type)
  const compare = descending ? sql`<` : sql`>`
  const week = sql`left join (select source_id, count(*) as items from item
    where first_seen_at > ${now}::timestamptz - interval '7 days' and first_seen_at <= ${now} group by source_id) week on week.source_id = s.id`
  const { rows } = await sql<{ id: SourceId; key: string | number; total: number }>`
    with meant as materialized (
      select s.id, s.title, s.health, s.publisher_id, s.last_good_at, s.next_fetch_at, s.created_at
      from ${selectSources(scope, filter, now)}),
    keyed as (select s.id, ${key} as key from meant s ${sort === 'week' ? week : sql``})
    select id, key, (select count(*)::int from meant) as total from keyed
    where ${after ? sql`(key, id) ${compare} (${after.key}::${sql.raw(type)}, ${after.id}::uuid)` : sql`true`}
    order by key ${way}, id ${way} limit ${limit + 1}`.execute(db)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const ids = page.map(({ id }) => id)
  return {
    rows: await viewSources(db, scope, ids, now),
    total: rows[0]?.total ?? 0,
    nextCursor: rows.length > limit && last ? writePlace(last) : null,
  }
}

function writePlace({ key, id }: { key: string | number; id: SourceId }): string {
  return Buffer.from(JSON.stringify({ key, id })).toString('base64url')
}

function readPlace(cursor: string, type: SortKey['type']): z.infer<typeof cursorSchema> {
  try {
    const place = cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    if (typeof place.key === (type === 'text' ? 'string' : 'number')) return place
  } catch {
    // Falls through to the refusal.
  }
  throw new Conflict('cursor_unknown', 'This page address does not continue any list. Start from the first page.')
}
