import { newIdempotencyKey } from '../../data/idempotency-key.ts'
import { type DraftKind, emptyDraft, hasWords, type LogDraft, logDraftSchema } from './log-draft.ts'
import { useStoredText } from './use-stored-text.ts'

/** The entry being written on a case. It lives in this browser until it is sent: nothing typed is lost. */
export function useLogDraft(caseId: string) {
  const [stored, store] = useStoredText(`hub.draft.log.${caseId}`)
  const draft = parse(stored) ?? emptyDraft('note', '')
  return {
    draft,
    change: (part: Partial<LogDraft>) => {
      const next = { ...draft, ...part }
      const idempotencyKey = next.idempotencyKey || newIdempotencyKey()
      store(hasWords(next) || next.kind !== 'note' ? JSON.stringify({ ...next, idempotencyKey }) : null)
    },
    clear: (kind: DraftKind) => store(kind === 'note' ? null : JSON.stringify(emptyDraft(kind, newIdempotencyKey()))),
  }
}

function parse(stored: string | null): LogDraft | undefined {
  if (stored === null) return undefined
  try {
    const parsed = logDraftSchema.safeParse(JSON.parse(stored))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}
