import type { NarrativeId } from '@hub/core/ids.ts'
import { chooseNarrativeTitle } from '@hub/core/narrative/narrative-title.ts'
import { sql } from 'kysely'

import type { Db } from '../connect.ts'
import { write, type Write, type WriteBy } from '../write.ts'
import { listNewestTexts } from './newest-texts.ts'

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
    const ids = due.map(({ id }) => id)
    const texts = await listNewestTexts(w.tx, ids, { items: HEADLINES, characters: TEXT_LENGTH })
    const renamed: { id: NarrativeId; from: string; to: string }[] = []
    for (const { id, title, itemCount } of due) {
      const headlines = (texts.get(id) ?? []).map((text) => ({ ...text, eventAtMs: text.eventAt.getTime() }))
      const chosen = chooseNarrativeTitle(headlines) || title
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

async function name(w: Write, narrative: Due & { isRenamed: boolean }): Promise<void> {
  const { rows } = await sql<{ rowVersion: number }>`
    update narrative set title = ${narrative.title}, named_items = item_count, updated_at = ${w.by.now}
    where id = ${narrative.id} returning row_version`.execute(w.tx)
  if (narrative.isRenamed) await w.live({ noun: 'narrative', id: narrative.id, version: rows[0]?.rowVersion ?? 1 })
}
