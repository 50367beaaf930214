import { sql } from 'kysely'

import { claimMatchIdSchema, type ClaimMatchId, type ItemId, type NarrativeId } from '@hub/core/ids.ts'
import { carryAnswer } from '@hub/core/match/carry-answer.ts'

import { newId } from '../new-id.ts'
import type { Row } from '../schema.ts'
import type { Write } from '../write.ts'

/** Items that leave a narrative for a new one, inside the caller's transaction. */
export type Parting = { from: NarrativeId; into: NarrativeId; itemIds: readonly ItemId[] }

/**
 * Carries what people answered about fact-checks on a narrative, and what it was itself handed so, to the new one that is split
 * from it. The answers stay where they were given. Returns how many were carried.
 */
export async function carryAnswers(w: Write, { from, into, itemIds }: Parting): Promise<number> {
  const moved = new Set(itemIds)
  const rows = (await listAnswers(w, from)).map((answer) => ({
    ...carriedRow(answer),
    narrativeId: into,
    itemId: answer.itemId !== null && moved.has(answer.itemId) ? answer.itemId : null,
    suggestedAt: w.by.now,
    createdAt: w.by.now,
    updatedAt: w.by.now,
  }))
  if (rows.length === 0) return 0
  await w.tx
    .insertInto('claimMatch')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['narrativeId', 'claimReviewId']).doNothing())
    .execute()
  await w.live({ noun: 'claim_match', id: into, version: 1 })
  return rows.length
}

/** Takes away what a split that is taken back had carried. What people answered on the part since remains, as their own. */
export async function dropCarried(w: Write, part: NarrativeId): Promise<void> {
  await w.tx
    .deleteFrom('claimMatch')
    .where('narrativeId', '=', part)
    .where('carriedFrom', 'is not', null)
    .where('state', 'in', ['suggested', 'withheld'])
    .execute()
  await w.tx
    .updateTable('claimMatch')
    .set({ carriedFrom: null })
    .where('narrativeId', '=', part)
    .where('carriedFrom', 'is not', null)
    .execute()
}

/** For each fact-check what counts at a narrative, as far as a person answered it there or on one it was split from. */
async function listAnswers(w: Write, narrativeId: NarrativeId): Promise<Row<'claimMatch'>[]> {
  const { rows } = await sql<Row<'claimMatch'>>`
    select * from (
      select distinct on (m.claim_review_id) m.* from claim_match m join narrative n on n.id = m.narrative_id
      where coalesce(n.merged_into, n.id) = ${narrativeId}
      order by m.claim_review_id, m.decided_at desc nulls last, m.carried_from nulls last, m.probability desc, m.id desc) prevailing
    where state in ('accepted', 'refused') or carried_from is not null order by id`.execute(w.tx)
  return rows
}

function carriedRow(answer: Row<'claimMatch'>) {
  const { id, state, claimReviewId, chance, probability, score, words, modelVersion, world, tlp, owningUnitId } = answer
  const isAnswered = state === 'accepted' || state === 'refused'
  return {
    id: newId(claimMatchIdSchema) satisfies ClaimMatchId,
    state: isAnswered ? carryAnswer(state) : state,
    carriedFrom: isAnswered ? id : answer.carriedFrom,
    claimReviewId,
    chance,
    probability,
    score,
    words: JSON.stringify(words),
    modelVersion,
    world,
    tlp,
    owningUnitId,
  }
}
