import type { Db } from '@hub/db/connect.ts'
import { sql } from 'kysely'

import { buildProfile } from '../support/build-watch.ts'

/** Sources of as many sites, each with a publisher, named by one profile, fetched before and due in a year. */
export async function buildBenchSources(db: Db, count: number, port: number): Promise<void> {
  await sql`insert into publisher (id, name, domain)
    select md5('publisher' || n)::uuid, 'Paper ' || n, 'bench-' || n || '.example' from generate_series(0, ${count - 1}::int) n`.execute(
    db,
  )
  await sql`insert into source (id, url, canonical_url, title, publisher_id, etag, last_fetch_at, last_good_at, full_fetch_at, next_fetch_at, outcome)
    select md5('source' || n)::uuid, url, url, 'Paper ' || n, md5('publisher' || n)::uuid, '"seen"', now(), now(), now(),
      now() + interval '1 year', '{"code":"fetched","atMs":0,"httpStatus":200,"newItemCount":0,"retryAfterMs":null,"message":null}'
    from (select n, 'https://bench-' || n || ${`.example:${port}/feed`}::text as url from generate_series(0, ${count - 1}::int) n) named`.execute(
    db,
  )
  const now = Date.now()
  const inForce = { startsAt: new Date(now - 86_400_000), endsAt: new Date(now + 86_400_000) }
  const profile = await buildProfile(db, [], inForce)
  await sql`insert into watch_profile_source (profile_id, source_id) select ${profile.id}, id from source`.execute(db)
  await sql`analyze`.execute(db)
}

/** Has sources come due one after the other. */
export async function makeDue(
  db: Db,
  due: { from: number; count: number; start: Date; everyMs: number },
): Promise<void> {
  await sql`update source s set next_fetch_at = ${due.start}::timestamptz + n * ${due.everyMs}::float8 * interval '1 millisecond'
    from generate_series(0, ${due.count - 1}::int) n where s.id = md5('source' || (${due.from}::int + n))::uuid`.execute(
    db,
  )
}

/** Sources fetched since, and items stored in all. */
export async function countBench(db: Db, since: Date): Promise<{ fetched: number; items: number }> {
  const { rows } = await sql<{ fetched: number; items: number }>`select
    (select count(*)::int from source where last_fetch_at >= ${since}) as fetched, (select count(*)::int from item) as items`.execute(
    db,
  )
  return rows[0] ?? { fetched: 0, items: 0 }
}
