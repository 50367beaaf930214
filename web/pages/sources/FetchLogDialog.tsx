import { POLL_OUTCOME_CODES } from '@hub/core/source/poll-outcome.ts'
import type { SourceView } from '@hub/core/source/source-view.ts'
import { useQuery } from '@tanstack/react-query'

import { type SourceFetch, sourceFetchesQuery } from '../../data/sources.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { formatNumber } from '../../i18n/format.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Content } from '../../ui/Content.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Time } from '../../ui/Time.tsx'

/** Every fetch of a source that is still kept, newest first. */
export function FetchLogDialog({ source, onClose }: { source: SourceView; onClose: () => void }) {
  const fetches = useQuery(sourceFetchesQuery(source.id))
  return (
    <Dialog
      title={<T id="sources.logTitle" values={{ title: <Content>{source.title}</Content> }} />}
      isOpen
      onClose={onClose}
      isWide
    >
      <p className="secondary">
        {t('sources.logHint')} <Content>{source.url}</Content>
      </p>
      <QueryPart query={fetches}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p>{t('sources.logEmpty')}</p>
          ) : (
            <DataTable caption={t('sources.logHint')} columns={columns()} rows={rows} rowKey={({ at }) => at} />
          )
        }
      </QueryPart>
    </Dialog>
  )
}

const columns = (): readonly Column<SourceFetch>[] => [
  { id: 'at', title: t('sources.logAt'), sortBy: ({ at }) => at, cell: ({ at }) => <Time at={at} as="moment" /> },
  { id: 'outcome', title: t('sources.logOutcome'), isLead: true, cell: (fetched) => <Outcome fetched={fetched} /> },
  {
    id: 'took',
    title: t('sources.logTook'),
    align: 'end',
    sortBy: ({ durationMs }) => durationMs,
    cell: ({ durationMs }) => t('sources.logMs', { ms: formatNumber(Math.round(durationMs)) }),
  },
  {
    id: 'size',
    title: t('sources.logSize'),
    align: 'end',
    sortBy: ({ bytes }) => bytes,
    cell: ({ bytes }) => t('sources.logKb', { kb: formatNumber(Math.ceil(bytes / 1024)) }),
  },
  { id: 'items', title: t('sources.logItems'), align: 'end', cell: ({ itemsFound }) => formatNumber(itemsFound) },
  {
    id: 'new',
    title: t('sources.logNew'),
    align: 'end',
    sortBy: ({ itemsNew }) => itemsNew,
    cell: ({ itemsNew }) => formatNumber(itemsNew),
  },
]

function Outcome({ fetched: { outcome, detail } }: { fetched: SourceFetch }) {
  const code = POLL_OUTCOME_CODES.find((each) => each === outcome)
  const isGood = code === 'fetched' || code === 'not_modified'
  return (
    <div className="FetchOutcome">
      <Badge tone={isGood ? 'good' : 'danger'}>
        {code ? t(`sources.outcome.${code}`) : <Content>{outcome}</Content>}
      </Badge>
      {detail ? (
        <span className="secondary">
          <Content>{detail}</Content>
        </span>
      ) : null}
    </div>
  )
}
