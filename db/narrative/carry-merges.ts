import { sql } from 'kysely'

import type { ItemId, NarrativeId } from '@hub/core/ids.ts'

import type { Write } from '../write.ts'
import { closeMerged } from './close-merged.ts'
import { endApart } from './keep-apart.ts'
import type { Merge, MergePair } from './merge.ts'
import { findWorkOn, type MovedWork, moveWork } from './move-work.ts'
import { type MergeBefore, standOf } from './ruling-before.ts'
import type { Tally } from './tally.ts'

export type CarriedMerge = { moved: ItemId[]; before: MergeBefore }
type Moved<Columns> = Columns & { fromId: NarrativeId }

const NO_WORK: MovedWork = { deliveries: [], alerts: [], signals: [], cases: [] }

/**
 * Makes narratives part of others: their items, hours, publishers, signals and cases move, their pages lead to the
 * survivors. No narrative is named twice. Returns, for each, what moved and what stood before. Publishers of an hour are a
 * set, so their counts do not add up and the ids are united. A person's confirmation and the more urgent rating of two live
 * on.
 */
export async function carryMerges(w: Write, merges: readonly Merge[]): Promise<CarriedMerge[]> {
  const pairs = await readPairs(w, merges)
  const items = Map.groupBy(await moveItems(w, merges), ({ fromId }) => fromId)
  const publishers = Map.groupBy(await movePublishers(w, merges), ({ fromId }) => fromId)
  const hours = Map.groupBy(await moveHours(w, merges), ({ fromId }) => fromId)
  const formers = Map.groupBy(await moveFormers(w, merges), ({ fromId }) => fromId)
  const worked = await findWorkOn(
    w,
    merges.map(({ from }) => from),
  )
  await closeMerged(w, pairs)
  const carried: CarriedMerge[] = []
  for (const [index, { gone, kept }] of pairs.entries()) {
    const tally: Tally = {
      items: gone.itemCount,
      deleted: gone.itemsDeleted,
      hours: (hours.get(gone.id) ?? []).map(({ fromId: _, ...row }) => ({ ...row, hour: row.hour.toISOString() })),
      publishers: (publishers.get(gone.id) ?? []).map(({ fromId: _, ...row }) => ({
        ...row,
        firstAt: row.firstAt.toISOString(),
      })),
    }
    const before: MergeBefore = {
      from: standOf(gone),
      into: standOf(kept),
      formers: (formers.get(gone.id) ?? []).map(({ id }) => id),
      arrived: [...(merges[index]?.arrived ?? [])],
      tally,
      ...(worked.has(gone.id) ? await moveWork(w, gone.id, kept.id) : NO_WORK),
      // A wish to keep the two apart binds the machine; a person overrules it.
      apart: w.by.actor.kind === 'job' ? [] : await endApart(w, gone.id, kept.id),
    }
    carried.push({ moved: (items.get(gone.id) ?? []).map(({ itemId }) => itemId), before })
  }
  return carried
}

async function readPairs(w: Write, merges: readonly Merge[]): Promise<MergePair[]> {
  const ids = merges.flatMap(({ from, into }) => [from, into])
  const rows = await w.tx.selectFrom('narrative').selectAll().where('id', 'in', ids).execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return merges.map(({ from, into }) => {
    const [gone, kept] = [byId.get(from), byId.get(into)]
    if (!gone || !kept) throw new Error('A merge names a narrative that does not exist.')
    return { gone, kept }
  })
}

/** The merges as rows `m(from_id, into_id)`. */
function rowsOf(merges: readonly Merge[]) {
  return sql`unnest(${merges.map(({ from }) => from)}::uuid[], ${merges.map(({ into }) => into)}::uuid[]) as m(from_id, into_id)`
}

async function moveItems(w: Write, merges: readonly Merge[]): Promise<Moved<{ itemId: ItemId }>[]> {
  const { rows } = await sql<Moved<{ itemId: ItemId }>>`
    update item_assignment a set narrative_id = m.into_id from ${rowsOf(merges)} where a.narrative_id = m.from_id
    returning m.from_id, a.item_id`.execute(w.tx)
  return rows
}

async function moveFormers(w: Write, merges: readonly Merge[]): Promise<Moved<{ id: NarrativeId }>[]> {
  const { rows } = await sql<Moved<{ id: NarrativeId }>>`
    update narrative n set merged_into = m.into_id from ${rowsOf(merges)} where n.merged_into = m.from_id
    returning m.from_id, n.id`.execute(w.tx)
  return rows
}

async function movePublishers(
  w: Write,
  merges: readonly Merge[],
): Promise<Moved<{ publisherId: string; items: number; firstAt: Date }>[]> {
  const { rows } = await sql<Moved<{ publisherId: string; items: number; firstAt: Date }>>`
    with moved as (
      delete from narrative_publisher p using ${rowsOf(merges)} where p.narrative_id = m.from_id
      returning m.from_id, m.into_id, p.publisher_id, p.first_at, p.item_count
    ), added as (
      insert into narrative_publisher (narrative_id, publisher_id, first_at, item_count)
      select into_id, publisher_id, first_at, item_count from moved
      on conflict (narrative_id, publisher_id) do update set
        first_at = least(narrative_publisher.first_at, excluded.first_at),
        item_count = narrative_publisher.item_count + excluded.item_count)
    select from_id, publisher_id, item_count as items, first_at from moved order by publisher_id`.execute(w.tx)
  return rows
}

async function moveHours(
  w: Write,
  merges: readonly Merge[],
): Promise<Moved<{ hour: Date; items: number; copies: number; publisherIds: string[] }>[]> {
  const { rows } = await sql<Moved<{ hour: Date; items: number; copies: number; publisherIds: string[] }>>`
    with moved as (
      delete from narrative_hour h using ${rowsOf(merges)} where h.narrative_id = m.from_id
      returning m.from_id, m.into_id, h.hour, h.item_count, h.copy_count, h.publisher_ids
    ), added as (
      insert into narrative_hour (narrative_id, hour, item_count, copy_count, publisher_ids)
      select into_id, hour, item_count, copy_count, publisher_ids from moved
      on conflict (narrative_id, hour) do update set
        item_count = narrative_hour.item_count + excluded.item_count,
        copy_count = narrative_hour.copy_count + excluded.copy_count,
        publisher_ids = array(select distinct unnest(narrative_hour.publisher_ids || excluded.publisher_ids) order by 1))
    select from_id, hour, item_count as items, copy_count as copies, publisher_ids from moved order by hour`.execute(
    w.tx,
  )
  return rows
}
