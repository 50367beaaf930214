import type { ItemImportView } from '@hub/core/intake/item-import.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import { importQuery, refusalsAddress, stopImport } from '../../data/intake.ts'
import { useMay } from '../../data/session.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { formatNumber } from '../../i18n/format.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Button, buttonClass } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Panel } from '../../ui/Panel.tsx'

/** An import while it runs and when it has ended: how far it is, and what became of its rows. */
export function ImportProgress({ id }: { id: string }) {
  const query = useQuery(importQuery(id))
  return <QueryPart query={query}>{(view) => <ImportReport view={view} />}</QueryPart>
}

function ImportReport({ view }: { view: ItemImportView }) {
  const facts = [
    { term: t('intake.found'), value: formatNumber(view.found) },
    { term: t('intake.added'), value: formatNumber(view.added) },
    { term: t('intake.known'), value: formatNumber(view.known) },
    { term: t('intake.filtered'), value: formatNumber(view.filtered) },
    { term: t('intake.refused'), value: formatNumber(view.refused) },
  ]
  return (
    <>
      <Panel title={<Content>{view.name}</Content>} aside={<ImportActs view={view} />}>
        <div className="FormStack">
          <Standing view={view} />
          <Facts facts={facts} />
          <p className="secondary">
            <T
              id="intake.reportProfile"
              values={{ title: <Content>{view.profile.title}</Content>, name: <Content>{view.startedBy}</Content> }}
            />
          </p>
        </div>
      </Panel>
      {view.refused + view.filtered > 0 ? <RowsLeftOut view={view} /> : null}
    </>
  )
}

function Standing({ view }: { view: ItemImportView }) {
  if (view.state === 'done')
    return (
      <Notice tone="accent" role="status">
        {t(view.refused === 0 ? 'intake.doneClean' : 'intake.doneRefused', { count: view.refused })}{' '}
        {view.filtered > 0 ? t('intake.doneFiltered', { count: view.filtered }) : null}
      </Notice>
    )
  if (view.state === 'stopped')
    return (
      <Notice tone="warning" role="status">
        <Content>{view.problem ?? t('intake.stopped')}</Content>
      </Notice>
    )
  return (
    <Notice>
      <p>{t(view.state === 'uploading' ? 'intake.uploading' : 'intake.running')}</p>
      <progress
        className="Progress"
        value={view.state === 'uploading' ? view.bytesReceived : view.bytesRead}
        max={view.bytes}
        aria-label={t('intake.progress')}
      />
    </Notice>
  )
}

function ImportActs({ view }: { view: ItemImportView }) {
  const may = useMay()
  const stop = useAct(() => stopImport(view.id), [['item-import', view.id], ['item-imports']])
  if (view.state === 'running' && may('item.add')) {
    return (
      <>
        <ActProblem error={stop.error} />
        <Button onPress={() => stop.mutate(undefined)} isPending={stop.isPending}>
          {t('intake.stop')}
        </Button>
      </>
    )
  }
  return (
    <Link to="/items/import" className={buttonClass()}>
      {t('intake.another')}
    </Link>
  )
}

/** Each row that was refused or that no term wanted, with the reason. */
function RowsLeftOut({ view }: { view: ItemImportView }) {
  const count = view.refused + view.filtered
  const download = (
    <a href={refusalsAddress(view.id)} download className={buttonClass('secondary', 'small')}>
      {t('intake.download')}
    </a>
  )
  return (
    <Panel title={t('intake.refusedRows', { count })} aside={download} isFlush>
      <DataTable
        caption={t('intake.refusedRows', { count })}
        rows={view.refusals}
        rowKey={({ row }) => String(row)}
        columns={[
          {
            id: 'row',
            title: t('intake.row'),
            align: 'end',
            sortBy: ({ row }) => row,
            cell: ({ row }) => formatNumber(row),
          },
          { id: 'reason', title: t('intake.reason'), isLead: true, cell: ({ reason }) => <Content>{reason}</Content> },
          {
            id: 'shown',
            title: t('intake.shown'),
            cell: ({ shown }) => (
              <span className="secondary">
                <Content>{shown}</Content>
              </span>
            ),
          },
        ]}
      />
      {count > view.refusals.length ? (
        <p className="ImportPreview-sum secondary">{t('intake.refusedMore', { count: view.refusals.length })}</p>
      ) : null}
    </Panel>
  )
}
