import { CASE_STATES, type CaseState } from '@hub/core/case/case-state.ts'
import type { CaseRow } from '@hub/core/case/case-view.ts'
import { Link } from '@tanstack/react-router'

import { t } from '../../i18n/t.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Content } from '../../ui/Content.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { Time } from '../../ui/Time.tsx'
import { CASE_TONES } from '../case/CaseHeader.tsx'
import { Severity } from '../narrative/Severity.tsx'
import { CaseSpark } from './CaseCard.tsx'
import { CaseClock } from './CaseClock.tsx'
import { CaseMenu } from './CaseMenu.tsx'

type Props = { rows: readonly CaseRow[]; onMove: (caseId: string, to: CaseState | null) => void }

/** The board's cases as a table: the same query, sortable, dismissed and merged ones too. */
export function CaseTable({ rows, onMove }: Props) {
  const columns: readonly Column<CaseRow>[] = [
    {
      id: 'case',
      title: t('board.col.case'),
      isLead: true,
      sortBy: (row) => row.reference,
      cell: (row) => <NameCell row={row} />,
    },
    {
      id: 'state',
      title: t('board.col.state'),
      sortBy: (row) => CASE_STATES.indexOf(row.state),
      cell: (row) => <Badge tone={CASE_TONES[row.state]}>{t(`case.state.${row.state}`)}</Badge>,
    },
    {
      id: 'severity',
      title: t('board.col.severity'),
      sortBy: (row) => row.severity,
      cell: (row) => <Severity value={row.severity} isShort />,
    },
    {
      id: 'priority',
      title: t('board.col.priority'),
      sortBy: (row) => (row.priority ? ['high', 'medium', 'low'].indexOf(row.priority) : null),
      cell: (row) => (row.priority ? t(`case.level.${row.priority}`) : null),
    },
    {
      id: 'lead',
      title: t('board.col.lead'),
      sortBy: (row) => row.leadUnit?.name ?? null,
      cell: (row) => (row.leadUnit ? <Content>{row.leadUnit.name}</Content> : null),
    },
    {
      id: 'clock',
      title: t('board.col.clock'),
      sortBy: (row) => row.clock?.dueAt ?? null,
      cell: (row) => (row.clock ? <CaseClock row={row} isAlways /> : null),
    },
    { id: 'trend', title: t('board.col.trend'), cell: (row) => <CaseSpark row={row} width={72} /> },
    {
      id: 'updated',
      title: t('board.col.updated'),
      sortBy: (row) => row.updatedAt,
      cell: (row) => <Time at={row.updatedAt} />,
    },
    {
      id: 'acts',
      title: t('board.col.acts'),
      hidesTitle: true,
      align: 'end',
      cell: (row) => <CaseMenu row={row} onMove={(to) => onMove(row.id, to)} />,
    },
  ]
  return <DataTable caption={t('board.table')} columns={columns} rows={rows} rowKey={({ id }) => id} />
}

function NameCell({ row }: { row: CaseRow }) {
  return (
    <div className="CaseTable-name" data-case-id={row.id}>
      <Content className="CaseCard-reference">{row.reference}</Content>
      <Link to="/cases/$caseId" params={{ caseId: row.id }}>
        <Content>{row.title}</Content>
      </Link>
    </div>
  )
}
