import type { SourceFilter } from '@hub/core/source/source-filter.ts'
import type { SourceView } from '@hub/core/source/source-view.ts'

import { useMay } from '../../data/session.ts'
import { formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { CheckInput } from '../../ui/CheckInput.tsx'
import { NewRowsBar } from '../../ui/NewRowsBar.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useSteadyRows } from '../../ui/use-steady-rows.ts'
import { SourceBulkBar } from './SourceBulkBar.tsx'
import type { SourceDialogKind } from './SourceMenu.tsx'
import { SourceTable } from './SourceTable.tsx'
import { type Selection, useSelection } from './use-selection.ts'

type Props = {
  rows: readonly SourceView[]
  total: number
  filter: SourceFilter
  /** What is listed and how: another one starts afresh. */
  scope: string
  onDialog: (kind: SourceDialogKind, source: SourceView) => void
}

/** The table with its count, kept still under the cursor, and the bar that appears once something is chosen. */
export function SourceList({ rows, total, filter, scope, onDialog }: Props) {
  const canManage = useMay()('source.manage')
  const steady = useSteadyRows(rows, ({ id }) => id, scope)
  const selection = useSelection(steady.rows, total, filter)
  return (
    <div className="SourceList" {...steady.guard}>
      <ListHead rows={steady.rows} total={total} selection={canManage ? selection : undefined} />
      <NewRowsBar count={steady.waiting} onShow={steady.showAll} />
      <SourceTable rows={steady.rows} selection={canManage ? selection : undefined} onDialog={onDialog} />
      {canManage ? <SourceBulkBar selection={selection} rows={steady.rows} /> : null}
    </div>
  )
}

type HeadProps = { rows: readonly SourceView[]; total: number; selection: Selection | undefined }

function ListHead({ rows, total, selection }: HeadProps) {
  const isWhole = selection !== undefined && rows.length > 0 && rows.every(({ id }) => selection.has(id))
  return (
    <>
      <div className="SourceCount">
        {selection ? (
          <CheckInput
            ariaLabel={t('sources.pickAll')}
            isSelected={isWhole}
            isIndeterminate={selection.count > 0 && !isWhole}
            onChange={selection.chooseShown}
          />
        ) : null}
        <span>
          {rows.length < total
            ? t('sources.shownOf', { shown: formatNumber(rows.length), total: formatNumber(total) })
            : t('sources.count', { count: total })}
        </span>
      </div>
      {selection && isWhole && !selection.isAll && rows.length < total ? (
        <Notice role="status">
          {t('sources.pageChosen', { count: rows.length })}{' '}
          <Button size="small" variant="quiet" onPress={selection.chooseAll}>
            {t('sources.chooseAll', { total: formatNumber(total) })}
          </Button>
        </Notice>
      ) : null}
    </>
  )
}
