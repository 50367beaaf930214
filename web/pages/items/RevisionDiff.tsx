import { countChanges, diffTexts, type DiffPart } from '@hub/core/item/diff-texts.ts'
import type { ItemRevision } from '@hub/core/item/item-view.ts'
import { useMemo } from 'react'

import { t } from '../../i18n/t.ts'
import { nameRevision } from './name-revision.ts'

type Props = { from: ItemRevision; to: ItemRevision; language: string }

/**
 * Two wordings side by side, one above the other where there is no room. What went is struck through and what came is
 * underlined; a screen reader hears where each begins and ends.
 */
export function RevisionDiff({ from, to, language }: Props) {
  const title = useMemo(() => diffTexts(from.title, to.title, language), [from, to, language])
  const text = useMemo(() => diffTexts(from.text, to.text, language), [from, to, language])
  const count = countChanges(title) + countChanges(text)
  return (
    <>
      <p role="status" className="Item-note">
        {t('items.changes', { count })}
      </p>
      <div className="Revisions">
        <Side revision={from} title={title} text={text} hides="added" language={language} />
        <Side revision={to} title={title} text={text} hides="removed" language={language} />
      </div>
    </>
  )
}

type SideProps = {
  revision: ItemRevision
  title: readonly DiffPart[]
  text: readonly DiffPart[]
  hides: DiffPart['kind']
  language: string
}

function Side({ revision, title, text, hides, language }: SideProps) {
  const lang = language === 'und' ? {} : { lang: language }
  const name = nameRevision(revision)
  return (
    <section className="Revision" aria-label={name}>
      <h3>{name}</h3>
      <div data-content="" dir="auto" {...lang}>
        <p className="Revision-title">
          <Parts parts={title.filter(({ kind }) => kind !== hides)} />
        </p>
        <p className="Revision-text">
          <Parts parts={text.filter(({ kind }) => kind !== hides)} />
        </p>
      </div>
    </section>
  )
}

function Parts({ parts }: { parts: readonly DiffPart[] }) {
  return parts.map(({ kind, text }, index) => {
    if (kind === 'same') return text
    const Changed = kind === 'removed' ? 'del' : 'ins'
    return (
      <Changed key={index}>
        <span className="visually-hidden">{kind === 'removed' ? t('items.removed') : t('items.added')} </span>
        {text}
        <span className="visually-hidden"> {t('items.changeEnds')}</span>
      </Changed>
    )
  })
}
