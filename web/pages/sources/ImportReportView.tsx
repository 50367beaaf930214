import type { ImportReport } from '@hub/core/source/source-view.ts'
import { useQuery } from '@tanstack/react-query'

import { importReportQuery } from '../../data/sources.ts'
import { formatNumber } from '../../i18n/format.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Notice } from '../../ui/Notice.tsx'

/** What became of an imported file: how many went in, and each refused entry with its line and the reason. */
export function ImportReportView({ id, first, onClose }: { id: string; first: ImportReport; onClose: () => void }) {
  const report = useQuery({ ...importReportQuery(id), initialData: first }).data
  const facts = [
    { term: t('sources.reportFound'), value: formatNumber(report.found) },
    { term: t('sources.reportAdded'), value: formatNumber(report.added) },
    { term: t('sources.reportKnown'), value: formatNumber(report.alreadyThere) },
    { term: t('sources.reportRefused'), value: formatNumber(report.refused.length) },
  ]
  const footer = (
    <Button variant="primary" onPress={onClose}>
      {t('sources.reportClose')}
    </Button>
  )
  return (
    <Dialog
      title={<T id="sources.reportTitle" values={{ name: <Content>{report.name}</Content> }} />}
      isOpen
      onClose={onClose}
      footer={footer}
      isWide
    >
      {report.finishedAt === null ? <Notice role="status">{t('sources.reportRunning')}</Notice> : null}
      <Facts facts={facts} />
      <p className="secondary">
        {report.profile ? (
          <T
            id={report.profile.inForce ? 'sources.reportProfile' : 'sources.reportProfileOver'}
            values={{ title: <Content>{report.profile.title}</Content> }}
          />
        ) : (
          t('sources.reportNoProfile')
        )}
      </p>
      {report.refused.length === 0 ? (
        <Notice tone="accent">{t('sources.reportClean')}</Notice>
      ) : (
        <>
          <h3>{t('sources.reportRefusedTitle', { count: report.refused.length })}</h3>
          <DataTable
            caption={t('sources.reportRefused')}
            rows={report.refused.map((entry, index) => ({ ...entry, index }))}
            rowKey={({ index }) => String(index)}
            columns={[
              {
                id: 'line',
                title: t('sources.reportLine'),
                sortBy: ({ line }) => line,
                cell: ({ line }) => (line === null ? null : formatNumber(line)),
              },
              {
                id: 'text',
                title: t('sources.reportEntry'),
                isLead: true,
                cell: ({ text }) => <Content>{text}</Content>,
              },
              { id: 'reason', title: t('sources.reportReason'), cell: ({ reason }) => <Content>{reason}</Content> },
            ]}
          />
        </>
      )}
    </Dialog>
  )
}
