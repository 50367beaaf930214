import { sql } from 'kysely'

import type { Scope } from '@hub/core/access/scope.ts'
import type { NarrativeId } from '@hub/core/ids.ts'
import type { NarrativeState } from '@hub/core/narrative/narrative-state.ts'

import type { Reader } from '../connect.ts'

export type RehearsalNarrative = {
  id: NarrativeId
  title: string
  state: NarrativeState
  firstItemAt: Date
  lastItemAt: Date
}

type Page = { since: Date; leastPublishers: number; after: RehearsalNarrative | null; limit: number }

/** The next narratives with items since a time, those with the newest first, that had enough publishers for any version. */
export async function listRehearsalNarratives(
  db: Reader,
  scope: Scope,
  { since, leastPublishers, after, limit }: Page,
): Promise<RehearsalNarrative[]> {
  const { rows } = await sql<RehearsalNarrative>`
    select n.id, n.title, n.state, n.first_item_at, n.last_item_at from narrative n
    where n.world = ${scope.world} and n.state <> 'merged' and n.last_item_at >= ${since} and n.publisher_count >= ${leastPublishers}
      ${scope.mayReadRed ? sql`` : sql`and n.tlp <> 'RED'`}
      ${after === null ? sql`` : sql`and (n.last_item_at, n.id) < (${after.lastItemAt}, ${after.id}::uuid)`}
    order by n.last_item_at desc, n.id desc limit ${limit}`.execute(db)
  return rows
}

/** Narratives in scope by id. */
export async function findRehearsalNarratives(
  db: Reader,
  scope: Scope,
  ids: readonly NarrativeId[],
): Promise<RehearsalNarrative[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<RehearsalNarrative>`
    select id, title, state, first_item_at, last_item_at from narrative
    where id = any(${[...ids]}::uuid[]) and world = ${scope.world} ${scope.mayReadRed ? sql`` : sql`and tlp <> 'RED'`}
    order by id`.execute(db)
  return rows
}
