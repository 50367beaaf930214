import type { Scope } from '@hub/core/access/scope.ts'
import type { Rehearsal } from '@hub/core/signal/rehearsal-view.ts'

import type { RehearsalNarrative } from './rehearsal-narratives.ts'
import type { RehearsedTime } from './run-versions.ts'

/** What a rehearsal reads: whose eyes, which time, and where it ends. `deadlineMs` is on the clock of `performance.now`. */
export type RehearsalSpan = RehearsedTime & { scope: Scope; signal: AbortSignal; deadlineMs: number; itemsMax: number }

/** What it has read. */
export type RehearsalRead = Pick<Rehearsal, 'itemsRead' | 'readBy' | 'isCut'> & { narratives: RehearsalNarrative[] }
