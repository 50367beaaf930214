export const SOURCE_STATES = ['proposed', 'approved', 'paused', 'retired'] as const
export type SourceState = (typeof SOURCE_STATES)[number]

export const SOURCE_MOVES = ['approve', 'pause', 'resume', 'retire'] as const
export type SourceMove = (typeof SOURCE_MOVES)[number]

/** From where a person may move a source, and where to. A retired source stays retired: its address can be added anew. */
export const SOURCE_TRANSITIONS: Readonly<Record<SourceMove, { from: readonly SourceState[]; to: SourceState }>> = {
  approve: { from: ['proposed'], to: 'approved' },
  pause: { from: ['approved'], to: 'paused' },
  resume: { from: ['paused'], to: 'approved' },
  retire: { from: ['proposed', 'approved', 'paused'], to: 'retired' },
}

export type SourceMoveVerdict =
  | { kind: 'move'; to: SourceState }
  | { kind: 'already' }
  | { kind: 'refused'; code: string; message: string }

const STANDING: Record<SourceState, string> = {
  proposed: 'It is proposed and waits for approval.',
  approved: 'It is approved already.',
  paused: 'It is paused: resume it first.',
  retired: 'It is retired: add its address again instead.',
}

/** Decides a person's move of a source; moving it to where it stands is no move. */
export function judgeSourceMove(state: SourceState, move: SourceMove): SourceMoveVerdict {
  const transition = SOURCE_TRANSITIONS[move]
  if (state === transition.to) return { kind: 'already' }
  if (transition.from.includes(state)) return { kind: 'move', to: transition.to }
  return {
    kind: 'refused',
    code: 'source_not_movable',
    message: `This source cannot be moved that way. ${STANDING[state]}`,
  }
}
