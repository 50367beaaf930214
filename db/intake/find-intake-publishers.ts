import { sql } from 'kysely'

import type { PublisherId } from '@hub/core/ids.ts'
import type { AllowList } from '@hub/core/source/allow-list.ts'
import { findPagePublisher } from '@hub/core/source/find-page-publisher.ts'

import { ensurePublishers } from '../publisher/ensure-publishers.ts'
import type { Write } from '../write.ts'

type Page = { url: string | null; publisher: string | null }

/**
 * The publisher of each handed-in page, in their order: the known publisher of the name that was given, else the page's
 * site, else a new publisher of that name, else `fallback`. Independence is counted by publishers.
 */
export async function findIntakePublishers(
  w: Write,
  pages: readonly Page[],
  options: { fallback: PublisherId; allowList: AllowList },
): Promise<PublisherId[]> {
  const known = await findByName(w, pages)
  const wanted = pages.map((page) => {
    const named = page.publisher === null ? undefined : known.get(page.publisher.trim().toLowerCase())
    return { named, page: named === undefined ? findPagePublisher(page, options.allowList) : null }
  })
  const made = await ensurePublishers(
    w,
    wanted.flatMap(({ page }) => (page === null ? [] : [page])),
  )
  return wanted.map(
    ({ named, page }) => named ?? (page === null ? undefined : made.get(page.domain)) ?? options.fallback,
  )
}

async function findByName(w: Write, pages: readonly Page[]): Promise<Map<string, PublisherId>> {
  const names = [
    ...new Set(pages.flatMap(({ publisher }) => (publisher === null ? [] : [publisher.trim().toLowerCase()]))),
  ]
  if (names.length === 0) return new Map()
  const { rows } = await sql<{ id: PublisherId; name: string }>`
    select distinct on (lower(name)) id, lower(name) as name from publisher
    where world = ${w.by.actor.world} and lower(name) = any(${names}::text[])
    order by lower(name), created_at`.execute(w.tx)
  return new Map(rows.map(({ id, name }) => [name, id]))
}
