import type { ClaimDocument } from '@hub/core/match/claim-text.ts'
import type { NarrativeMatch, NarrativeView } from '@hub/core/match/match-narrative.ts'
import type { NarrativeProfile, ShortlistedPair } from '@hub/core/match/shortlist-narratives.ts'

import { type BoundedThread, createBoundedThread } from '../collect/bounded-thread.ts'
import type { MatchAnswer, MatchQuestion } from './match-messages.ts'

/** The reviews of a world in a thread of this process. A call that fails has lost the whole index: it is built again. */
export type ThreadMatcher = {
  change(put: readonly ClaimDocument[], gone: readonly string[]): Promise<{ size: number; dropped: number }>
  shortlist(claimIds: readonly string[], narratives: readonly NarrativeProfile[]): Promise<ShortlistedPair[]>
  match(views: readonly NarrativeView[], limit: number): Promise<{ matches: NarrativeMatch[]; tookMs: number }>
  close(): Promise<void>
}

/** One question may take this long; the longest is a page of reviews to be read. */
const TIME_LIMIT_MS = 60_000
/** More than twice what the most reviews take. */
const HEAP_MB = 1_024

type Unnumbered<Question> = Question extends { id: number } ? Omit<Question, 'id'> : never

/** The thread starts with the first question. */
export function createThreadMatcher(): ThreadMatcher {
  const thread: BoundedThread<MatchQuestion, MatchAnswer> = createBoundedThread(
    new URL('./match-thread.ts', import.meta.url),
    { timeLimitMs: TIME_LIMIT_MS, heapMb: HEAP_MB },
  )
  let nextId = 1
  async function ask(question: Unnumbered<MatchQuestion>): Promise<MatchAnswer> {
    const outcome = await thread.ask({ ...question, id: nextId++ })
    if ('failure' in outcome) throw new Error(`Matching failed: ${outcome.failure.message}`)
    return outcome.answer
  }
  return {
    async change(put, gone) {
      const answer = await ask({ kind: 'change', put, gone })
      return answer.kind === 'changed' ? answer : unexpected(answer)
    },
    async shortlist(claimIds, narratives) {
      const answer = await ask({ kind: 'shortlist', claimIds, narratives })
      return answer.kind === 'shortlisted' ? answer.pairs : unexpected(answer)
    },
    async match(views, limit) {
      const answer = await ask({ kind: 'match', views, limit })
      return answer.kind === 'matched' ? answer : unexpected(answer)
    },
    close: () => thread.close(),
  }
}

function unexpected({ kind }: MatchAnswer): never {
  throw new Error(`The matching thread answered “${kind}” to another question.`)
}
