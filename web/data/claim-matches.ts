import type { MatchState, RefusalReason } from '@hub/core/match/decide-match.ts'
import {
  claimMatchPageSchema,
  type ClaimMatchView,
  decidedMatchSchema,
  matchCalibrationSchema,
} from '@hub/core/match/match-view.ts'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'

import { getJson, sendJson, withQuery } from '../api.ts'

const NOUNS = ['claim_match', 'claim_review', 'narrative'] as const
/** Beside a narrative at most a few are suggested, and people decide on few more. */
const BESIDE_MAX = 50

/** What a decision changes on every page. */
export const MATCH_KEYS = [['claim-matches'], ['match-calibration']] as const

/** The fact-checks that stand beside narratives, in one state or all. */
export const matchesBesideQuery = (narrativeIds: readonly string[], state?: MatchState) =>
  queryOptions({
    queryKey: ['claim-matches', 'beside', state ?? 'all', ...narrativeIds],
    queryFn: ({ signal }) =>
      getJson(
        withQuery('/claim-matches', { narratives: narrativeIds.join(','), state, limit: BESIDE_MAX }),
        claimMatchPageSchema,
        signal,
      ),
    placeholderData: keepPreviousData,
    meta: { nouns: [...NOUNS] },
  })

/** All fact-checks of one state, a page at a time: suggestions likeliest first, decisions newest first. */
export const matchQueueQuery = (state: MatchState) =>
  infiniteQueryOptions({
    queryKey: ['claim-matches', 'queue', state],
    queryFn: ({ signal, pageParam }) =>
      getJson(withQuery('/claim-matches', { state, cursor: pageParam }), claimMatchPageSchema, signal),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    meta: { nouns: [...NOUNS] },
  })

/** What the chances of suggestions rest on. */
export const matchCalibrationQuery = queryOptions({
  queryKey: ['match-calibration'],
  queryFn: ({ signal }) => getJson('/match-calibration', matchCalibrationSchema, signal),
  meta: { nouns: ['claim_match'] },
})

type Versioned = Pick<ClaimMatchView, 'id' | 'rowVersion'>

export function acceptMatch({ id, rowVersion }: Versioned) {
  return sendJson('POST', `/claim-matches/${id}/accept`, { expectedVersion: rowVersion }, decidedMatchSchema)
}

export function refuseMatch({ id, rowVersion }: Versioned, reason: RefusalReason) {
  return sendJson('POST', `/claim-matches/${id}/refuse`, { reason, expectedVersion: rowVersion }, decidedMatchSchema)
}

export function reopenMatch(id: string) {
  return sendJson('POST', `/claim-matches/${id}/reopen`, {}, decidedMatchSchema)
}
