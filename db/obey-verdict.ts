import type { MoveVerdict } from '@hub/core/case/case-state.ts'

import { Conflict } from './errors.ts'

/** Lets a verb go on, or throws the refusal that `core` gave, with what stands now. */
export function obeyVerdict(verdict: MoveVerdict, current?: unknown): void {
  if (!verdict.ok) throw new Conflict(verdict.code, verdict.message, current)
}
