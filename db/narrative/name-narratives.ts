import type { NarrativeId } from '@hub/core/ids.ts'
import { chooseNarrativeTitle, type Headline } from '@hub/core/narrative/narrative-title.ts'
import { sql } from 'kysely'

import type { Db } from '../connect.ts'
import { write, type Write, type WriteBy } from '../write.ts'

export type NamedNarratives = { looked: number; renamed: number }

const HEADLINES = 40
/** Enough of an untitled post to find its first sentence in. */
const TEXT_LENGTH = 800

/**
 * Names narratives anew that hold three items or more and have doubled since they were last named: by the headline most others
 * agree with. A title that a person gave is never touched, and a name changes at doublings only, so that it does not flicker. The
 * version stays: what a person is about to do with the narrative need not be looked at again for it.
 * Returns how many were looked at (at most `limit`) and how many got another name.
 */
export async function nameNarratives(db: Db, by: WriteBy, limit: number): Promise<NamedNarratives> {
  return write(db, by, async (w) => {
    await w.require('pipeline.run')
    const due = await lockDue(w, limit)
    const headlines = await readHeadlines(
      w,
      due.map(({ id }) => id),
    )
    const renamed: { id: NarrativeId; from: string; to: string }[] = []
    for (const { id, title, itemCount } of due) {
      const chosen = chooseNarrativeTitle(headlines.get(id) ?? []) || title
      if (chosen !== title) renamed.push({ id, from: title, to: chosen })
      await name(w, { id, title: chosen, itemCount, isRenamed: chosen !== title })
    }
    if (renamed.length === 0) w.unchanged()
    else
      await w.audit({
        action: 'narratives.name',
        noun: 'narrative',
        objectId: renamed[0]?.id ?? '',
        details: { renamed },
      })
    return { looked: due.length, renamed: renamed.length }
  })
}

type Due = { id: NarrativeId; title: string; itemCount: number }

async function lockDue(w: Write, limit: number): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select id, title, item_count from narrative where id in (
      select id from narrative
      where world = ${w.by.actor.world} and title_source = 'machine' and state <> 'merged'
        and item_count >= 3 and item_count >= named_items * 2
      order by last_item_at desc limit ${limit})
    order by id for no key update skip locked`.execute(w.tx)
  return rows
}

/** The newest headlines of each narrative; a copy says nothing that its original does not say. */
async function readHeadlines(w: Write, ids: readonly NarrativeId[]): Promise<Map<NarrativeId, Headline[]>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{
    narrativeId: NarrativeId
    title: string
    text: string
    language: string
    eventAt: Date
  }>`
    select n.id as narrative_id, h.* from unnest(${[...ids]}::uuid[]) as n(id)
    cross join lateral (
      select i.title, left(i.text, ${TEXT_LENGTH}) as text, i.language, i.event_at
      from item_assignment a
      join narrative_item d on d.item_id = a.item_id and d.first_seen_at = a.first_seen_at
      join item i on i.id = a.item_id and i.first_seen_at = a.first_seen_at
      where a.narrative_id = n.id and d.copy_of is null
      order by a.shard_seq desc limit ${HEADLINES}) h`.execute(w.tx)
  const headlines = rows.map(({ narrativeId, eventAt, ...headline }) => ({
    narrativeId,
    headline: { ...headline, eventAtMs: eventAt.getTime() },
  }))
  return new Map(
    [...Map.groupBy(headlines, ({ narrativeId }) => narrativeId)].map(([id, group]) => [
      id,
      group.map(({ headline }) => headline),
    ]),
  )
}

async function name(w: Write, narrative: Due & { isRenamed: boolean }): Promise<void> {
  const { rows } = await sql<{ rowVersion: number }>`
    update narrative set title = ${narrative.title}, named_items = item_count, updated_at = ${w.by.now}
    where id = ${narrative.id} returning row_version`.execute(w.tx)
  if (narrative.isRenamed) await w.live({ noun: 'narrative', id: narrative.id, version: rows[0]?.rowVersion ?? 1 })
}
