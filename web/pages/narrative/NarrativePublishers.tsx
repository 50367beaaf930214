import type { NarrativeDetail } from '@hub/core/narrative/narrative-view.ts'

import { formatList, formatNumber, languageName } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Panel } from '../../ui/Panel.tsx'

type Publisher = NarrativeDetail['publishers'][number]

const SHOWN = 8

/** Who carried the narrative, in the order in which they began to, with how much; those who only copied say so. */
export function NarrativePublishers({ narrative }: { narrative: NarrativeDetail }) {
  const { publishers } = narrative
  const most = Math.max(1, ...publishers.map(({ itemCount }) => itemCount))
  const independent = publishers.filter(({ itemCount }) => itemCount > 0).length
  const unlisted = Math.max(0, narrative.publisherCount - independent)
  return (
    <Panel title={t('narratives.publishersTitle')} aside={formatNumber(narrative.publisherCount)}>
      {publishers.length > 1 ? <p className="Publishers-note">{t('narratives.publishersOrder')}</p> : null}
      <PublisherList publishers={publishers.slice(0, SHOWN)} most={most} />
      {publishers.length > SHOWN ? (
        <Disclosure summary={t('narratives.morePublishers', { count: publishers.length - SHOWN + unlisted })}>
          <PublisherList publishers={publishers.slice(SHOWN)} most={most} />
          {unlisted > 0 ? (
            <p className="Publishers-note">{t('narratives.publishersUnlisted', { count: unlisted })}</p>
          ) : null}
        </Disclosure>
      ) : null}
      <p className="Publishers-note">
        {t('narratives.inLanguages', { names: formatList(narrative.languages.map(languageName)) })}
      </p>
    </Panel>
  )
}

function PublisherList({ publishers, most }: { publishers: readonly Publisher[]; most: number }) {
  return (
    <ul className="Publishers">
      {publishers.map(({ id, name, domain, itemCount }) => (
        <li key={id}>
          <bdi data-content="" title={domain}>
            {name}
          </bdi>
          <span className="Publishers-bar" aria-hidden="true">
            <span style={{ inlineSize: `${(itemCount / most) * 100}%` }} />
          </span>
          <span>{itemCount > 0 ? t('narratives.items', { count: itemCount }) : t('narratives.copiesOnly')}</span>
        </li>
      ))}
    </ul>
  )
}
