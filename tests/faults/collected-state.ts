import type { Db } from '@hub/db/connect.ts'
import { sql } from 'kysely'

/**
 * What was collected, by names that do not change from run to run. A page that all feeds carry is whoever's came first.
 * `newInLog` is how many new items the fetch log tells of, `held` how many claims are left.
 */
export async function describeCollected(db: Db) {
  const items = await db.selectFrom('item').select(['id', 'url', 'title']).execute()
  const nameOf = new Map<string, string>(items.map(({ id, url }) => [id, new URL(url ?? '').pathname]))
  const name = (id: string) => nameOf.get(id) ?? 'missing'
  const isShared = (path: string) => path.startsWith('/shared')
  const sightings = await db
    .selectFrom('itemSighting')
    .innerJoin('source', 'source.id', 'itemSighting.sourceId')
    .select(['itemId', 'source.url'])
    .execute()
  const revisions = await db.selectFrom('itemRevision').select(['itemId', 'revision', 'title']).execute()
  const pending = await db.selectFrom('itemPending').select('itemId').execute()
  const { rows } = await sql<{
    identities: number
    newInLog: number
    badFetches: number
    held: number
    failed: number
  }>`
    select (select count(*)::int from item_identity) as identities,
      (select coalesce(sum(items_new), 0)::int from source_fetch) as new_in_log,
      (select count(*)::int from source_fetch where outcome not in ('fetched', 'not_modified')) as bad_fetches,
      (select count(*)::int from source where claimed_until is not null) as held,
      (select coalesce(sum(failures), 0)::int from source) as failed`.execute(db)
  return {
    ...rows[0],
    items: items.map(({ id, title }) => (isShared(name(id)) ? name(id) : `${name(id)} ${title}`)).toSorted(),
    sightings: sightings.map(({ itemId, url }) => `${name(itemId)} by ${new URL(url).pathname}`).toSorted(),
    revisions: revisions.map(({ itemId, revision, title }) => `${name(itemId)} ${revision} ${title}`).toSorted(),
    pending: pending.map(({ itemId }) => name(itemId)).toSorted(),
  }
}

/** The places that clustering gave the items: one after the other, each item once. */
export async function describeSequence(db: Db) {
  const rows = await db
    .selectFrom('itemAssignment')
    .innerJoin('item', 'item.id', 'itemAssignment.itemId')
    .select(['shard', 'shardSeq', 'url'])
    .orderBy('shardSeq')
    .execute()
  return {
    places: rows.map(({ shard, shardSeq }) => `${shard} ${shardSeq}`),
    items: rows.map(({ url }) => new URL(url ?? '').pathname).toSorted(),
  }
}
