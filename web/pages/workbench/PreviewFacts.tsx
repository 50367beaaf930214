import type { RulingPreview } from '@hub/core/narrative/ruling-view.ts'

import { languageName } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Notice } from '../../ui/Notice.tsx'

const SHOWN_PUBLISHERS = 6

/** What a ruling would move, before it is made, and why it would be refused. */
export function PreviewFacts({ preview, isMerge }: { preview: RulingPreview; isMerge: boolean }) {
  const { publishers, cases, languages, copies, items, left, alerts, refusal } = preview
  const more = publishers.length - SHOWN_PUBLISHERS
  const facts = [
    {
      term: t('workbench.moves'),
      value:
        copies > 0 ? t('workbench.movesWithCopies', { count: items, copies }) : t('narratives.items', { count: items }),
    },
    { term: t(isMerge ? 'workbench.joins' : 'workbench.stays'), value: t('narratives.items', { count: left }) },
    {
      term: t('narratives.publishersTitle'),
      value: (
        <>
          <Content>{publishers.slice(0, SHOWN_PUBLISHERS).join(' · ')}</Content>
          {more > 0 ? ` ${t('workbench.morePublishers', { count: more })}` : null}
        </>
      ),
    },
    { term: t('workbench.languages'), value: languages.map(languageName).join(', ') },
    ...(isMerge
      ? [
          {
            term: t('narratives.cases'),
            value:
              cases.length === 0 ? (
                t('workbench.none')
              ) : (
                <Content>{cases.map(({ reference, title }) => `${reference} ${title}`).join(' · ')}</Content>
              ),
          },
          { term: t('workbench.alerts'), value: t('workbench.alertCount', { count: alerts }) },
        ]
      : [{ term: t('narratives.cases'), value: t('workbench.casesStay') }]),
  ]
  return (
    <>
      <Facts facts={facts} />
      {refusal ? (
        <Notice tone="warning" role="alert">
          {refusal.message}
        </Notice>
      ) : null}
    </>
  )
}
