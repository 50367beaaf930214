import type { UnitView } from '@hub/core/access/unit-view.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { useMay } from '../../data/session.ts'
import { unitsQuery } from '../../data/units.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { AdminLead } from './AdminLead.tsx'
import { UnitDialog } from './UnitDialog.tsx'

/** The units of government that are told and asked. */
export function UnitsTab() {
  const may = useMay()
  const units = useQuery(unitsQuery)
  const [editing, setEditing] = useState<UnitView | 'new' | null>(null)
  const canManage = may('unit.manage')
  const rows = units.data?.rows ?? []
  const nameOf = (id: string | null) => rows.find((unit) => unit.id === id)?.name ?? null
  const columns = columnsFor(nameOf, canManage ? setEditing : null)
  const open = canManage ? (
    <Button variant="primary" icon="plus" onPress={() => setEditing('new')}>
      {t('admin.units.open')}
    </Button>
  ) : null
  return (
    <>
      <AdminLead action={open}>{t('admin.units.lead')}</AdminLead>
      <QueryPart query={units}>
        {(list) => (
          <DataTable caption={t('admin.units.table')} columns={columns} rows={list.rows} rowKey={({ id }) => id} />
        )}
      </QueryPart>
      {editing ? (
        <UnitDialog unit={editing === 'new' ? null : editing} units={rows} onClose={() => setEditing(null)} />
      ) : null}
    </>
  )
}

function columnsFor(
  nameOf: (id: string | null) => string | null,
  onEdit: ((unit: UnitView) => void) | null,
): readonly Column<UnitView>[] {
  return [
    {
      id: 'name',
      title: t('admin.units.col.name'),
      isLead: true,
      sortBy: ({ name }) => name,
      cell: ({ name }) => (
        <strong>
          <Content>{name}</Content>
        </strong>
      ),
    },
    {
      id: 'kind',
      title: t('admin.units.col.kind'),
      sortBy: ({ kind }) => kind,
      cell: ({ kind }) => t(`admin.units.kind.${kind}`),
    },
    {
      id: 'parent',
      title: t('admin.units.col.parent'),
      sortBy: ({ parentId }) => nameOf(parentId),
      cell: ({ parentId }) => (parentId ? <Content>{nameOf(parentId)}</Content> : null),
    },
    {
      id: 'zone',
      title: t('admin.units.col.zone'),
      sortBy: ({ zone }) => zone,
      cell: ({ zone }) => <Content>{zone}</Content>,
    },
    {
      id: 'budget',
      title: t('admin.units.col.budget'),
      sortBy: ({ alertBudget }) => alertBudget ?? Number.POSITIVE_INFINITY,
      cell: ({ alertBudget }) => (alertBudget === null ? t('admin.units.noBudget') : formatNumber(alertBudget)),
    },
    { id: 'slug', title: t('admin.units.col.slug'), cell: ({ slug }) => <code data-content="">{slug}</code> },
    {
      id: 'acts',
      title: t('admin.units.edit'),
      hidesTitle: true,
      align: 'end',
      cell: (unit) =>
        onEdit ? (
          <Button size="small" ariaLabel={t('admin.units.editOf', { name: unit.name })} onPress={() => onEdit(unit)}>
            {t('admin.units.edit')}
          </Button>
        ) : null,
    },
  ]
}
