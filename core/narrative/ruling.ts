/**
 * What people rule about narratives, and the engine's own merges, which a person can take back alike. `place` is no kind
 * of its own: it is how the engine is told that one of these was taken back.
 */
export const RULING_KINDS = [
  'merge',
  'split',
  'move',
  'confirm_link',
  'rename',
  'confirm',
  'dismiss',
  'reopen',
] as const
export type RulingKind = (typeof RULING_KINDS)[number]

/** Why a ruling cannot be taken back any more, or not by itself. */
export const UNDO_REFUSALS = ['undone', 'not_merged_now', 'decided_since', 'renamed_since', 'not_undoable'] as const
export type UndoRefusal = (typeof UNDO_REFUSALS)[number]

/** As many items as one ruling may name; their copies follow uncounted. */
export const MAX_RULED_ITEMS = 1_000

/** As many narratives as one person merges into another at once. */
export const MAX_MERGED_NARRATIVES = 20
