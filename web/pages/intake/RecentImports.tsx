import type { ItemImportView } from '@hub/core/intake/item-import.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import { importsQuery } from '../../data/intake.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { Badge, type BadgeTone } from '../../ui/Badge.tsx'
import { Content } from '../../ui/Content.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Time } from '../../ui/Time.tsx'

/** The newest imports, so that one that was left is found again. */
export function RecentImports() {
  const query = useQuery(importsQuery)
  return (
    <Panel title={t('intake.recent')} isFlush={(query.data?.rows.length ?? 0) > 0}>
      <QueryPart query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="secondary">{t('intake.recentNone')}</p>
          ) : (
            <DataTable caption={t('intake.recent')} columns={columns()} rows={rows} rowKey={({ id }) => id} />
          )
        }
      </QueryPart>
    </Panel>
  )
}

const TONES: Record<ItemImportView['state'], BadgeTone> = {
  uploading: 'neutral',
  running: 'accent',
  done: 'good',
  stopped: 'warning',
}

const columns = (): readonly Column<ItemImportView>[] => [
  {
    id: 'name',
    title: t('intake.file'),
    isLead: true,
    cell: ({ id, name }) => (
      <Link to="/items/import" search={{ id }}>
        <Content>{name}</Content>
      </Link>
    ),
  },
  {
    id: 'state',
    title: t('intake.state'),
    cell: ({ state }) => <Badge tone={TONES[state]}>{t(`intake.state.${state}`)}</Badge>,
  },
  { id: 'added', title: t('intake.added'), align: 'end', cell: ({ added }) => formatNumber(added) },
  { id: 'refused', title: t('intake.refused'), align: 'end', cell: ({ refused }) => formatNumber(refused) },
  { id: 'by', title: t('intake.startedBy'), cell: ({ startedBy }) => <Content>{startedBy}</Content> },
  { id: 'at', title: t('intake.startedAt'), cell: ({ startedAt }) => <Time at={startedAt} /> },
]
