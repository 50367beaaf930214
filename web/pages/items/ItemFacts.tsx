import type { ItemDetail } from '@hub/core/item/item-view.ts'
import { Link } from '@tanstack/react-router'

import { languageName } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Time } from '../../ui/Time.tsx'

/** Where an item comes from, its times in the reader's zone, its language, and which watched terms it holds. */
export function ItemFacts({ item }: { item: ItemDetail }) {
  return (
    <Facts
      facts={[
        { term: t('items.publisher'), value: <PublisherLink item={item} /> },
        { term: t('items.source'), value: <SourceLink item={item} /> },
        { term: t('items.kind'), value: t(`items.sourceKind.${item.source.kind}`) },
        { term: t('items.published'), value: <Published item={item} /> },
        { term: t('items.firstSeen'), value: <Time at={item.firstSeenAt} as="moment" /> },
        { term: t('items.eventTime'), value: <Time at={item.eventAt} as="moment" /> },
        { term: t('items.language'), value: languageName(item.language) },
        {
          term: t('items.matchedTerms'),
          value: item.matchedTerms.length > 0 ? <MatchedTerms terms={item.matchedTerms} /> : t('items.noMatchedTerms'),
        },
      ]}
    />
  )
}

function PublisherLink({ item }: { item: ItemDetail }) {
  return (
    <Link to="/items" search={{ publisherId: item.publisher.id }}>
      <Content>{item.publisher.name}</Content>
    </Link>
  )
}

function SourceLink({ item }: { item: ItemDetail }) {
  return (
    <Link to="/items" search={{ sourceId: item.source.id }}>
      <Content>{item.source.title}</Content>
    </Link>
  )
}

function Published({ item }: { item: ItemDetail }) {
  return (
    <>
      {item.publishedAt ? <Time at={item.publishedAt} as="moment" /> : t('items.publishedUnknown')}
      {item.publishedRaw ? (
        <div className="secondary">
          {t('items.asWritten')} <Content>{item.publishedRaw}</Content>
        </div>
      ) : null}
    </>
  )
}

function MatchedTerms({ terms }: { terms: readonly string[] }) {
  return (
    <ul className="KeyTerms">
      {terms.map((term) => (
        <li key={term}>
          <Content>{term}</Content>
        </li>
      ))}
    </ul>
  )
}
