import type { MoveVerdict } from '../case/case-state.ts'

export const RUN_STATES = ['running', 'finished', 'aborted', 'retrospective', 'reviewed'] as const
export type RunState = (typeof RUN_STATES)[number]

export const STEP_STATES = ['open', 'done', 'skipped', 'not_applicable'] as const
export type StepState = (typeof STEP_STATES)[number]

type RunTransition = { to: RunState; needs: 'nothing' | 'no_open_steps' | 'reason' }
type StepTransition = { to: StepState; needs: 'nothing' | 'reason' }

/** Every legal move of a playbook run and what it needs. */
export const RUN_TRANSITIONS: Readonly<Record<RunState, readonly RunTransition[]>> = {
  running: [
    { to: 'finished', needs: 'no_open_steps' },
    { to: 'aborted', needs: 'reason' },
  ],
  finished: [{ to: 'retrospective', needs: 'nothing' }],
  aborted: [{ to: 'retrospective', needs: 'nothing' }],
  retrospective: [{ to: 'reviewed', needs: 'nothing' }],
  reviewed: [],
}

/** Every legal move of one step in a run. A settled step is opened again before it is settled otherwise. */
export const STEP_TRANSITIONS: Readonly<Record<StepState, readonly StepTransition[]>> = {
  open: [
    { to: 'done', needs: 'nothing' },
    { to: 'skipped', needs: 'reason' },
    { to: 'not_applicable', needs: 'nothing' },
  ],
  done: [{ to: 'open', needs: 'nothing' }],
  skipped: [{ to: 'open', needs: 'nothing' }],
  not_applicable: [{ to: 'open', needs: 'nothing' }],
}

/** Decides whether a step of a run may move. Skipping needs a reason; refusals say what to do. */
export function moveStep(state: StepState, to: StepState, facts: { reason?: string | null } = {}): MoveVerdict {
  const transition = STEP_TRANSITIONS[state].find((candidate) => candidate.to === to)
  if (!transition) {
    return refuse('step_move_not_allowed', `This step is ${spoken(state)}. ${STEP_ADVICE[state]}`)
  }
  if (transition.needs === 'reason' && !facts.reason?.trim()) {
    return refuse('reason_missing', 'Say why the step is skipped, in a sentence.')
  }
  return { ok: true }
}

/**
 * Decides whether a run may move. `openSteps` are the titles of the steps still open, in order: a run with any of them
 * cannot finish, and the refusal names them.
 */
export function moveRun(
  state: RunState,
  to: RunState,
  facts: { reason?: string | null; openSteps?: readonly string[] } = {},
): MoveVerdict {
  const transition = RUN_TRANSITIONS[state].find((candidate) => candidate.to === to)
  if (!transition) {
    return refuse(
      'run_move_not_allowed',
      `A run that is ${spoken(state)} cannot become ${spoken(to)}. ${RUN_ADVICE[state]}`,
    )
  }
  if (transition.needs === 'reason' && !facts.reason?.trim()) {
    return refuse('reason_missing', 'Say why the run stops here, in a sentence.')
  }
  const openSteps = facts.openSteps ?? []
  if (transition.needs === 'no_open_steps' && openSteps.length > 0) {
    return refuse('steps_open', openStepsMessage(openSteps))
  }
  return { ok: true }
}

const STEP_ADVICE: Readonly<Record<StepState, string>> = {
  open: 'Mark it done, skip it with a reason, or say that it does not apply.',
  done: 'Open it again first.',
  skipped: 'Open it again first.',
  not_applicable: 'Open it again first.',
}

const RUN_ADVICE: Readonly<Record<RunState, string>> = {
  running: 'Finish it, or stop it with a reason.',
  finished: 'Hold the retrospective next.',
  aborted: 'Hold the retrospective next.',
  retrospective: 'Have the retrospective reviewed next.',
  reviewed: 'It is complete; attach the playbook again to start a new run.',
}

const NAMED_STEPS = 5

function openStepsMessage(openSteps: readonly string[]): string {
  const named = openSteps
    .slice(0, NAMED_STEPS)
    .map((title) => `“${title}”`)
    .join(', ')
  const more = openSteps.length - NAMED_STEPS
  const rest = more > 0 ? ` and ${more} more` : ''
  const are = openSteps.length === 1 ? 'One step is' : `${openSteps.length} steps are`
  return `${are} still open: ${named}${rest}. Do, skip with a reason, or mark each as not applicable.`
}

function spoken(state: RunState | StepState): string {
  return state === 'retrospective' ? 'in retrospective' : state.replaceAll('_', ' ')
}

function refuse(code: string, message: string): MoveVerdict {
  return { ok: false, code, message }
}
