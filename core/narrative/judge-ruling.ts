import type { MoveVerdict } from '../case/case-state.ts'
import type { NarrativeState } from './narrative-state.ts'

type Standing = { id: string; state: NarrativeState }

/** Decides whether a person may make `from` part of `into`; refusals say what to do. */
export function judgeMerge(from: Standing, into: Standing): MoveVerdict {
  if (from.id === into.id) return refuse('same_narrative', 'A narrative cannot be merged into itself. Choose another.')
  if (from.state === 'merged') {
    return refuse(
      'narrative_merged',
      'This narrative was merged into another one. Choose that one, or undo that first.',
    )
  }
  const verdict = judgeTarget(into)
  if (!verdict.ok) return verdict
  if (into.state === 'dismissed' && from.state !== 'dismissed') {
    return refuse(
      'target_dismissed',
      'What you merge into a dismissed narrative is out of sight. Merge the other way round, or undo the dismissal first.',
    )
  }
  return { ok: true }
}

/**
 * Decides whether items may leave a narrative for another (`null`: a new one). `moved` counts them with their copies, `held`
 * what the narrative holds.
 */
export function judgeSplit(from: Standing, into: Standing | null, moved: number, held: number): MoveVerdict {
  if (from.state === 'merged') {
    return refuse('narrative_merged', 'This narrative was merged into another one. Take the items from that one.')
  }
  if (moved === 0) {
    return refuse('items_elsewhere', 'None of these items stands in this narrative any more. Look at the list again.')
  }
  if (moved >= held) {
    return refuse(
      'nothing_left',
      into ? 'These are all its items. Merge the narratives instead.' : 'These are all its items. Leave out some.',
    )
  }
  return into ? judgeMove(from, into) : { ok: true }
}

/** Decides whether items of one narrative may go to another. */
export function judgeMove(from: Standing, into: Standing): MoveVerdict {
  if (from.id === into.id) return refuse('same_narrative', 'These items stand there already. Choose another narrative.')
  return judgeTarget(into)
}

function judgeTarget(into: Standing): MoveVerdict {
  return into.state === 'merged'
    ? refuse('target_merged', 'That narrative was merged into another one. Choose the one that lives on.')
    : { ok: true }
}

function refuse(code: string, message: string): MoveVerdict {
  return { ok: false, code, message }
}
