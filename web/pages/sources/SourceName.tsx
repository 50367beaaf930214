import './source-name.css'
import './source-page.css'

import type { SourceView } from '@hub/core/source/source-view.ts'
import { Link } from '@tanstack/react-router'

import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Content } from '../../ui/Content.tsx'

const TAGS_SHOWN = 3

/** A source's name, leading to its page; under it who publishes it, whether it is a fact-checker, its kind where that is no feed, its tags. */
export function SourceName({ source }: { source: SourceView }) {
  const { publisher, kind, tags, proposedBy, readsClaimReviews } = source
  return (
    <div className="SourceName">
      <Link to="/sources/$sourceId" params={{ sourceId: source.id }} className="SourceName-title">
        <Content language={source.language}>{source.title}</Content>
      </Link>
      {publisher.name === source.title ? null : (
        <span className="secondary SourcePage-address">
          <Content>{publisher.name}</Content>
        </span>
      )}
      {readsClaimReviews ? (
        <span>
          <Badge tone="accent">{t('sources.factChecker')}</Badge>
        </span>
      ) : null}
      {kind === 'feed' ? null : <span className="secondary">{t(`sources.kind.${kind}`)}</span>}
      {proposedBy ? (
        <span className="secondary">
          <T id="sources.proposedBy" values={{ name: <Content>{proposedBy}</Content> }} />
        </span>
      ) : null}
      {tags.length > 0 ? (
        <span className="SourceTags">
          {tags.slice(0, TAGS_SHOWN).map((tag) => (
            <Link key={tag} to="/sources" search={{ tag }} className="SourceTag">
              <Content>{tag}</Content>
            </Link>
          ))}
          {tags.length > TAGS_SHOWN ? (
            <span className="secondary">{t('sources.moreTags', { count: tags.length - TAGS_SHOWN })}</span>
          ) : null}
        </span>
      ) : null}
    </div>
  )
}
