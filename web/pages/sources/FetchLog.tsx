import './source-page.css'

import { POLL_OUTCOME_CODES } from '@hub/core/source/poll-outcome.ts'
import type { FetchView } from '@hub/core/source/fetch-view.ts'
import { useInfiniteQuery } from '@tanstack/react-query'

import { sourceFetchesQuery } from '../../data/sources.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { formatNumber } from '../../i18n/format.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Time } from '../../ui/Time.tsx'

/** Every fetch of a source that is still kept, newest first. */
export function FetchLog({ sourceId }: { sourceId: string }) {
  const query = useInfiniteQuery(sourceFetchesQuery(sourceId))
  return (
    <Panel title={t('sources.log')}>
      <QueryPart query={query}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows)
          return rows.length === 0 ? (
            <p className="secondary">{t('sources.logEmpty')}</p>
          ) : (
            <DataTable caption={t('sources.logHint')} columns={columns()} rows={rows} rowKey={({ id }) => id} />
          )
        }}
      </QueryPart>
      {query.hasNextPage ? (
        <div className="SourcePage-more">
          <Button size="small" onPress={() => void query.fetchNextPage()} isPending={query.isFetchingNextPage}>
            {t('ui.more')}
          </Button>
        </div>
      ) : null}
    </Panel>
  )
}

const columns = (): readonly Column<FetchView>[] => [
  { id: 'at', title: t('sources.logAt'), cell: ({ at }) => <Time at={at} as="moment" /> },
  { id: 'outcome', title: t('sources.logOutcome'), isLead: true, cell: (fetched) => <Outcome fetched={fetched} /> },
  {
    id: 'took',
    title: t('sources.logTook'),
    align: 'end',
    cell: ({ durationMs }) => t('sources.logMs', { ms: formatNumber(Math.round(durationMs)) }),
  },
  {
    id: 'size',
    title: t('sources.logSize'),
    align: 'end',
    cell: ({ bytes }) => t('sources.logKb', { kb: formatNumber(Math.ceil(bytes / 1024)) }),
  },
  { id: 'items', title: t('sources.logItems'), align: 'end', cell: ({ itemsFound }) => formatNumber(itemsFound) },
  { id: 'new', title: t('sources.logNew'), align: 'end', cell: ({ itemsNew }) => formatNumber(itemsNew) },
]

function Outcome({ fetched: { outcome, detail, httpStatus, times, until } }: { fetched: FetchView }) {
  const code = POLL_OUTCOME_CODES.find((each) => each === outcome)
  const isGood = code === 'fetched' || code === 'not_modified'
  return (
    <div className="FetchOutcome">
      <Badge tone={isGood ? 'good' : 'danger'}>
        {code ? t(`sources.outcome.${code}`) : <Content>{outcome}</Content>}
      </Badge>
      {times > 1 && until ? (
        <span className="secondary">
          <T id="sources.logTimes" values={{ times, until: <Time at={until} as="moment" /> }} />
        </span>
      ) : null}
      {!isGood && httpStatus !== null ? (
        <span className="secondary">{t('sources.status', { status: httpStatus })}</span>
      ) : null}
      {detail ? (
        <span className="secondary">
          <Content>{detail}</Content>
        </span>
      ) : null}
    </div>
  )
}
