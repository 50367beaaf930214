import type { DraftView } from '@hub/core/model/draft-view.ts'
import { Link } from '@tanstack/react-router'
import { type RefObject, useRef } from 'react'

import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { toast } from '../../ui/toasts.ts'

type Props = {
  draft: DraftView
  mayDecide: boolean
  isPending: boolean
  onTakeTitle: () => void
  onDiscard: () => void
}

/** What a model drafted: marked as its work, each sentence with the words of items it rests on. */
export function ReadyDraft({ draft, mayDecide, isPending, onTakeTitle, onDiscard }: Props) {
  const { title, sentences, dropped, outcome } = draft
  const summary = useRef<HTMLUListElement>(null)
  const mark = t('drafts.mark', { model: draft.model ?? '', count: draft.itemCount })
  return (
    <>
      <Notice>
        <T id="drafts.mark" values={{ model: <Content>{draft.model}</Content>, count: draft.itemCount }} />{' '}
        {t('drafts.check')}
      </Notice>
      {title === null ? null : (
        <div className="Draft-title">
          <p>
            <Content>{title}</Content>
          </p>
          {mayDecide ? (
            <Button
              size="small"
              onPress={onTakeTitle}
              isPending={isPending}
              disabledReason={outcome === 'title_used' ? t('drafts.titleUsed') : null}
            >
              {t('drafts.useTitle')}
            </Button>
          ) : null}
        </div>
      )}
      {sentences.length > 0 ? <Sentences sentences={sentences} listRef={summary} /> : null}
      <LeftOut dropped={dropped} isTitleDropped={draft.isTitleDropped} />
      <div className="Draft-acts">
        {sentences.length > 0 ? (
          <Button size="small" onPress={() => void copySummary(draft, mark, summary.current)}>
            {t('drafts.copy')}
          </Button>
        ) : null}
        {mayDecide ? (
          <Button size="small" variant="quiet" onPress={onDiscard} isPending={isPending}>
            {t('drafts.discard')}
          </Button>
        ) : null}
      </div>
    </>
  )
}

type SentencesProps = { sentences: DraftView['sentences']; listRef: RefObject<HTMLUListElement | null> }

function Sentences({ sentences, listRef }: SentencesProps) {
  return (
    <ul className="Draft-sentences" ref={listRef} aria-label={t('drafts.summary')}>
      {sentences.map(({ text, quotes }) => (
        <li key={text}>
          <p>
            <Content>{text}</Content>
          </p>
          <ul className="Draft-quotes" aria-label={t('drafts.quotes')}>
            {quotes.map(({ itemId, words, publisher }) => (
              <li key={`${itemId} ${words}`}>
                <Link to="/items/$itemId" params={{ itemId }}>
                  <Content>{`“${words}”`}</Content>
                </Link>{' '}
                <span className="secondary">
                  <Content>{publisher}</Content>
                </span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

/** What the reader does not see, so that nobody takes the rest for all of it. */
function LeftOut({ dropped, isTitleDropped }: Pick<DraftView, 'dropped' | 'isTitleDropped'>) {
  return (
    <>
      {dropped > 0 ? <p className="secondary">{t('drafts.dropped', { count: dropped })}</p> : null}
      {isTitleDropped ? <p className="secondary">{t('drafts.titleDropped')}</p> : null}
    </>
  )
}

/** The mark goes along, so that a copied summary still says who wrote it. */
async function copySummary(draft: DraftView, mark: string, shown: HTMLElement | null): Promise<void> {
  const text = draft.sentences.map((sentence) => sentence.text).join(' ')
  try {
    await navigator.clipboard.writeText(`${text}\n\n${mark}`)
    toast(t('drafts.copied'))
  } catch {
    // No clipboard on plain http: the words are marked instead.
    if (shown) getSelection()?.selectAllChildren(shown)
    toast(t('drafts.copyByHand'))
  }
}
