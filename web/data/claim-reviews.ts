import { claimReviewPageSchema } from '@hub/core/claim/claim-review-view.ts'
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'

import { getJson, withQuery } from '../api.ts'

/** What fact-checkers said of claims, newest first, a page at a time. */
export const claimReviewsQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['claim-reviews', q],
    queryFn: ({ signal, pageParam }) =>
      getJson(withQuery('/claim-reviews', { q, cursor: pageParam }), claimReviewPageSchema, signal),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    meta: { nouns: ['claim_review', 'item'] },
  })
