import type { RowReading } from '@hub/core/intake/read-row.ts'

import { formatDay, formatNumber, languageName } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Content } from '../../ui/Content.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Panel } from '../../ui/Panel.tsx'

const SHOWN = 8
const TEXT_SHOWN = 160

/** The first rows as they would be stored, those that would be refused among them. */
export function ImportPreview({ rows, isWhole }: { rows: readonly RowReading[]; isWhole: boolean }) {
  const refused = rows.filter(({ ok }) => !ok)
  const shown = [...refused.slice(0, SHOWN / 2), ...rows.filter(({ ok }) => ok)]
    .slice(0, SHOWN)
    .toSorted((a, b) => a.row - b.row)
  return (
    <Panel title={t('intake.preview')} isFlush={rows.length > 0}>
      {rows.length === 0 ? (
        <Notice tone="warning">{t('intake.previewNone')}</Notice>
      ) : (
        <>
          <DataTable caption={t('intake.preview')} columns={columns()} rows={shown} rowKey={({ row }) => String(row)} />
          <p className="ImportPreview-sum secondary">
            {t(isWhole ? 'intake.previewAll' : 'intake.previewSome', {
              count: rows.length,
              refused: refused.length,
            })}
          </p>
        </>
      )}
    </Panel>
  )
}

const columns = (): readonly Column<RowReading>[] => [
  { id: 'row', title: t('intake.row'), align: 'end', cell: ({ row }) => formatNumber(row) },
  {
    id: 'item',
    title: t('intake.item'),
    isLead: true,
    cell: (row) =>
      row.ok ? (
        <div className="ImportPreview-item">
          <strong>
            <Content>{row.item.title}</Content>
          </strong>
          <span className="secondary">
            <Content>{row.item.text.slice(0, TEXT_SHOWN)}</Content>
          </span>
        </div>
      ) : (
        <div className="ImportPreview-item">
          <Badge tone="danger">{t('intake.wouldRefuse')}</Badge>
          <Content>{row.reason}</Content>
          <span className="secondary">
            <Content>{row.shown.slice(0, TEXT_SHOWN)}</Content>
          </span>
        </div>
      ),
  },
  {
    id: 'published',
    title: t('intake.field.publishedAt'),
    cell: (row) => (row.ok && row.item.publishedAt ? formatDay(row.item.publishedAt) : null),
  },
  {
    id: 'publisher',
    title: t('intake.field.publisher'),
    cell: (row) => (row.ok ? <Content>{row.item.publisher ?? hostOf(row.item.url)}</Content> : null),
  },
  {
    id: 'language',
    title: t('intake.field.language'),
    cell: (row) => (row.ok ? (row.item.language ? languageName(row.item.language) : t('intake.languageTold')) : null),
  },
]

function hostOf(url: string | null): string {
  return url === null ? '' : new URL(url).hostname
}
