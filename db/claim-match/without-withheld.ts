import { sql } from 'kysely'

import { mayAskAgain } from '@hub/core/match/carry-answer.ts'
import type { JudgedMatch } from '@hub/core/match/judge-matches.ts'

import type { Write } from '../write.ts'

type Look = { narrativeId: string; matches: readonly JudgedMatch[] | null }
type Withheld = { narrativeId: string; claimReviewId: string; chance: number }

/** Looks without the fact-checks that people refused on the narrative theirs was split from, unless they are worth asking again. */
export async function withoutWithheld<Looked extends Look>(w: Write, looks: readonly Looked[]): Promise<Looked[]> {
  const { rows } = await sql<Withheld>`
    select m.narrative_id, m.claim_review_id, m.chance from claim_match m join claim_match o on o.id = m.carried_from
    where m.state = 'withheld' and o.state = 'refused'
      and m.narrative_id = any(${looks.map(({ narrativeId }) => narrativeId)}::uuid[])`.execute(w.tx)
  if (rows.length === 0) return [...looks]
  const chances = new Map(
    rows.map(({ narrativeId, claimReviewId, chance }) => [`${narrativeId} ${claimReviewId}`, chance]),
  )
  return looks.map((look) => ({
    ...look,
    matches:
      look.matches?.filter((match) => {
        const ofWhole = chances.get(`${look.narrativeId} ${match.claimId}`)
        return ofWhole === undefined || mayAskAgain(match, ofWhole)
      }) ?? null,
  }))
}
