import type { CaseDetail } from '@hub/core/case/case-view.ts'
import type { WriteLogEntry } from '@hub/core/case/log-entry.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'

import { writeLogEntry } from '../../data/log.ts'
import { caseKeys } from '../../data/use-act.ts'
import { t } from '../../i18n/t.ts'
import { toast } from '../../ui/toasts.ts'
import { useNow } from '../../ui/use-now.ts'
import { useSubmitKey } from '../../ui/use-submit-key.ts'
import { type DraftFault, type DraftField, type DraftKind, hasWords, isLate, judgeDraft } from './log-draft.ts'
import { useLogDraft } from './use-log-draft.ts'

type Faults = Partial<Record<DraftField, DraftFault>>

/** What is being written on a case: kept while it is not sent, judged when it is sent, gone once it stands. */
export function useComposer(detail: CaseDetail) {
  const { draft, change, clear } = useLogDraft(detail.id)
  const [isOpen, setIsOpen] = useState(hasWords(draft))
  const [wasAsked, setWasAsked] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const fold = () => setIsOpen(false)
  const open = (kind: DraftKind) => {
    change({ kind })
    setWasAsked(false)
    setIsOpen(true)
    requestAnimationFrame(() => form.current?.querySelector('textarea')?.focus())
  }
  const client = useQueryClient()
  const send = useMutation({
    mutationFn: (entry: WriteLogEntry) => writeLogEntry(detail.id, entry),
    // Sent is sent: what is typed while the page reads the log again is a new draft, and must not be cleared with this one.
    onSuccess: () => {
      toast(t('case.composeSent'))
      clear('note')
      setWasAsked(false)
      fold()
      for (const queryKey of caseKeys(detail.id)) void client.invalidateQueries({ queryKey })
    },
  })
  const submit = () => {
    const verdict = judgeDraft(draft, new Date())
    setWasAsked(true)
    if (!verdict.ok || send.isPending) return
    send.mutate(verdict.entry)
  }
  useSubmitKey(form, () => !hasWords(draft) && fold())
  const now = new Date(useNow())
  const judged = judgeDraft(draft, now)
  const faults: Faults = wasAsked && !judged.ok ? judged.faults : {}
  return { form, draft, change, isOpen, open, fold, submit, send, faults, isLate: isLate(draft, now) }
}
