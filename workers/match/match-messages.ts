import type { ClaimDocument } from '@hub/core/match/claim-text.ts'
import type { NarrativeMatch, NarrativeView } from '@hub/core/match/match-narrative.ts'
import type { NarrativeProfile, ShortlistedPair } from '@hub/core/match/shortlist-narratives.ts'

/** What the matching thread is asked. */
export type MatchQuestion = { id: number } & (
  | { kind: 'change'; put: readonly ClaimDocument[]; gone: readonly string[] }
  | { kind: 'shortlist'; claimIds: readonly string[]; narratives: readonly NarrativeProfile[] }
  | { kind: 'match'; views: readonly NarrativeView[]; limit: number }
)

/** What it answers; `size` counts the reviews held, `dropped` those that were too many. */
export type MatchAnswer = { id: number } & (
  | { kind: 'changed'; size: number; dropped: number }
  | { kind: 'shortlisted'; pairs: ShortlistedPair[] }
  | { kind: 'matched'; matches: NarrativeMatch[]; tookMs: number }
)
