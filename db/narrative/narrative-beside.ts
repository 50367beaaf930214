import type { ItemId, NarrativeId } from '@hub/core/ids.ts'
import type { NarrativeDetail } from '@hub/core/narrative/narrative-view.ts'
import { RESPONSE_OPTIONS } from '@hub/core/response/response-option.ts'
import { sql } from 'kysely'
import { z } from 'zod'

import { visibleCase } from '../case/visible-case.ts'
import type { Reader } from '../connect.ts'
import type { NarrativeReading } from './narrative-rows.ts'

const SHOWN_RESPONSES = 50
const SHOWN_EDITED = 20
const SHOWN_NEAR = 5
/** Runners-up are counted over this many of the newest items: older ones speak of how the narrative once was. */
const NEWEST_ITEMS = 200

const responseSchema = z.object({ option: z.enum(RESPONSE_OPTIONS) })

/** What was answered on the narrative's cases that the reader may know of, corrected entries left out, newest first. */
export async function listResponses(
  db: Reader,
  { caseScope }: NarrativeReading,
  narrativeId: NarrativeId,
): Promise<NarrativeDetail['responses']> {
  const rows = await db
    .selectFrom('caseFile')
    .innerJoin('caseNarrative', 'caseNarrative.caseId', 'caseFile.id')
    .innerJoin('logEntry', 'logEntry.caseId', 'caseFile.id')
    .select(['caseFile.id', 'caseFile.reference', 'logEntry.content', 'logEntry.eventAt'])
    .where('caseNarrative.narrativeId', '=', narrativeId)
    .where('logEntry.kind', '=', 'response')
    .where(visibleCase(caseScope))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('logEntry as later').select('later.id').whereRef('later.correctsId', '=', 'logEntry.id'),
        ),
      ),
    )
    .orderBy('logEntry.eventAt', 'desc')
    .limit(SHOWN_RESPONSES)
    .execute()
  return rows.flatMap(({ id, reference, content, eventAt }) => {
    const response = responseSchema.safeParse(content)
    return response.success ? [{ caseId: id, reference, option: response.data.option, at: eventAt.toISOString() }] : []
  })
}

/** Items whose feed brought other words later; the full text of a page, read on demand, is no edit. */
export async function listEdited(db: Reader, narrativeId: NarrativeId): Promise<NarrativeDetail['edited']> {
  const { rows } = await sql<{
    id: ItemId
    title: string
    publisher: string
    at: Date
    edits: number
    count: number
  }>`
    select i.id, i.title, p.name as publisher, e.at, e.edits, count(*) over () as count
    from (
      select a.item_id, a.first_seen_at, max(r.seen_at) as at, count(*) as edits
      from item_assignment a join item_revision r on r.item_id = a.item_id
      where a.narrative_id = ${narrativeId} and r.origin = 'feed' and r.revision > 1
      group by a.item_id, a.first_seen_at) e
    join item i on i.id = e.item_id and i.first_seen_at = e.first_seen_at
    join publisher p on p.id = i.publisher_id
    order by e.at desc, i.id limit ${SHOWN_EDITED}`.execute(db)
  return {
    count: rows[0]?.count ?? 0,
    items: rows.map(({ id, title, publisher, at, edits }) => ({ id, title, publisher, at: at.toISOString(), edits })),
  }
}

/** The narratives that came second most often, followed to where they stand after merges. */
export async function listNearNarratives(
  db: Reader,
  { scope }: Pick<NarrativeReading, 'scope'>,
  narrativeId: NarrativeId,
): Promise<NarrativeDetail['alternatives']> {
  const { rows } = await sql<NarrativeDetail['alternatives'][number]>`
    with newest as (
      select a.item_id, a.first_seen_at from item_assignment a
      where a.narrative_id = ${narrativeId} order by a.shard_seq desc limit ${NEWEST_ITEMS}
    ), second as (
      select coalesce(n.merged_into, n.id) as id, count(distinct d.item_id) as items, max((o->>'score')::float8) as score
      from newest join narrative_item d on d.item_id = newest.item_id and d.first_seen_at = newest.first_seen_at
      cross join lateral jsonb_array_elements(d.alternatives) o
      join narrative n on n.id = (o->>'narrativeId')::uuid
      group by 1
    )
    select n.id as narrative_id, n.title, n.language, s.items, s.score
    from second s join narrative n on n.id = s.id
    where n.id <> ${narrativeId} and n.world = ${scope.world} and n.state <> 'merged'
      ${scope.mayReadRed ? sql`` : sql`and n.tlp <> 'RED'`}
    order by s.items desc, s.score desc, n.id limit ${SHOWN_NEAR}`.execute(db)
  return rows
}
