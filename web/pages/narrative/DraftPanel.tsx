import './draft.css'

import type { DraftView } from '@hub/core/model/draft-view.ts'
import type { NarrativeDetail } from '@hub/core/narrative/narrative-view.ts'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useRef } from 'react'

import { draftQuery } from '../../data/drafts.ts'
import { useMay, useSession } from '../../data/session.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ReadyDraft } from './ReadyDraft.tsx'
import { useDraftActs } from './use-draft-acts.ts'

/** A title and summary that a language model drafts from the items, for a person to use or discard. Nothing without a model. */
export function DraftPanel({ narrative }: { narrative: NarrativeDetail }) {
  const { chatModel } = useSession()
  return chatModel === null ? null : <OfferedDraft narrative={narrative} model={chatModel} />
}

function OfferedDraft({ narrative, model }: { narrative: NarrativeDetail; model: string }) {
  const mayDecide = useMay()('narrative.triage')
  const query = useQuery(draftQuery(narrative.id))
  const acts = useDraftActs(narrative)
  const foot = useRef<HTMLDivElement>(null)
  const draft = query.data ?? null
  // Who only reads sees a draft that is there, and no offer of one.
  if (!mayDecide && draft?.state !== 'ready') return null
  // The buttons of a draft go with it; the one that stays takes the focus.
  const toOrder = () => foot.current?.querySelector('button')?.focus()
  return (
    <Panel title={t('drafts.title')}>
      <div className="Draft">
        <QueryPart query={query}>
          {(shown) => (
            <DraftBody draft={shown} model={model}>
              {shown?.state === 'ready' ? (
                <ReadyDraft
                  draft={shown}
                  mayDecide={mayDecide}
                  isPending={acts.isPending}
                  onTakeTitle={() => acts.takeTitle(shown.id)}
                  onDiscard={() => acts.discard(shown.id, toOrder)}
                />
              ) : null}
            </DraftBody>
          )}
        </QueryPart>
        <ActProblem error={acts.error} />
        {mayDecide && query.data !== undefined ? (
          <div ref={foot}>
            <Button
              {...(draft?.state === 'ready' ? { size: 'small' } : {})}
              onPress={acts.order}
              isPending={acts.isPending || draft?.state === 'waiting'}
            >
              {t(orderLabel(draft))}
            </Button>
          </div>
        ) : null}
      </div>
    </Panel>
  )
}

function DraftBody({ draft, model, children }: { draft: DraftView | null; model: string; children: ReactNode }) {
  return (
    <>
      {draft === null ? (
        <p className="secondary">
          <T id="drafts.hint" values={{ model: <Content>{model}</Content> }} />
        </p>
      ) : null}
      <div role="status">
        {draft?.state === 'waiting' ? <p>{t('drafts.waiting')}</p> : null}
        {draft?.state === 'failed' ? (
          <Notice tone="warning">{draft.problem?.message ?? t('drafts.failed')}</Notice>
        ) : null}
      </div>
      {children}
    </>
  )
}

function orderLabel(draft: DraftView | null) {
  if (draft?.state === 'failed') return 'drafts.retry'
  return draft?.state === 'ready' ? 'drafts.again' : 'drafts.order'
}
