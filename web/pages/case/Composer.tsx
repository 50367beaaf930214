import './composer.css'

import type { CaseDetail } from '@hub/core/case/case-view.ts'
import type { WriteLogEntry } from '@hub/core/case/log-entry.ts'
import { useRef, useState } from 'react'

import { writeLogEntry } from '../../data/log.ts'
import { caseKeys, useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Segments } from '../../ui/Segments.tsx'
import { usePageKeys } from '../../ui/page-keys.ts'
import { toast } from '../../ui/toasts.ts'
import { useNow } from '../../ui/use-now.ts'
import { useSubmitKey } from '../../ui/use-submit-key.ts'
import { ComposerFields } from './ComposerFields.tsx'
import {
  DRAFT_KINDS,
  type DraftFault,
  type DraftField,
  type DraftKind,
  hasWords,
  isLate,
  judgeDraft,
  type LogDraft,
} from './log-draft.ts'
import { useLogDraft } from './use-log-draft.ts'

type Faults = Partial<Record<DraftField, DraftFault>>

/** The one place to write on a case: a log entry, a decision, or a response. Collapsed until it is used. */
export function Composer({ detail }: { detail: CaseDetail }) {
  const { draft, change, clear } = useLogDraft(detail.id)
  const [isOpen, setIsOpen] = useState(hasWords(draft))
  const [wasAsked, setWasAsked] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const send = useAct((entry: WriteLogEntry) => writeLogEntry(detail.id, entry), caseKeys(detail.id))
  const open = (kind: DraftKind) => {
    change({ kind })
    setWasAsked(false)
    setIsOpen(true)
    requestAnimationFrame(() => form.current?.querySelector('textarea')?.focus())
  }
  usePageKeys([
    { key: 'l', does: t('case.keyLog'), act: () => open('note') },
    { key: 'd', does: t('case.keyDecision'), act: () => open('decision') },
    { key: 'r', does: t('case.keyResponse'), act: () => open('response') },
  ])
  const onSent = () => {
    toast(t('case.composeSent'))
    clear('note')
    setWasAsked(false)
    setIsOpen(false)
  }
  const submit = () => {
    const verdict = judgeDraft(draft, new Date())
    setWasAsked(true)
    if (!verdict.ok || send.isPending) return
    send.mutate(verdict.entry, { onSuccess: onSent })
  }
  useSubmitKey(form, () => !hasWords(draft) && setIsOpen(false))
  const now = new Date(useNow())
  const judged = judgeDraft(draft, now)
  const faultsNow: Faults = wasAsked && !judged.ok ? judged.faults : {}
  return (
    <form
      ref={form}
      className="Composer"
      aria-label={t('case.compose')}
      noValidate
      {...(isOpen ? { 'data-open': '' } : {})}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {isOpen ? (
        <>
          <ComposerHead kind={draft.kind} onKind={(kind) => change({ kind })} onFold={() => setIsOpen(false)} />
          <div className="Composer-body">
            <ComposerFields
              draft={draft}
              change={change}
              faults={faultsNow}
              isLate={isLate(draft, now)}
              hasEnded={detail.closedAt !== null}
            />
            <ActProblem error={send.error} />
          </div>
          <div className="Composer-foot">
            <span className="secondary">{hasWords(draft) ? t('case.composeKept') : t('case.composeKeys')}</span>
            <Button variant="primary" type="submit" isPending={send.isPending}>
              {t(`case.composeSend.${draft.kind}`)}
            </Button>
          </div>
        </>
      ) : (
        <FoldedComposer draft={draft} onOpen={open} />
      )}
    </form>
  )
}

type HeadProps = { kind: DraftKind; onKind: (kind: DraftKind) => void; onFold: () => void }

function ComposerHead({ kind, onKind, onFold }: HeadProps) {
  const kinds = DRAFT_KINDS.map((value) => ({ value, label: t(`case.compose.${value}`) }))
  return (
    <div className="Composer-head">
      <Segments label={t('case.composeKind')} value={kind} onChange={onKind} choices={kinds} />
      <Button variant="quiet" size="small" icon="chevron" onPress={onFold} ariaLabel={t('case.composeFold')}>
        {null}
      </Button>
    </div>
  )
}

function FoldedComposer({ draft, onOpen }: { draft: LogDraft; onOpen: (kind: DraftKind) => void }) {
  return (
    <div className="Composer-folded">
      <button type="button" className="Composer-prompt" onClick={() => onOpen(draft.kind)}>
        {hasWords(draft) ? <span data-content="">{draft.text || '…'}</span> : t('case.composeText.note')}
      </button>
      <Button keyHint="d" onPress={() => onOpen('decision')}>
        {t('case.compose.decision')}
      </Button>
      <Button variant="primary" keyHint="r" onPress={() => onOpen('response')}>
        {t('case.compose.response')}
      </Button>
    </div>
  )
}
