import {
  PREVIEW_COUNT_MAX,
  type PurgeCount,
  type PurgePreview,
  type RetentionView,
} from '@hub/core/retention/purge-view.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { retentionQuery } from '../../data/retention.ts'
import { useMay } from '../../data/session.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { formatList, formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Time } from '../../ui/Time.tsx'
import { AdminLead } from './AdminLead.tsx'
import { HoldsPanel } from './HoldsPanel.tsx'
import { PeriodDialog } from './PeriodDialog.tsx'

/** How long things are kept, what goes next, what is held back, and what went. */
export function RetentionTab() {
  const query = useQuery(retentionQuery)
  return (
    <>
      <AdminLead>{t('retention.lead')}</AdminLead>
      <QueryPart query={query}>{(view) => <Periods view={view} />}</QueryPart>
      <HoldsPanel />
      <QueryPart query={query}>{(view) => <Runs view={view} />}</QueryPart>
    </>
  )
}

type Period = RetentionView['periods'][number]

function Periods({ view }: { view: RetentionView }) {
  const may = useMay()
  const [open, setOpen] = useState<Period | null>(null)
  const next = new Map<string, PurgePreview>(view.next.map((row) => [row.class, row]))
  return (
    <Panel title={t('retention.periods')} isFlush>
      <DataTable
        caption={t('retention.periods')}
        rows={view.periods}
        rowKey={({ period }) => period}
        columns={[
          {
            id: 'what',
            title: t('retention.what'),
            isLead: true,
            cell: ({ period }) => t(`retention.period.${period}`),
          },
          {
            id: 'days',
            title: t('retention.days'),
            align: 'end',
            cell: ({ days }) => t('retention.daysCount', { count: days }),
          },
          { id: 'next', title: t('retention.next'), cell: ({ period }) => <Next count={next.get(period)} /> },
          {
            id: 'change',
            title: t('retention.change'),
            hidesTitle: true,
            align: 'end',
            cell: (row) =>
              may('retention.change') ? (
                <Button
                  onPress={() => setOpen(row)}
                  ariaLabel={t('retention.changeOf', { what: t(`retention.period.${row.period}`) })}
                >
                  {t('retention.change')}
                </Button>
              ) : null,
          },
        ]}
      />
      {view.next.some(({ isCapped }) => isCapped) ? (
        <p className="Panel-body secondary">{t('retention.capped', { count: formatNumber(PREVIEW_COUNT_MAX) })}</p>
      ) : null}
      {open ? <PeriodDialog period={open} onClose={() => setOpen(null)} /> : null}
    </Panel>
  )
}

function Next({ count }: { count: PurgePreview | undefined }) {
  if (!count) return <span className="secondary">{t('retention.noCount')}</span>
  const kept = [
    count.held > 0 ? t('retention.held', { count: count.held }) : null,
    count.evidence > 0 ? t('retention.evidence', { count: count.evidence }) : null,
    count.engine > 0 ? t('retention.engine', { count: count.engine }) : null,
  ].filter((part) => part !== null)
  return (
    <span>
      {sayDeleted(count)}
      {kept.length > 0 ? <span className="secondary"> · {formatList(kept)}</span> : null}
    </span>
  )
}

function sayDeleted({ deleted, isCapped }: PurgePreview): string {
  const count = formatNumber(Math.min(deleted, isCapped ? PREVIEW_COUNT_MAX : deleted))
  if (!isCapped) return count
  return t(deleted >= PREVIEW_COUNT_MAX ? 'retention.moreThan' : 'retention.atLeast', { count })
}

function Runs({ view }: { view: RetentionView }) {
  const said = ({ deleted, class: name }: PurgeCount) =>
    t('retention.deletedOf', { count: deleted, what: t(`retention.period.${name}`) })
  return (
    <Panel title={t('retention.runs')} isFlush={view.runs.length > 0}>
      {view.runs.length === 0 ? (
        <p className="secondary">{t('retention.noRuns')}</p>
      ) : (
        <DataTable
          caption={t('retention.runs')}
          rows={view.runs}
          rowKey={({ id }) => id}
          columns={[
            {
              id: 'when',
              title: t('retention.when'),
              isLead: true,
              cell: (run) => <Time at={run.startedAt} as="moment" />,
            },
            { id: 'state', title: t('retention.state'), cell: (run) => t(`retention.run.${run.state}`) },
            {
              id: 'deleted',
              title: t('retention.deleted'),
              cell: (run) => {
                const gone = run.classes.filter(({ deleted }) => deleted > 0)
                return gone.length > 0 ? formatList(gone.map(said)) : t('retention.nothing')
              },
            },
            { id: 'by', title: t('retention.by'), cell: (run) => <Content>{run.startedBy}</Content> },
          ]}
        />
      )}
    </Panel>
  )
}
