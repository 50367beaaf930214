import type { Scope } from '@hub/core/access/scope.ts'
import { excerptOf } from '@hub/core/item/excerpt.ts'
import type { ItemRow, MarkedText } from '@hub/core/item/item-search.ts'
import type { NarrativeId } from '@hub/core/ids.ts'
import { sql } from 'kysely'

import type { Reader } from '../connect.ts'
import type { Row } from '../schema.ts'
import type { ItemKey } from './newest-matches.ts'
import { searchConfiguration } from './search-language.ts'

type Found = Pick<
  Row<'item'>,
  'id' | 'title' | 'url' | 'language' | 'publishedAt' | 'firstSeenAt' | 'sourceId' | 'publisherId'
> & {
  excerpt: string
  source: string
  kind: Row<'source'>['kind']
  publisher: string
  narrativeId: NarrativeId | null
  narrative: string | null
}

/** Characters that no text of ours contains: they frame what matches. */
const [MARK, UNMARK] = ['\u0002', '\u0003']
/** A match further into a text than this is not looked for when the text is shown in short. */
const SHOWN_FROM = 12_000
const IN_FULL = `StartSel=${MARK}, StopSel=${UNMARK}, HighlightAll=true`
const IN_SHORT = `StartSel=${MARK}, StopSel=${UNMARK}, MaxFragments=2, MaxWords=28, MinWords=12, FragmentDelimiter=" … "`

/** The rows of a result list, in the order of their keys, with what matches the query marked. */
export async function readItemRows(
  db: Reader,
  scope: Scope,
  keys: readonly ItemKey[],
  tsquery: string | null,
): Promise<ItemRow[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<Found>`
    select i.id, i.title, left(i.text, ${SHOWN_FROM}) as excerpt, i.url, i.language, i.published_at, i.first_seen_at,
      i.source_id, i.publisher_id, s.title as source, s.kind, p.name as publisher, n.id as narrative_id, n.title as narrative
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k(id uuid, "firstSeenAt" timestamptz)
    join item i on i.id = k.id and i.first_seen_at = k."firstSeenAt"
    join source s on s.id = i.source_id
    join publisher p on p.id = i.publisher_id
    left join item_assignment a on a.item_id = i.id
    left join narrative n on n.id = a.narrative_id ${scope.mayReadRed ? sql`` : sql`and n.tlp <> 'RED'`}`.execute(db)
  const marked = tsquery === null ? null : await markMatches(db, rows, tsquery)
  const byId = new Map(rows.map((row, index) => [row.id, viewRow(row, marked?.[index])]))
  return keys.flatMap(({ id }) => byId.get(id) ?? [])
}

type Marked = { title: string; snippet: string }

async function markMatches(db: Reader, rows: readonly Found[], tsquery: string): Promise<Marked[]> {
  const texts = rows.map(({ title, excerpt, language }) => ({
    title,
    text: excerpt,
    config: searchConfiguration(language),
  }))
  const { rows: marked } = await sql<Marked>`
    select ts_headline(t.config::regconfig, t.title, q.query, ${IN_FULL}) as title,
      ts_headline(t.config::regconfig, t.text, q.query, ${IN_SHORT}) as snippet
    from rows from (jsonb_to_recordset(${JSON.stringify(texts)}::jsonb) as (title text, text text, config text))
      with ordinality as t(title, text, config, place)
    cross join (select ${tsquery}::tsquery as query) q order by t.place`.execute(db)
  return marked
}

function viewRow(row: Found, marked: Marked | undefined): ItemRow {
  return {
    id: row.id,
    title: marked ? readMarks(marked.title) : [{ text: row.title, isMarked: false }],
    snippet: marked ? readMarks(marked.snippet) : [{ text: excerptOf(row.excerpt), isMarked: false }],
    url: row.url,
    language: row.language,
    source: { id: row.sourceId, title: row.source, kind: row.kind },
    publisher: { id: row.publisherId, name: row.publisher },
    publishedAt: row.publishedAt?.toISOString() ?? null,
    firstSeenAt: row.firstSeenAt.toISOString(),
    narrative: row.narrativeId && { id: row.narrativeId, title: row.narrative ?? '' },
  }
}

function readMarks(text: string): MarkedText {
  return text.split(MARK).flatMap((piece, index) => {
    if (index === 0) return piece === '' ? [] : [{ text: piece, isMarked: false }]
    const [inside = '', ...after] = piece.split(UNMARK)
    const rest = after.join('')
    return rest === ''
      ? [{ text: inside, isMarked: true }]
      : [
          { text: inside, isMarked: true },
          { text: rest, isMarked: false },
        ]
  })
}
