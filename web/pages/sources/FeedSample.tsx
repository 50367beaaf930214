import './feed-choice.css'

import type { FeedCandidate } from '@hub/core/source/page-order.ts'

import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Time } from '../../ui/Time.tsx'

/** The newest entries of a feed that was read for a person who decides on it. */
export function FeedSample({ newest }: { newest: FeedCandidate['newest'] }) {
  if (newest.length === 0) return null
  return (
    <ul className="FeedSample" aria-label={t('sources.sample')}>
      {newest.map(({ title, publishedAt }, index) => (
        <li key={`${index} ${title}`}>
          <Content>{title}</Content>
          <span className="secondary">
            {publishedAt ? <Time at={publishedAt} as="moment" /> : t('sources.sampleUndated')}
          </span>
        </li>
      ))}
    </ul>
  )
}
