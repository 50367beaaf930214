import { sql } from 'kysely'

import type { ClaimReview } from '@hub/core/claim/claim-review.ts'
import { claimReviewIdSchema, type SourceId } from '@hub/core/ids.ts'
import { urlKey } from '@hub/core/item/canonical-url.ts'
import { contentHash } from '@hub/core/item/content-hash.ts'
import { detectLanguage } from '@hub/core/item/detect-language.ts'
import { spaceWords } from '@hub/core/item/space-words.ts'

import { findKnownItems } from '../item/item-identity.ts'
import { searchConfiguration } from '../item/search-language.ts'
import { searchVector } from '../item/search-vector.ts'
import { newId } from '../new-id.ts'
import type { Write } from '../write.ts'

export type StoredReviews = { added: number; changed: number }

type Origin = { sourceId: SourceId; language: string | null }

/**
 * Stores what a source's feed or page said of claims, inside the caller's transaction. A review is one page and one claim;
 * when its rating changes, what it said before is kept. Each is linked to the item of its page when that is stored. Running
 * it again changes nothing.
 */
export async function storeClaimReviews(
  w: Write,
  origin: Origin,
  reviews: readonly ClaimReview[],
): Promise<StoredReviews> {
  const rows = [
    ...new Map(reviews.map((review) => [`${review.url}\n${contentHash(review.claim, '')}`, review])).values(),
  ]
  if (rows.length === 0) return { added: 0, changed: 0 }
  const { world } = w.by.actor
  const { now } = w.by
  const keys = rows.map(({ url }) => urlKey(url))
  const items = await findKnownItems(
    w.tx,
    world,
    keys.filter((key) => key !== null),
  )
  const prepared = rows.map((review, at) => {
    const language = detectLanguage(review.claim, origin.language)
    return {
      ...review,
      id: newId(claimReviewIdSchema),
      claimHash: contentHash(review.claim, ''),
      language,
      config: searchConfiguration(language),
      itemId: items.get(keys[at] ?? '')?.itemId ?? null,
      searchTitle: spaceWords(review.claim),
      searchText: spaceWords([review.rating, review.reviewer, review.claimant ?? ''].join(' ')),
    }
  })
  const { rows: written } = await sql<{ isNew: boolean }>`
    with r as (
      select * from jsonb_to_recordset(${JSON.stringify(prepared)}::jsonb) as r(
        id uuid, url text, claim text, "claimHash" text, rating text, "ratingValue" float8, "bestRating" float8, "worstRating" float8,
        reviewer text, "reviewerUrl" text, "publishedAt" timestamptz, claimant text, appearances text[], language text, config text,
        "itemId" uuid, "searchTitle" text, "searchText" text)
    )
    insert into claim_review as c (id, url, claim, claim_hash, rating, rating_value, best_rating, worst_rating, reviewer, reviewer_url,
      published_at, claimant, appearances, language, search, source_id, item_id, first_seen_at, seen_at, world, created_at, updated_at)
    select r.id, r.url, r.claim, r."claimHash", r.rating, r."ratingValue", r."bestRating", r."worstRating", r.reviewer, r."reviewerUrl",
      r."publishedAt", r.claimant, coalesce(r.appearances, '{}'), r.language,
      ${searchVector({ config: sql`r.config`, title: sql`r."searchTitle"`, text: sql`r."searchText"` })},
      ${origin.sourceId}, r."itemId", ${now}, ${now}, ${world}, ${now}, ${now}
    from r order by r.url, r."claimHash"
    on conflict (world, md5(url), claim_hash) do update set
      rating = excluded.rating, rating_value = excluded.rating_value, best_rating = excluded.best_rating,
      worst_rating = excluded.worst_rating, reviewer = excluded.reviewer, reviewer_url = excluded.reviewer_url,
      published_at = coalesce(excluded.published_at, c.published_at), claimant = excluded.claimant,
      appearances = excluded.appearances, search = excluded.search, item_id = coalesce(c.item_id, excluded.item_id),
      earlier = case when c.rating = excluded.rating then c.earlier
        else jsonb_path_query_array(jsonb_build_array(jsonb_build_object('rating', c.rating, 'until', to_char(${now}::timestamptz at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) || c.earlier, '$[0 to 19]') end,
      seen_at = excluded.seen_at, row_version = c.row_version + 1, updated_at = excluded.updated_at
    where (c.rating, c.rating_value, c.best_rating, c.worst_rating, c.reviewer, c.claimant, c.appearances)
        is distinct from (excluded.rating, excluded.rating_value, excluded.best_rating, excluded.worst_rating, excluded.reviewer, excluded.claimant, excluded.appearances)
      or (c.item_id is null and excluded.item_id is not null)
    returning (xmax = 0) as is_new`.execute(w.tx)
  const added = written.filter(({ isNew }) => isNew).length
  if (written.length > 0) await w.live({ noun: 'claim_review', id: origin.sourceId, version: 1 })
  return { added, changed: written.length - added }
}
