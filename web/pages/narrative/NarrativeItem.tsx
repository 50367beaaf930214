import type { NarrativeItemView } from '@hub/core/narrative/narrative-view.ts'
import { Link } from '@tanstack/react-router'

import { languageName } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Content } from '../../ui/Content.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Time } from '../../ui/Time.tsx'
import { itemTexts } from './item-texts.ts'
import { MarkedText } from './MarkedText.tsx'
import { WhyItBelongs } from './WhyItBelongs.tsx'

type Props = {
  item: NarrativeItemView
  isWhyOpen?: boolean
  /** Only where a page has room for one line each. */
  isShort?: boolean
}

/** One publication: who, when, what, and why it stands here. The original opens in a new tab, which is told nothing of us. */
export function NarrativeItem({ item, isWhyOpen, isShort }: Props) {
  const terms = item.why.terms.map(({ term }) => term)
  const texts = itemTexts(item.title, item.excerpt)
  const title = <MarkedText text={texts.heading} terms={terms} language={item.language} />
  return (
    <article className="NarrativeItem">
      <p className="NarrativeItem-meta">
        <strong>
          <Content>{item.publisher}</Content>
        </strong>
        {' · '}
        <Time at={item.publishedAt ?? item.firstSeenAt} />
        {' · '}
        {languageName(item.language)}
        {item.source === item.publisher ? null : (
          <>
            {' · '}
            <Content>{item.source}</Content>
          </>
        )}
        {item.url ? (
          <>
            {' · '}
            <a href={item.url} target="_blank" rel="noopener noreferrer nofollow">
              {t('narratives.original')} <Icon name="external" size={12} />
              <span className="visually-hidden"> {t('narratives.opensNewTab')}</span>
            </a>
          </>
        ) : null}
        {item.why.copyOf ? <Badge>{t('narratives.copy')}</Badge> : null}
        {item.status === 'confirmed' ? <Badge tone="good">{t('narratives.itemConfirmed')}</Badge> : null}
      </p>
      <h3>
        <Link to="/items/$itemId" params={{ itemId: item.id }}>
          {title}
        </Link>
      </h3>
      {isShort || !texts.body ? null : (
        <p className="NarrativeItem-excerpt">
          <MarkedText text={texts.body} terms={terms} language={item.language} />
        </p>
      )}
      <WhyItBelongs item={item} isOpen={isWhyOpen ?? false} />
    </article>
  )
}
