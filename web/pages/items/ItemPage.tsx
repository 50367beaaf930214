import './items.css'
import './item.css'

import type { ItemDetail } from '@hub/core/item/item-view.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'

import { ApiProblem } from '../../api-problem.ts'
import { itemQuery } from '../../data/items.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Page } from '../../ui/Page.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Time } from '../../ui/Time.tsx'
import { MatchesPanel } from '../fact-checks/MatchesPanel.tsx'
import { HoldMark } from '../holds/HoldMark.tsx'
import { HoldMenu } from '../holds/HoldMenu.tsx'
import { ItemFacts } from './ItemFacts.tsx'
import { ItemNarrative } from './ItemNarrative.tsx'
import { ItemRevisions } from './ItemRevisions.tsx'
import { ItemSightings } from './ItemSightings.tsx'
import { ItemText } from './ItemText.tsx'

/** Everything the hub keeps about one publication: its words, their changes, who carries it, and where it stands. */
export function ItemPage() {
  const { itemId } = useParams({ from: '/frame/items/$itemId' })
  const query = useQuery(itemQuery(itemId))
  const item = query.data
  const isMissing = query.error instanceof ApiProblem && query.error.status === 404
  return (
    <Page
      title={t('items.one')}
      back={
        <Link to="/items" className="BackLink">
          <Icon name="back" size={14} />
          {t('items.title')}
        </Link>
      }
      heading={
        isMissing ? (
          t('items.one')
        ) : item?.title ? (
          <Content language={item.language}>{item.title}</Content>
        ) : (
          t('items.untitled')
        )
      }
      lead={item ? <ItemLead item={item} /> : null}
      actions={item ? <HoldMenu kind="item" objectId={item.id} title={item.title || t('items.untitled')} /> : null}
    >
      {isMissing ? <ItemMissing /> : null}
      {isMissing ? null : (
        <QueryPart query={query}>
          {(shown) => (
            <div className="Item">
              <div className="Item-words">
                <Panel title={t('items.text')}>
                  <ItemText item={shown} />
                </Panel>
                {shown.narrative ? <MatchesPanel narrativeId={shown.narrative.id} itemId={shown.id} /> : null}
                {shown.revisions > 1 ? <ItemRevisions item={shown} /> : null}
              </div>
              <div className="Item-side">
                <Panel title={t('items.narrative')}>
                  <ItemNarrative item={shown} />
                </Panel>
                <Panel title={t('items.facts')}>
                  <ItemFacts item={shown} />
                </Panel>
                <Panel title={t('items.sightings', { count: shown.sightings.length })}>
                  <ItemSightings sightings={shown.sightings} />
                </Panel>
              </div>
            </div>
          )}
        </QueryPart>
      )}
    </Page>
  )
}

/** A link may outlive its item: texts are deleted after their time. */
function ItemMissing() {
  return (
    <ErrorState
      title={t('frame.cannotShow')}
      happened={t('retention.itemMissing')}
      safe={t('retention.itemMissingSafe')}
      todo={t('retention.itemMissingTodo')}
    />
  )
}

function ItemLead({ item }: { item: ItemDetail }) {
  return (
    <>
      <p>
        <T
          id="items.publishedBy"
          values={{
            publisher: <Content>{item.publisher.name}</Content>,
            when: <Time at={item.publishedAt ?? item.firstSeenAt} as="moment" />,
          }}
        />{' '}
        <HoldMark kind="item" objectId={item.id} />
      </p>
      {item.url ? (
        <p className="Item-original">
          <a href={item.url} target="_blank" rel="noopener noreferrer nofollow">
            {t('items.original')} <Icon name="external" size={12} />
          </a>{' '}
          <span className="secondary">{t('items.originalNote', { site: siteOf(item.url) })}</span>
        </p>
      ) : null}
    </>
  )
}

function siteOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}
