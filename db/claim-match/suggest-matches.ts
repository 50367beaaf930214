import { sql } from 'kysely'

import { type ClaimReviewId, claimMatchIdSchema, claimReviewIdSchema, type NarrativeId } from '@hub/core/ids.ts'
import type { JudgedMatch } from '@hub/core/match/judge-matches.ts'
import { MODEL_VERSION } from '@hub/core/match/model-version.ts'

import type { Db } from '../connect.ts'
import { newId } from '../new-id.ts'
import { write, type Write, type WriteBy } from '../write.ts'
import { withoutWithheld } from './without-withheld.ts'

/** One look at a narrative: what was due when it began, how many items it then had, and what it found. */
export type NarrativeLook = {
  narrativeId: NarrativeId
  marks: number
  items: number
  /** Null when there was nothing to ask with: what is suggested stays as it is. */
  matches: readonly JudgedMatch[] | null
}
export type SuggestedMatches = { suggested: number; changed: number; withdrawn: number }

/**
 * Stores what a batch of looks found: new suggestions, present chances of those that stand, and the withdrawal of suggestions
 * that have become unlikely. What a person decided on, also at a narrative that was merged into this one, stays
 * as decided and is never suggested again. What a split carried along waits for a person, however unlikely; what it withheld is
 * suggested once it fits the part far better. Looks at narratives merged or dismissed meanwhile leave no suggestion.
 * Running it again changes nothing.
 */
export async function suggestMatches(db: Db, by: WriteBy, looks: readonly NarrativeLook[]): Promise<SuggestedMatches> {
  return write(db, by, async (w) => {
    await w.require('pipeline.run')
    const open = await lockOpenNarratives(
      w,
      looks.map(({ narrativeId }) => narrativeId),
    )
    const asked = await withoutWithheld(
      w,
      looks.filter(({ narrativeId, matches }) => matches !== null && open.has(narrativeId)),
    )
    const withdrawn = await withdraw(w, asked)
    const stored = await store(w, asked)
    await clearLooks(w, looks)
    const touched = new Set([...withdrawn, ...stored.map(({ narrativeId }) => narrativeId)])
    for (const id of touched) await w.live({ noun: 'claim_match', id, version: 1 })
    const suggested = stored.filter(({ isNew }) => isNew).length
    const counts = { suggested, changed: stored.length - suggested, withdrawn: withdrawn.length }
    if (touched.size === 0) w.unchanged()
    else
      await w.audit({ action: 'fact_checks.match', noun: 'claim_match', details: { looks: looks.length, ...counts } })
    return counts
  })
}

async function lockOpenNarratives(w: Write, ids: readonly NarrativeId[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string; state: string }>`
    select id, state from narrative where world = ${w.by.actor.world} and id = any(${[...ids]}::uuid[])
    order by id for no key update`.execute(w.tx)
  return new Set(rows.filter(({ state }) => state !== 'merged' && state !== 'dismissed').map(({ id }) => id))
}

/** Takes suggestions away that are not among the found ones; returns the narrative of each. */
async function withdraw(w: Write, looks: readonly NarrativeLook[]): Promise<string[]> {
  const kept = looks.flatMap(({ narrativeId, matches }) =>
    (matches ?? []).map(({ claimId }) => ({ narrativeId, claimId })),
  )
  const { rows } = await sql<{ narrativeId: string }>`
    delete from claim_match m
    where m.state in ('suggested', 'withheld') and m.narrative_id = any(${looks.map(({ narrativeId }) => narrativeId)}::uuid[])
      and not exists (select 1 from claim_match o where o.id = m.carried_from and o.state in ('accepted', 'refused'))
      and not exists (
        select 1 from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as k("narrativeId" uuid, "claimId" uuid)
        where k."narrativeId" = m.narrative_id and k."claimId" = m.claim_review_id)
    returning m.narrative_id`.execute(w.tx)
  return rows.map(({ narrativeId }) => narrativeId)
}

type Stored = { narrativeId: string; isNew: boolean }

async function store(w: Write, looks: readonly NarrativeLook[]): Promise<Stored[]> {
  const { now, actor } = w.by
  const found = looks.flatMap(({ narrativeId, matches }) =>
    (matches ?? []).map(({ claimId, ...match }) => ({
      ...match,
      id: newId(claimMatchIdSchema),
      narrativeId,
      claimId: claimReviewIdSchema.parse(claimId) satisfies ClaimReviewId,
    })),
  )
  if (found.length === 0) return []
  const { rows } = await sql<Stored>`
    with r as (
      select * from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as r(
        id uuid, "narrativeId" uuid, "claimId" uuid, "itemId" uuid, chance float8, probability float8, score float8, words jsonb, "isFresh" boolean)
    )
    insert into claim_match as m (id, narrative_id, claim_review_id, item_id, chance, probability, score, words, model_version,
      suggested_at, world, created_at, updated_at)
    select r.id, r."narrativeId", r."claimId", r."itemId", r.chance, r.probability, r.score, r.words, ${MODEL_VERSION},
      ${now}, ${actor.world}, ${now}, ${now}
    from r join claim_review c on c.id = r."claimId" and c.world = ${actor.world}
    where (r."isFresh" or exists (
        select 1 from claim_match s where s.narrative_id = r."narrativeId" and s.claim_review_id = r."claimId"))
      and not exists (
        select 1 from claim_match d join narrative n on n.id = d.narrative_id
        where d.claim_review_id = r."claimId" and d.state in ('accepted', 'refused') and coalesce(n.merged_into, n.id) = r."narrativeId")
    order by r."narrativeId", r."claimId"
    on conflict (narrative_id, claim_review_id) do update set
      state = 'suggested', item_id = excluded.item_id, chance = excluded.chance, probability = excluded.probability, score = excluded.score,
      words = excluded.words, model_version = excluded.model_version, row_version = m.row_version + 1, updated_at = excluded.updated_at
    where m.state in ('suggested', 'withheld') and (m.state, m.item_id, m.chance, m.probability, m.words, m.model_version)
      is distinct from ('suggested', excluded.item_id, excluded.chance, excluded.probability, excluded.words, excluded.model_version)
    returning m.narrative_id, (xmax = 0) as is_new`.execute(w.tx)
  return rows
}

async function clearLooks(w: Write, looks: readonly NarrativeLook[]): Promise<void> {
  const done = looks.map(({ narrativeId, marks, items }) => ({ narrativeId, marks, items }))
  await sql`
    update claim_match_look l set
      looked_items = d.items, due_since = case when l.marks = d.marks then null else l.due_since end
    from jsonb_to_recordset(${JSON.stringify(done)}::jsonb) as d("narrativeId" uuid, marks bigint, items int)
    where l.narrative_id = d."narrativeId"`.execute(w.tx)
}
