import { sql } from 'kysely'

import type { Scope } from '@hub/core/access/scope.ts'
import type { SourceFilter } from '@hub/core/source/source-filter.ts'
import { POLLED_SOURCE_KINDS } from '@hub/core/source/source.ts'

import type { Reader } from '../connect.ts'
import { selectSources } from './select-sources.ts'

export type ExportedSource = { url: string; title: string; siteUrl: string | null; folder: string[] }

/** The fetched sources that a filter means, by title, with their tags as folders: what another reader can import. */
export async function exportSources(
  db: Reader,
  scope: Scope,
  filter: SourceFilter,
  now: Date,
): Promise<ExportedSource[]> {
  const { rows } = await sql<ExportedSource>`
    select s.url, s.title, s.site_url, s.tags as folder from ${selectSources(scope, filter, now)}
      and s.kind = any(${[...POLLED_SOURCE_KINDS]}::text[]) order by lower(s.title), s.id`.execute(db)
  return rows
}
