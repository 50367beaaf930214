import type { MoveVerdict } from './case-state.ts'

export const TASKING_STATES = [
  'offered',
  'accepted',
  'in_progress',
  'blocked',
  'done',
  'returned',
  'declined',
  'withdrawn',
] as const
export type TaskingState = (typeof TASKING_STATES)[number]

/** Exactly one lead unit on a case at a time; any number of supporters. */
export const TASKING_PARTS = ['lead', 'support'] as const
export type TaskingPart = (typeof TASKING_PARTS)[number]

/** States in which the unit still owes something: these hold a case open. */
export const OPEN_TASKING_STATES = [
  'offered',
  'accepted',
  'in_progress',
  'blocked',
  'returned',
] as const satisfies readonly TaskingState[]

/** Who makes a move: the tasked unit answers and works, the coordination unit returns and withdraws. */
export type TaskingMover = 'unit' | 'coordinator'

export const TASKING_TRANSITIONS: Readonly<
  Record<TaskingState, readonly { to: TaskingState; by: TaskingMover; needsReason: boolean }[]>
> = {
  offered: [
    { to: 'accepted', by: 'unit', needsReason: false },
    { to: 'declined', by: 'unit', needsReason: true },
    { to: 'withdrawn', by: 'coordinator', needsReason: true },
  ],
  accepted: [
    { to: 'in_progress', by: 'unit', needsReason: false },
    { to: 'withdrawn', by: 'coordinator', needsReason: true },
  ],
  in_progress: [
    { to: 'blocked', by: 'unit', needsReason: true },
    { to: 'done', by: 'unit', needsReason: false },
    { to: 'withdrawn', by: 'coordinator', needsReason: true },
  ],
  blocked: [
    { to: 'in_progress', by: 'unit', needsReason: false },
    { to: 'withdrawn', by: 'coordinator', needsReason: true },
  ],
  done: [{ to: 'returned', by: 'coordinator', needsReason: true }],
  returned: [
    { to: 'in_progress', by: 'unit', needsReason: false },
    { to: 'withdrawn', by: 'coordinator', needsReason: true },
  ],
  declined: [],
  withdrawn: [],
}

/** Decides whether a tasking may move, by whom and with what reason; refusals say what to do. */
export function moveTasking(
  state: TaskingState,
  to: TaskingState,
  by: TaskingMover | 'both',
  reason: string | null,
): MoveVerdict {
  const transition = TASKING_TRANSITIONS[state].find((candidate) => candidate.to === to)
  if (!transition) {
    return { ok: false, code: 'tasking_move_not_allowed', message: `A tasking that is ${state} cannot become ${to}.` }
  }
  if (by !== 'both' && transition.by !== by) {
    const who = transition.by === 'unit' ? 'the tasked unit' : 'the coordination unit'
    return { ok: false, code: 'tasking_not_yours', message: `Only ${who} can make this move.` }
  }
  if (transition.needsReason && !reason?.trim()) {
    return { ok: false, code: 'reason_missing', message: 'Say why, in a sentence.' }
  }
  return { ok: true }
}
