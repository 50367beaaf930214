import './feed-choice.css'

import type { FeedCandidate, PageOrderView } from '@hub/core/source/page-order.ts'
import type { SourceView } from '@hub/core/source/source-view.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { orderDiscovery, pageOrderQuery } from '../../data/page-orders.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { formatNumber } from '../../i18n/format.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Time } from '../../ui/Time.tsx'
import { DiscoveryProgressWords } from './DiscoveryProgressWords.tsx'
import { FeedSample } from './FeedSample.tsx'

/** Before somebody decides on a proposed feed: a fresh look at what it brings, read at this moment, not collected. */
export function LookAtProposed({ source }: { source: SourceView }) {
  const [orderId, setOrderId] = useState<string | null>(null)
  const look = useAct(() => orderDiscovery(source.url), [])
  const order = useQuery({ ...pageOrderQuery(orderId ?? ''), enabled: orderId !== null })
  const isLooking = look.isPending || order.data?.state === 'waiting'
  return (
    <Panel title={t('sources.look')}>
      <div className="LookAtProposed">
        <p className="secondary">{t('sources.lookWhat')}</p>
        {orderId === null ? null : <QueryPart query={order}>{(view) => <Seen order={view} />}</QueryPart>}
        <div>
          <Button
            isPending={isLooking}
            onPress={() => look.mutate(undefined, { onSuccess: ({ id }) => setOrderId(id) })}
          >
            {t(orderId === null ? 'sources.lookNow' : 'sources.lookAgain')}
          </Button>
        </div>
        <ActProblem error={look.error} />
      </div>
    </Panel>
  )
}

function Seen({ order }: { order: PageOrderView }) {
  if (order.kind !== 'discover_feeds') return null
  if (order.state === 'waiting') return <DiscoveryProgressWords address={order.url} progress={order.progress} />
  const [itself] = order.result?.candidates ?? []
  if (!itself) {
    return (
      <Notice tone="danger" role="alert">
        <Content>{order.problem?.message ?? t('sources.addNothing')}</Content>
      </Notice>
    )
  }
  return (
    <div role="status" className="LookAtProposed-seen">
      {itself.foundBy === 'given' ? null : (
        <Notice tone="warning">{t('sources.lookOther', { url: itself.url })}</Notice>
      )}
      <p>
        <strong>
          <Content>{itself.title}</Content>
        </strong>{' '}
        <Facts candidate={itself} />
      </p>
      <FeedSample newest={itself.newest} />
    </div>
  )
}

function Facts({ candidate: { kind, itemCount, newestAt } }: { candidate: FeedCandidate }) {
  return (
    <span className="secondary">
      {t('sources.lookFacts', {
        kind: t(`sources.feedKind.${kind}`),
        count: itemCount,
        shown: formatNumber(itemCount),
      })}{' '}
      {newestAt ? <T id="sources.addNewest" values={{ when: <Time at={newestAt} /> }} /> : null}
    </span>
  )
}
