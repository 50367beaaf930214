import './composer.css'

import type { CaseDetail } from '@hub/core/case/case-view.ts'

import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Segments } from '../../ui/Segments.tsx'
import { usePageKeys } from '../../ui/page-keys.ts'
import { ComposerFields } from './ComposerFields.tsx'
import { DRAFT_KINDS, type DraftKind, hasWords, type LogDraft } from './log-draft.ts'
import { useComposer } from './use-composer.ts'

/** The one place to write on a case: a log entry, a decision, or a response. Collapsed until it is used. */
export function Composer({ detail }: { detail: CaseDetail }) {
  const { form, draft, change, isOpen, open, fold, submit, send, faults, isLate } = useComposer(detail)
  usePageKeys([
    { key: 'l', does: t('case.keyLog'), act: () => open('note') },
    { key: 'd', does: t('case.keyDecision'), act: () => open('decision') },
    { key: 'r', does: t('case.keyResponse'), act: () => open('response') },
  ])
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
          <ComposerHead kind={draft.kind} onKind={(kind) => change({ kind })} onFold={fold} />
          <div className="Composer-body">
            <ComposerFields
              draft={draft}
              change={change}
              faults={faults}
              isLate={isLate}
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
