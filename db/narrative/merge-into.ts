import { type RawBuilder, sql } from 'kysely'

import type { ItemId, NarrativeId, RulingId } from '@hub/core/ids.ts'

import type { Row } from '../schema.ts'
import type { Write } from '../write.ts'
import { blendKeyTerms } from './blend-key-terms.ts'
import { endApart } from './keep-apart.ts'
import { enterRuling } from './record-ruling.ts'
import { type MergeBefore, standOf } from './ruling-before.ts'
import type { Tally } from './tally.ts'

/** One narrative to become part of another; both are locked. `arrived`: see `MergeBefore`. */
export type Merge = {
  from: NarrativeId
  into: NarrativeId
  reason?: string | null
  details?: Record<string, unknown>
  arrived?: readonly ItemId[]
}

/** Merges as `carryMerge` does and enters the merge in the record, from which it can be taken back. */
export async function mergeInto(w: Write, merge: Merge): Promise<RulingId> {
  const { moved, before } = await carryMerge(w, merge)
  const { from: narrativeId, into: intoId, reason, details = {} } = merge
  return enterRuling(w, { kind: 'merge', narrativeId, intoId, moved, reason, details, before })
}

/**
 * Makes one narrative part of another: its items, hours, publishers, signals and cases move, its page leads to the
 * survivor. Returns what moved and what stood before. Publishers of an hour are a set, so their counts do not add up and the
 * ids are united. A person's confirmation and the more urgent rating of the two live on.
 */
export async function carryMerge(w: Write, merge: Merge): Promise<{ moved: ItemId[]; before: MergeBefore }> {
  const { from, into } = merge
  const [gone, kept] = await readBoth(w, from, into)
  const moved = await moveRows<{ itemId: ItemId }>(
    w,
    sql`update item_assignment set narrative_id = ${into} where narrative_id = ${from} returning item_id`,
  )
  const tally = { items: gone.itemCount, deleted: gone.itemsDeleted, ...(await moveCounts(w, from, into)) }
  // A wish to keep the two apart binds the machine; a person overrules it.
  const apart = w.by.actor.kind === 'job' ? [] : await endApart(w, from, into)
  const work = await moveWork(w, from, into)
  const formers = await moveRows<{ id: NarrativeId }>(
    w,
    sql`update narrative set merged_into = ${into} where merged_into = ${from} returning id`,
  )
  await closeMerged(w, gone, kept)
  const before: MergeBefore = {
    from: standOf(gone),
    into: standOf(kept),
    formers: formers.map(({ id }) => id),
    arrived: [...(merge.arrived ?? [])],
    tally,
    ...work,
    apart,
  }
  return { moved: moved.map(({ itemId }) => itemId), before }
}

async function readBoth(w: Write, from: NarrativeId, into: NarrativeId): Promise<[Row<'narrative'>, Row<'narrative'>]> {
  const rows = await w.tx.selectFrom('narrative').selectAll().where('id', 'in', [from, into]).execute()
  const gone = rows.find(({ id }) => id === from)
  const kept = rows.find(({ id }) => id === into)
  if (!gone || !kept) throw new Error('A merge names a narrative that does not exist.')
  return [gone, kept]
}

async function moveRows<Moved>(w: Write, statement: RawBuilder<unknown>): Promise<Moved[]> {
  const { rows } = await sql<Moved>`${statement}`.execute(w.tx)
  return rows
}

async function moveCounts(
  w: Write,
  from: NarrativeId,
  into: NarrativeId,
): Promise<Pick<Tally, 'hours' | 'publishers'>> {
  const publishers = await moveRows<{ publisherId: string; items: number; firstAt: Date }>(
    w,
    sql`
    with moved as (delete from narrative_publisher where narrative_id = ${from} returning *), added as (
      insert into narrative_publisher (narrative_id, publisher_id, first_at, item_count)
      select ${into}::uuid, publisher_id, first_at, item_count from moved
      on conflict (narrative_id, publisher_id) do update set
        first_at = least(narrative_publisher.first_at, excluded.first_at),
        item_count = narrative_publisher.item_count + excluded.item_count)
    select publisher_id, item_count as items, first_at from moved order by 1`,
  )
  const hours = await moveRows<{ hour: Date; items: number; copies: number; publisherIds: string[] }>(
    w,
    sql`
    with moved as (delete from narrative_hour where narrative_id = ${from} returning *), added as (
      insert into narrative_hour (narrative_id, hour, item_count, copy_count, publisher_ids)
      select ${into}::uuid, hour, item_count, copy_count, publisher_ids from moved
      on conflict (narrative_id, hour) do update set
        item_count = narrative_hour.item_count + excluded.item_count,
        copy_count = narrative_hour.copy_count + excluded.copy_count,
        publisher_ids = array(select distinct unnest(narrative_hour.publisher_ids || excluded.publisher_ids) order by 1))
    select hour, item_count as items, copy_count as copies, publisher_ids from moved order by 1`,
  )
  return {
    hours: hours.map((row) => ({ ...row, hour: row.hour.toISOString() })),
    publishers: publishers.map((row) => ({ ...row, firstAt: row.firstAt.toISOString() })),
  }
}

