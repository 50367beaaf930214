import { type TaskingMover, type TaskingState, TASKING_TRANSITIONS } from '@hub/core/case/tasking-state.ts'

export type TaskingChoice = { to: TaskingState; needsReason: boolean; isOurs: boolean; by: TaskingMover }

/**
 * What can become of a tasking. `isOurs` says whether the reader may do it: the tasked unit answers and works, the
 * coordination unit does that too on a unit's behalf, and alone returns and withdraws.
 */
export function taskingChoices(
  state: TaskingState,
  reader: { mayAnswer: boolean; mayCoordinate: boolean },
): TaskingChoice[] {
  return TASKING_TRANSITIONS[state].map(({ to, by, needsReason }) => ({
    to,
    by,
    needsReason,
    isOurs: by === 'unit' ? reader.mayAnswer : reader.mayCoordinate,
  }))
}
