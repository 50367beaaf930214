import { chooseViews } from '@hub/core/match/choose-views.ts'
import type { ChanceCorrection } from '@hub/core/match/correct-chance.ts'
import { judgeMatches } from '@hub/core/match/judge-matches.ts'
import { keepHeaviest, type ShortlistedPair } from '@hub/core/match/shortlist-narratives.ts'
import { listDueLooks, listProfiles } from '@hub/db/claim-match/due-looks.ts'
import { beginMatching, finishReviewChanges, markGrownNarratives } from '@hub/db/claim-match/mark-looks.ts'
import { refitCalibration } from '@hub/db/claim-match/refit-calibration.ts'
import { hasClaimReviews, listReviewChanges } from '@hub/db/claim-match/review-changes.ts'
import { type NarrativeLook, suggestMatches } from '@hub/db/claim-match/suggest-matches.ts'
import { byStage } from '@hub/db/stream/pipeline-actor.ts'
import { listShards } from '@hub/db/stream/take-shard.ts'
import type { WriteBy } from '@hub/db/write.ts'

import type { MatchDesk } from '../match/match-desk.ts'
import type { ThreadMatcher } from '../match/thread-matcher.ts'
import type { StageDeps } from '../stage-deps.ts'

export type MatchDeps = StageDeps & { desk: MatchDesk; signal?: AbortSignal }
export type MatchCounts = { reviews: number; looks: number; suggested: number; withdrawn: number }

/** Handing these to the thread copies them, for which the process waits. */
const CHANGES_AT_ONCE = 500
const PROFILES_AT_ONCE = 500
const ASSIGNMENTS_AT_ONCE = 2_000
const LOOKS_AT_ONCE = 20
/** What one run may cost the matching thread: a run in five seconds leaves the machine to what cannot wait. */
const MATCHING_MS = 1_500
const LOOKS_A_RUN = 1_000
/** More than this beside one narrative nobody reads. */
const MATCHES_SHOWN = 5

/**
 * Stage 4: holds the narratives that grew, and those that new claim reviews may concern, against the reviews, and suggests what
 * is likely. All work stands in tables, so it can be stopped, replayed or run twice; without claim reviews it
 * asks one question and does nothing.
 */
export async function matchFactChecks(deps: MatchDeps, now: Date): Promise<MatchCounts> {
  const counts: MatchCounts = { reviews: 0, looks: 0, suggested: 0, withdrawn: 0 }
  if (!(await hasClaimReviews(deps.db, deps.world))) return counts
  try {
    const matcher = await deps.desk.open()
    if (!matcher) return counts
    const by = byStage('match-fact-checks', deps.world, now)
    const correction = await refitCalibration(deps.db, by)
    await beginMatching(deps.db, by)
    counts.reviews = await takeChanges(deps, by, matcher)
    await markGrown(deps, by)
    await lookAtDue(deps, by, { matcher, correction }, counts)
    return counts
  } catch (error) {
    // Whatever failed may have left the index without a change that the tables now count as taken in.
    await deps.desk.drop()
    if (deps.signal?.aborted) return counts
    throw error
  }
}

/** Brings the index up to date and marks the narratives that new reviews may concern. Returns how many reviews changed. */
async function takeChanges({ db, world, signal }: MatchDeps, by: WriteBy, matcher: ThreadMatcher): Promise<number> {
  let taken = 0
  while (!signal?.aborted) {
    const changes = await listReviewChanges(db, world, CHANGES_AT_ONCE)
    if (changes.length === 0) break
    const put = changes.flatMap(({ claim }) => (claim === null ? [] : [claim]))
    await matcher.change(
      put,
      changes.flatMap(({ id, claim }) => (claim === null ? [id] : [])),
    )
    let pairs: ShortlistedPair[] = []
    for (let after: string | null = null; put.length > 0;) {
      const page = await listProfiles(db, { world, now: by.now, after, limit: PROFILES_AT_ONCE })
      const found = await matcher.shortlist(
        put.map(({ id }) => id),
        page,
      )
      pairs = keepHeaviest([...pairs, ...found])
      if (page.length < PROFILES_AT_ONCE) break
      after = page.at(-1)?.id ?? null
    }
    await finishReviewChanges(db, by, changes, [...new Set(pairs.map(({ narrativeId }) => narrativeId))])
    taken += changes.length
  }
  return taken
}

async function markGrown({ db, world, signal }: MatchDeps, by: WriteBy): Promise<void> {
  for (const shard of await listShards(db, world)) {
    while (!signal?.aborted) {
      const read = await markGrownNarratives(db, by, shard, ASSIGNMENTS_AT_ONCE)
      if (read < ASSIGNMENTS_AT_ONCE) break
    }
  }
}

type Tools = { matcher: ThreadMatcher; correction: ChanceCorrection | null }

async function lookAtDue(
  { db, world, signal }: MatchDeps,
  by: WriteBy,
  { matcher, correction }: Tools,
  counts: MatchCounts,
): Promise<void> {
  let spentMs = 0
  while (spentMs < MATCHING_MS && counts.looks < LOOKS_A_RUN && !signal?.aborted) {
    const due = await listDueLooks(db, world, LOOKS_AT_ONCE)
    if (due.length === 0) return
    const looks: NarrativeLook[] = []
    for (const { narrativeId, marks, items, narrative, views } of due) {
      const asked = chooseViews(narrative, views)
      if (asked.length === 0) {
        looks.push({ narrativeId, marks, items, matches: null })
        continue
      }
      const { matches, tookMs } = await matcher.match(asked, MATCHES_SHOWN)
      spentMs += tookMs
      looks.push({ narrativeId, marks, items, matches: judgeMatches(matches, correction) })
    }
    const { suggested, withdrawn } = await suggestMatches(db, by, looks)
    counts.looks += looks.length
    counts.suggested += suggested
    counts.withdrawn += withdrawn
  }
}
