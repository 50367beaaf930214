import { sql } from 'kysely'

import type { World } from '@hub/core/access/role.ts'
import type { ClaimReviewId } from '@hub/core/ids.ts'
import type { ClaimDocument } from '@hub/core/match/claim-text.ts'

import type { Reader } from '../connect.ts'

/** A review that came, changed or, when `claim` is null, went. A later change of it has a higher version. */
export type ReviewChange = { id: ClaimReviewId; version: number; claim: ClaimDocument | null }

const CLAIM = sql`c.claim, coalesce(i.title, '') as title, c.language`
/** The headline of a review is the title of its page, where that is an item. */
const PAGE = sql`left join lateral (select title from item where id = c.item_id limit 1) i on true`

/** Whether a world has any claim review: without one, matching does nothing at all. */
export async function hasClaimReviews(db: Reader, world: World): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select 1 from claim_review where world = ${world}) or
      exists (select 1 from claim_review_change where world = ${world}) as found`.execute(db)
  return rows[0]?.found === true
}

/** Reviews whose change the index has not taken in, in no order of time. */
export async function listReviewChanges(db: Reader, world: World, limit: number): Promise<ReviewChange[]> {
  const { rows } = await sql<{
    id: ClaimReviewId
    version: number
    claim: string | null
    title: string
    language: string
  }>`
    select k.claim_review_id as id, k.version, ${CLAIM}
    from claim_review_change k left join claim_review c on c.id = k.claim_review_id ${PAGE}
    where k.world = ${world} order by k.claim_review_id limit ${limit}`.execute(db)
  return rows.map(({ id, version, claim, title, language }) => ({
    id,
    version,
    claim: claim === null ? null : { id, claim, title, language },
  }))
}

/** A page of a world's claim reviews for building the index, by id; `after` is the last id of the page before. */
export async function listClaimDocuments(
  db: Reader,
  world: World,
  page: { after: string | null; limit: number },
): Promise<ClaimDocument[]> {
  const { rows } = await sql<ClaimDocument>`
    select c.id, ${CLAIM} from claim_review c ${PAGE}
    where c.world = ${world} ${page.after === null ? sql`` : sql`and c.id > ${page.after}::uuid`}
    order by c.id limit ${page.limit}`.execute(db)
  return rows
}
