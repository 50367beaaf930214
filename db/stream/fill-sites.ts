import { sql } from 'kysely'

import { findSite } from '@hub/core/source/site.ts'

import type { Db } from '../connect.ts'

const ROWS_AT_ONCE = 5_000

/**
 * Gives sources without a site theirs: rows older than the column, or written past the verbs. Costs one look into an index
 * that is empty otherwise.
 */
export async function fillSites(db: Db): Promise<void> {
  const bare = await db
    .selectFrom('source')
    .select(['id', 'url'])
    .where('site', 'is', null)
    .limit(ROWS_AT_ONCE)
    .execute()
  if (bare.length === 0) return
  const rows = JSON.stringify(bare.map(({ id, url }) => ({ id, url, ...findSite(url) })))
  await sql`
    update source s set host = r.host, site = r.site from jsonb_to_recordset(${rows}::jsonb) as r(id uuid, url text, host text, site text)
    where s.id = r.id and s.url = r.url and s.site is null`.execute(db)
  if (bare.length === ROWS_AT_ONCE) await fillSites(db)
}
