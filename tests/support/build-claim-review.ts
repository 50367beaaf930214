import { claimMatchIdSchema, type ClaimReviewId, claimReviewIdSchema, type NarrativeId } from '@hub/core/ids.ts'
import { MODEL_VERSION } from '@hub/core/match/model-version.ts'
import type { Db } from '@hub/db/connect.ts'
import { newId } from '@hub/db/new-id.ts'
import type { NewRow, Row } from '@hub/db/schema.ts'

import { TEST_NOW } from './build-people.ts'

/** A collected claim review of a source. */
export async function buildClaimReview(
  db: Db,
  source: Pick<Row<'source'>, 'id'>,
  given: Partial<NewRow<'claimReview'>> = {},
): Promise<Row<'claimReview'>> {
  const id = newId(claimReviewIdSchema)
  return db
    .insertInto('claimReview')
    .values({
      id,
      url: `https://facts.example/${id}`,
      claim: 'Tap water in Port Arden contains lead from old pipes',
      claimHash: id,
      rating: 'Mostly false',
      ratingValue: null,
      bestRating: null,
      worstRating: null,
      reviewer: 'Independent checker',
      reviewerUrl: null,
      publishedAt: TEST_NOW,
      claimant: null,
      language: 'en',
      search: null,
      sourceId: source.id,
      itemId: null,
      firstSeenAt: TEST_NOW,
      seenAt: TEST_NOW,
      ...given,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** A fact-check that the hub suggests beside a narrative. */
export async function buildMatch(
  db: Db,
  pair: { narrativeId: NarrativeId; claimReviewId: ClaimReviewId },
  given: Partial<NewRow<'claimMatch'>> = {},
): Promise<Row<'claimMatch'>> {
  return db
    .insertInto('claimMatch')
    .values({
      id: newId(claimMatchIdSchema),
      ...pair,
      itemId: null,
      chance: 0.9,
      probability: 0.9,
      score: 10,
      words: JSON.stringify([{ inItem: 'water', inClaim: 'water', kind: 'same' }]),
      modelVersion: MODEL_VERSION,
      suggestedAt: TEST_NOW,
      ...given,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}
