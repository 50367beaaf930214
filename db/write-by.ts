import type { Actor } from '@hub/core/access/actor.ts'

/** Who writes, when (the clock is the caller's), and under which request. */
export type WriteBy = { actor: Actor; now: Date; requestId?: string }