/** What people and rules already hang on the narrative goes with it: a case on it rests on the survivor from now on. */
async function moveWork(
  w: Write,
  from: NarrativeId,
  into: NarrativeId,
): Promise<Pick<MergeBefore, 'signals' | 'alerts' | 'deliveries' | 'cases'>> {
  const cases = await w.tx.deleteFrom('caseNarrative').where('narrativeId', '=', from).returningAll().execute()
  const added = new Set<string>()
  for (const { caseId, linkedBy, linkedAt } of cases) {
    const tied = await w.tx
      .insertInto('caseNarrative')
      .values({ caseId, narrativeId: into, linkedBy, linkedAt })
      .onConflict((conflict) => conflict.doNothing())
      .returning('caseId')
      .executeTakeFirst()
    if (tied) added.add(caseId)
  }
  const move = async (table: 'delivery' | 'alert' | 'signal') =>
    (
      await moveRows<{ id: never }>(
        w,
        sql`update ${sql.table(table)} set narrative_id = ${into} where narrative_id = ${from} returning id`,
      )
    ).map(({ id }) => id)
  return {
    deliveries: await move('delivery'),
    alerts: await move('alert'),
    signals: await move('signal'),
    cases: cases.map(({ caseId, linkedBy, linkedAt }) => ({
      caseId,
      linkedBy,
      linkedAt: linkedAt.toISOString(),
      wasOnBoth: !added.has(caseId),
    })),
  }
}

async function closeMerged(w: Write, gone: Row<'narrative'>, kept: Row<'narrative'>): Promise<void> {
  const { now } = w.by
  const isNewlyConfirmed = gone.state === 'confirmed' && (kept.state === 'emerging' || kept.state === 'dormant')
  const severity = [gone.severity, kept.severity].filter((found) => found !== null).toSorted()[0] ?? null
  await w.tx
    .updateTable('narrative')
    .set((eb) => ({
      severity,
      ...(isNewlyConfirmed ? { state: 'confirmed', triagedAt: gone.triagedAt, triagedBy: gone.triagedBy } : {}),
      keyTerms: JSON.stringify(blendKeyTerms(kept, gone)),
      itemCount: eb('itemCount', '+', gone.itemCount),
      itemsDeleted: eb('itemsDeleted', '+', gone.itemsDeleted),
      itemsDeletedAt: sql<Date | null>`greatest(items_deleted_at, ${gone.itemsDeletedAt}::timestamptz)`,
      firstItemAt: sql<Date>`least(first_item_at, ${gone.firstItemAt})`,
      lastItemAt: sql<Date>`greatest(last_item_at, ${gone.lastItemAt})`,
      languages: sql<string[]>`array(select distinct unnest(languages || ${gone.languages}::text[]) order by 1)`,
      publisherCount: sql<number>`(select count(*) from narrative_publisher p where p.narrative_id = ${kept.id} and p.item_count > 0)`,
      rowVersion: eb('rowVersion', '+', 1),
      updatedAt: now,
    }))
    .where('id', '=', kept.id)
    .execute()
  const merged = await w.tx
    .updateTable('narrative')
    .set((eb) => ({
      state: 'merged',
      mergedInto: kept.id,
      itemCount: 0,
      itemsDeleted: 0,
      publisherCount: 0,
      rowVersion: eb('rowVersion', '+', 1),
      updatedAt: now,
    }))
    .where('id', '=', gone.id)
    .returning('rowVersion')
    .executeTakeFirstOrThrow()
  await w.live({ noun: 'narrative', id: gone.id, version: merged.rowVersion })
}
