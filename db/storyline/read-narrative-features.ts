import type { NarrativeId } from '@hub/core/ids.ts'
import { foldText } from '@hub/core/item/fold-text.ts'
import { type Feature, readFeatures } from '@hub/core/storyline/read-features.ts'
import { sql } from 'kysely'

import { listNewestTexts } from '../narrative/newest-texts.ts'
import type { Write } from '../write.ts'

/** A narrative whose features are due; it is locked. */
export type DueNarrative = {
  id: NarrativeId
  language: string
  keyTerms: { term: string; weight: number }[]
  firstItemAt: Date
  lastItemAt: Date
}

const NEWEST_ITEMS = 30
/** A suggested fact-check speaks for a narrative from this chance on; an accepted one always. */
const CLAIM_FROM = 0.5
const TEXT_LENGTH = 1_500

/** A fact-check that stands beside a narrative (alias `n`) well enough to be compared by. */
const CLAIM_STANDS = sql`m.narrative_id = n.id and (m.state = 'accepted' or (m.state = 'suggested' and m.probability >= ${CLAIM_FROM}))`

/**
 * Locks narratives of three items or more that have doubled since their features were read, or that have a fact-check beside them
 * which was not read yet, at most `limit`.
 */
export async function lockDueNarratives(w: Write, limit: number): Promise<DueNarrative[]> {
  const { rows } = await sql<DueNarrative>`
    select id, language, key_terms, first_item_at, last_item_at from narrative where id in (
      select id from narrative
      where world = ${w.by.actor.world} and state <> 'merged' and item_count >= 3 and item_count >= featured_items * 2
      order by last_item_at desc limit ${limit})
    or id in (
      select n.id from narrative n join claim_match m on ${CLAIM_STANDS}
      where n.world = ${w.by.actor.world} and n.state <> 'merged' and n.item_count >= 3 and not exists (
        select 1 from narrative_feature f
        where f.narrative_id = n.id and f.kind = 'claim' and f.value = m.claim_review_id::text)
      order by m.updated_at limit ${limit})
    order by id limit ${limit} for no key update skip locked`.execute(w.tx)
  return rows
}

/** Reads the features of locked narratives from their newest items and stores them in place of the former ones. */
export async function readNarrativeFeatures(w: Write, due: readonly DueNarrative[]): Promise<void> {
  const ids = due.map(({ id }) => id)
  const texts = await listNewestTexts(w.tx, ids, { items: NEWEST_ITEMS, characters: TEXT_LENGTH })
  const rows = due.flatMap((narrative) => [
    ...readFeatures(texts.get(narrative.id) ?? []).map(({ kind, value, shown }: Feature) => ({
      narrativeId: narrative.id,
      kind,
      value,
      shown: shown.slice(0, 400),
    })),
    ...termsOf(narrative),
  ])
  await sql`delete from narrative_feature where narrative_id = any(${ids}::uuid[])`.execute(w.tx)
  await sql`
    insert into narrative_feature (narrative_id, kind, value, shown)
    select r."narrativeId", r.kind, r.value, r.shown
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("narrativeId" uuid, kind text, value text, shown text)
    on conflict do nothing`.execute(w.tx)
  await sql`
    insert into narrative_feature (narrative_id, kind, value, shown)
    select n.id, 'claim', m.claim_review_id::text, left(r.claim, 400)
    from narrative n join claim_match m on ${CLAIM_STANDS} join claim_review r on r.id = m.claim_review_id
    where n.id = any(${ids}::uuid[]) on conflict do nothing`.execute(w.tx)
  await sql`update narrative set featured_items = item_count where id = any(${ids}::uuid[])`.execute(w.tx)
}

function termsOf({ id, language, keyTerms }: DueNarrative) {
  return keyTerms.map(({ term }) => ({
    narrativeId: id,
    kind: 'term' as const,
    value: `${language}:${foldText(term)}`.slice(0, 400),
    shown: term.slice(0, 400),
  }))
}
