import { sql } from 'kysely'

import type { Scope } from '@hub/core/access/scope.ts'
import type { QueryTerm } from '@hub/core/item/item-query.ts'
import { readTerm } from '@hub/core/item/written-term.ts'
import { REHEARSAL_ITEMS_MAX } from '@hub/core/signal/rehearsal-view.ts'

import type { Db, Reader } from '../connect.ts'
import { buildSearchWords, type LanguagePart } from '../item/build-search-words.ts'
import { itemConditions } from '../item/item-conditions.ts'
import { isStopped } from '../profile/read-newest-items.ts'
import { type KeywordItem, READ_LENGTH } from './match-keyword-hours.ts'

export type RehearsalItems = { readBy: 'every_item' | 'text_index'; batches: AsyncGenerator<KeywordItem[] | 'cut'> }

type Asked = { scope: Scope; since: Date; terms: readonly string[]; itemsMax?: number }

const BATCH_ROWS = 500
const STATEMENT_TIMEOUT_MS = 4_000

/**
 * The grouped items of a time in which terms may stand, newest first and batch by batch: every item where there are few
 * enough to read, else those that the text index gives for any of the terms. `cut` comes last where there are more.
 */
export async function readRehearsalItems(db: Db, asked: Asked): Promise<RehearsalItems> {
  const itemsMax = asked.itemsMax ?? REHEARSAL_ITEMS_MAX
  const isSmall = await hasFewItems(db, asked, itemsMax)
  const parts = isSmall ? [] : await findByIndex(db, asked)
  return { readBy: parts.length === 0 ? 'every_item' : 'text_index', batches: readBatches(db, asked, parts, itemsMax) }
}

async function hasFewItems(db: Reader, { scope, since }: Asked, itemsMax: number): Promise<boolean> {
  const { rows } = await sql<{ items: number }>`
    select count(*) as items from (select 1 from item where world = ${scope.world} and first_seen_at >= ${since} limit ${itemsMax + 1}) newest`.execute(
    db,
  )
  return (rows[0]?.items ?? 0) <= itemsMax
}

async function findByIndex(db: Reader, { scope, terms }: Asked): Promise<LanguagePart[]> {
  const any = terms.flatMap(asQueryTerm)
  if (any.length === 0) return []
  const { parts } = await buildSearchWords(db, scope.world, { all: [any], none: [] }, undefined)
  return parts
}

function asQueryTerm(written: string): QueryTerm[] {
  const text = readTerm(written)
    .text.replaceAll(/["“”'#]/gu, ' ')
    .trim()
  const words = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return words.length === 0
    ? []
    : [{ text: text.replace(/\*$/u, ''), words: words.join(' '), isPrefix: text.endsWith('*') }]
}

async function* readBatches(
  db: Db,
  { scope, since }: Asked,
  parts: readonly LanguagePart[],
  itemsMax: number,
): AsyncGenerator<KeywordItem[] | 'cut'> {
  const conditions = itemConditions(scope, {}, parts)
  let after: { firstSeenAt: Date; id: string } | null = null
  for (let read = 0; read < itemsMax;) {
    const limit = Math.min(BATCH_ROWS, itemsMax - read)
    const rows: Row[] | null = await readBatch(db, { conditions, since, after, limit })
    if (rows === null) {
      yield 'cut'
      return
    }
    read += rows.length
    yield rows
    const last: Row | undefined = rows.at(-1)
    if (!last || rows.length < limit) return
    after = { firstSeenAt: last.firstSeenAt, id: last.id }
  }
  yield 'cut'
}

type Row = KeywordItem & { id: string; firstSeenAt: Date }
type Batch = {
  conditions: ReturnType<typeof itemConditions>
  since: Date
  after: { firstSeenAt: Date; id: string } | null
  limit: number
}

/** One short statement; null where it took too long. */
async function readBatch(db: Db, { conditions, since, after, limit }: Batch): Promise<Row[] | null> {
  const reading = db
    .transaction()
    .setAccessMode('read only')
    .execute(async (tx) => {
      await sql`select set_config('statement_timeout', ${String(STATEMENT_TIMEOUT_MS)}, true)`.execute(tx)
      const { rows } = await sql<Row>`
        select i.id, i.first_seen_at, a.narrative_id, (extract(epoch from i.event_at) * 1000)::bigint as event_at_ms,
          i.publisher_id, i.title, left(i.text, ${READ_LENGTH}) as text, i.language
        from item i
        join item_assignment a on a.item_id = i.id and a.first_seen_at = i.first_seen_at
        join narrative_item n on n.item_id = i.id and n.first_seen_at = i.first_seen_at and n.copy_of is null
        where ${conditions} and i.first_seen_at >= ${since} and i.event_at >= ${since}
          ${after === null ? sql`` : sql`and (i.first_seen_at, i.id) < (${after.firstSeenAt}, ${after.id}::uuid)`}
        order by i.first_seen_at desc, i.id desc limit ${limit}`.execute(tx)
      return rows
    })
  return reading.catch((error: unknown) => {
    if (isStopped(error)) return null
    throw error
  })
}
