// The thread that holds a world's claim reviews and matches narratives against them, so that nothing else waits for it.
import { parentPort } from 'node:worker_threads'

import { createClaimMatcher } from '@hub/core/match/claim-matcher.ts'
import { matchNarrative } from '@hub/core/match/match-narrative.ts'

import { THREAD_READY } from '../collect/bounded-thread.ts'
import { serveQuestions } from '../end-thread.ts'
import type { MatchAnswer, MatchQuestion } from './match-messages.ts'

/** Some 400 MB; of more reviews the oldest are left out. */
const REVIEWS_MAX = 200_000
const matcher = createClaimMatcher()

function answer(question: MatchQuestion): MatchAnswer {
  const { id } = question
  switch (question.kind) {
    case 'change': {
      for (const gone of question.gone) matcher.remove(gone)
      let dropped = 0
      for (const claim of question.put) {
        matcher.put(claim)
        const oldest = matcher.size() > REVIEWS_MAX ? matcher.oldest() : undefined
        if (oldest !== undefined && matcher.remove(oldest)) dropped += 1
      }
      return { id, kind: 'changed', size: matcher.size(), dropped }
    }
    case 'shortlist':
      return { id, kind: 'shortlisted', pairs: matcher.shortlist(question.claimIds, question.narratives) }
    case 'match': {
      const startedMs = performance.now()
      const matches = matchNarrative(matcher, question.views, question.limit)
      return { id, kind: 'matched', matches, tookMs: performance.now() - startedMs }
    }
  }
}

serveQuestions(answer)
parentPort?.postMessage(THREAD_READY)
