import type { Scope } from '@hub/core/access/scope.ts'
import type { PlaybookVersionId } from '@hub/core/ids.ts'
import { playbookText } from '@hub/core/playbook/playbook-text.ts'
import type { PlaybookContent, ResistStage } from '@hub/core/playbook/playbook.ts'
import { searchWords } from '@hub/core/playbook/search-words.ts'
import type { PlaybookRow } from '@hub/core/playbook/playbook-view.ts'
import { type RawBuilder, sql } from 'kysely'

import type { Reader } from '../connect.ts'
import { searchConfiguration } from '../item/search-language.ts'
import { type PublishedPlaybook, selectPublished } from './find-published.ts'

export type PlaybookFilter = { q?: string; stage?: ResistStage; tag?: string }

/**
 * The published playbooks that fit a filter, and all tags there are. With a search the best match comes first, each
 * with its best sentence (matches between ⟦ and ⟧); without one the base playbook comes first, then by title.
 */
export async function listPlaybooks(
  db: Reader,
  scope: Scope,
  filter: PlaybookFilter,
): Promise<{ rows: PlaybookRow[]; tags: string[] }> {
  const published = await readPublished(db, scope)
  const tags = [...new Set(published.flatMap(({ content }) => content.tags))].toSorted((left, right) =>
    left.localeCompare(right),
  )
  const fitting = published.filter(
    ({ content }) =>
      (!filter.stage || content.stages.includes(filter.stage)) && (!filter.tag || content.tags.includes(filter.tag)),
  )
  const typed = filter.q?.trim() ?? ''
  if (typed === '') {
    const ordered = fitting.toSorted(
      ({ content: left }, { content: right }) =>
        Number(left.inherits !== null) - Number(right.inherits !== null) || left.title.localeCompare(right.title),
    )
    return { rows: ordered.map((playbook) => playbookRow(playbook, null)), tags }
  }
  const words = searchWords(typed)
  if (words === null) return { rows: [], tags }
  const matches = await searchVersions(db, fitting, words)
  const byVersion = new Map(fitting.map((playbook) => [playbook.versionId, playbook]))
  const rows = matches.flatMap(({ id, match }) => {
    const playbook = byVersion.get(id)
    return playbook ? [playbookRow(playbook, match)] : []
  })
  return { rows, tags }
}

async function readPublished(db: Reader, scope: Scope): Promise<PublishedPlaybook[]> {
  return selectPublished(db, scope.world)
    .$if(!scope.mayReadRed, (query) => query.where('playbook.tlp', '<>', 'RED'))
    .execute()
}

async function searchVersions(
  db: Reader,
  among: readonly PublishedPlaybook[],
  words: string,
): Promise<{ id: PlaybookVersionId; match: string | null }[]> {
  if (among.length === 0) return []
  const config = configOf([...new Set(among.map(({ language }) => language))])
  const query = sql`(to_tsquery(${config}, ${words}) || to_tsquery('simple', ${words}))`
  const ids = among.map(({ versionId }) => versionId)
  const documents = among.map(({ content }) => sentencesOf(content))
  const { rows } = await sql<{ id: PlaybookVersionId; match: string }>`
    select v.id, ts_headline(${config}, d.document, ${query}, 'StartSel=⟦, StopSel=⟧, MaxWords=32, MinWords=14, MaxFragments=1') as match
    from unnest(${ids}::uuid[], ${documents}::text[]) as d (id, document) join playbook_version v on v.id = d.id
    where v.search @@ ${query}
    order by ts_rank(v.search, ${query}) desc, v.content->>'title'`.execute(db)
  // What matched in the title alone has no sentence to show.
  return rows.map(({ id, match }) => ({ id, match: match.includes('⟦') ? match : null }))
}

function sentencesOf(content: PlaybookContent): string {
  const { summary, body } = playbookText(content)
  return `${summary} ${body}`
}

function configOf(languages: readonly string[]): RawBuilder<unknown> {
  const cases = languages.map((language) => sql`when ${language} then ${searchConfiguration(language)}`)
  return sql`(case v.language ${sql.join(cases, sql` `)} else 'simple' end)::regconfig`
}

/** A published playbook as a row of the library. */
export function playbookRow(
  { content, publishedAt, ...playbook }: PublishedPlaybook,
  match: string | null,
): PlaybookRow {
  return {
    ...playbook,
    title: content.title,
    summary: content.summary,
    stages: content.stages,
    leadRole: content.leadRole,
    tags: content.tags,
    stepCount: content.steps.length,
    publishedAt: publishedAt?.toISOString() ?? null,
    match,
  }
}
