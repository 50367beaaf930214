import type { MoveVerdict } from './case-state.ts'
import { LATE_ENTRY_AFTER_MS, type LogKind, type WriteLogEntry } from './log-entry.ts'

/** An event may lie this far ahead of the entry, for clocks that do not agree. */
const CLOCK_SKEW_MS = 2 * 60_000

/**
 * Decides whether a person's entry may enter a case's log. A late entry needs its reason. A correction points to an
 * entry of the same case that no other one corrects yet, and not to what the hub itself recorded. `corrected` is that
 * entry, undefined when the case has none with this id.
 */
export function judgeLogEntry(
  entry: Pick<WriteLogEntry, 'content' | 'eventAt' | 'lateReason'>,
  enteredAt: Date,
  corrected: { kind: LogKind; isCorrected: boolean } | undefined,
): MoveVerdict {
  const agoMs = enteredAt.getTime() - new Date(entry.eventAt).getTime()
  if (agoMs < -CLOCK_SKEW_MS)
    return refuse('event_in_future', 'The event lies in the future. Log it when it has happened.')
  if (agoMs > LATE_ENTRY_AFTER_MS && !entry.lateReason?.trim()) {
    return refuse('late_reason_missing', 'This happened more than five minutes ago. Say why it is entered late.')
  }
  if (entry.content.kind !== 'correction') return { ok: true }
  if (!corrected) return refuse('corrected_entry_missing', 'The entry to correct is not in the log of this case.')
  if (corrected.kind === 'system')
    return refuse('system_entry', 'The hub recorded this entry itself. Add a note beside it instead.')
  if (corrected.isCorrected)
    return refuse('already_corrected', 'This entry is corrected already. Correct the correction instead.')
  return { ok: true }
}

function refuse(code: string, message: string): MoveVerdict {
  return { ok: false, code, message }
}
