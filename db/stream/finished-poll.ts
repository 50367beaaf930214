import type { ProfileId, PublisherId, SourceId } from '@hub/core/ids.ts'
import type { ClaimReview } from '@hub/core/claim/claim-review.ts'
import type { PreparedItem } from '@hub/core/item/prepared-item.ts'
import type { Move } from '@hub/core/source/judge-move.ts'
import type { NextPoll } from '@hub/core/source/next-poll.ts'
import type { PollOutcome } from '@hub/core/source/poll-outcome.ts'

import type { FeedHub } from '@hub/core/source/websub.ts'

import type { HeldTurn } from './site-turn.ts'

/** One finished poll. `validators` are to be sent with the next one; null keeps the stored ones. */
export type FinishedPoll = {
  source: { id: SourceId; publisherId: PublisherId; fence: number; turn: HeldTurn | null }
  /** The profiles in force under which it was claimed. */
  profileIds: readonly ProfileId[]
  outcome: Omit<PollOutcome, 'newItemCount' | 'atMs'>
  next: NextPoll
  /** How far apart the source's items usually are; null while too few are known. */
  usualGapMs: number | null
  validators: { etag: string | null; lastModified: string | null; bodyHash: string | null } | null
  /** Whether the whole document was fetched. */
  isFull: boolean
  /** The hub that the feed names. */
  hub?: FeedHub | null
  feedTitle: string | null
  siteUrl: string | null
  finalUrl: string
  /** A permanent redirect; `isMoveDue` when it is to be taken over as the source's address. */
  move: Move
  isMoveDue: boolean
  /** When the site was done answering: its gap begins. */
  endedAt: Date
  /** A site that asked for a rest, and until when. */
  rest: { site: string; until: Date } | null
  durationMs: number
  bytes: number
  itemsFound: number
  items: readonly PreparedItem[]
  /** What the feed itself says of claims; stored for sources that people marked as fact-checkers. */
  claimReviews?: readonly ClaimReview[]
}
