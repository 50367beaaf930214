import type { SourceView } from '@hub/core/source/source-view.ts'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'

import { useMay } from '../../data/session.ts'
import { formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { CheckInput } from '../../ui/CheckInput.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { healthTone } from './say-health.ts'
import { SourceBulkBar } from './SourceBulkBar.tsx'
import type { SourceDialogKind } from './SourceMenu.tsx'
import { SourceTable } from './SourceTable.tsx'

type Props = {
  rows: readonly SourceView[]
  total: number
  isNarrowed: boolean
  onAdd: (() => void) | null
  onDialog: (kind: SourceDialogKind, source: SourceView) => void
}

/** The table with its count, and the bar that appears once something is chosen. */
export function SourceList({ rows, total, isNarrowed, onAdd, onDialog }: Props) {
  const may = useMay()
  const navigate = useNavigate({ from: '/sources' })
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const canManage = may('source.manage')
  if (rows.length === 0 && isNarrowed) {
    return (
      <EmptyState
        title={t('sources.noMatch')}
        action={<Button onPress={() => void navigate({ search: {} })}>{t('sources.clearFilters')}</Button>}
      >
        {t('sources.noMatchWhat')}
      </EmptyState>
    )
  }
  if (rows.length === 0) {
    return (
      <EmptyState
        title={t('sources.empty')}
        example={t('sources.emptyExample')}
        action={onAdd ? <Button onPress={onAdd}>{t('sources.add')}</Button> : null}
      >
        {t('sources.emptyWhat')}
      </EmptyState>
    )
  }
  const shown = rows.filter(({ id }) => chosen.has(id))
  const failing = rows.filter((row) => healthTone(row) === 'bad').length
  const choose = (id: string, isChosen: boolean) =>
    setChosen(new Set(isChosen ? [...chosen, id] : [...chosen].filter((each) => each !== id)))
  return (
    <>
      <div className="SourceCount">
        {canManage ? (
          <CheckInput
            ariaLabel={t('sources.pickAll')}
            isSelected={shown.length === rows.length}
            isIndeterminate={shown.length > 0 && shown.length < rows.length}
            onChange={(isAll) => setChosen(new Set(isAll ? rows.map(({ id }) => id) : []))}
          />
        ) : null}
        <span>
          {t('sources.count', { count: total })},{' '}
          {failing > 0 ? t('sources.failing', { count: failing }) : t('sources.allFine')}
        </span>
      </div>
      {total > rows.length ? (
        <p className="secondary">
          {t('sources.partial', { shown: formatNumber(rows.length), total: formatNumber(total) })}
        </p>
      ) : null}
      <SourceTable rows={rows} chosen={chosen} onChoose={choose} canChoose={canManage} onDialog={onDialog} />
      {canManage ? <SourceBulkBar chosen={shown} onClear={() => setChosen(new Set())} /> : null}
    </>
  )
}
