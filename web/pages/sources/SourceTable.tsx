import { type SourceSort } from '@hub/core/source/source-filter.ts'
import type { SourceView } from '@hub/core/source/source-view.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'

import { formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { CheckInput } from '../../ui/CheckInput.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { Sparkline } from '../../ui/Sparkline.tsx'
import { Time } from '../../ui/Time.tsx'
import { SourceHealth } from './SourceHealth.tsx'
import { type SourceDialogKind, SourceMenu } from './SourceMenu.tsx'
import { SourceName } from './SourceName.tsx'
import { SourceProfiles } from './SourceProfiles.tsx'
import { useRangeKeys } from './use-range-keys.ts'
import type { Selection } from './use-selection.ts'

type Props = {
  rows: readonly SourceView[]
  /** Undefined for those who may not change sources. */
  selection: Selection | undefined
  onDialog: (kind: SourceDialogKind, source: SourceView) => void
}

/** What a column's header sorts by on the server. */
const SORT_OF: Record<string, SourceSort> = {
  source: 'title',
  health: 'health',
  lastGood: 'lastGood',
  next: 'next',
  week: 'week',
}
const isSorted = () => null

/** Sources with how each is doing, when it was last good, when it is next, and how much it brings. */
export function SourceTable({ rows, selection, onDialog }: Props) {
  const search = useSearch({ from: '/frame/sources' })
  const navigate = useNavigate({ from: '/sources' })
  const range = useRangeKeys()
  const pick: Column<SourceView> = {
    id: 'pick',
    title: t('sources.col.pick'),
    hidesTitle: true,
    width: '40px',
    cell: ({ id, title }) => (
      <CheckInput
        ariaLabel={t('sources.pick', { title })}
        isSelected={selection?.has(id) ?? false}
        onChange={(isChosen) => selection?.choose(id, isChosen, range.isHeld())}
      />
    ),
  }
  const columns: readonly Column<SourceView>[] = [
    ...(selection ? [pick] : []),
    {
      id: 'source',
      title: t('sources.col.source'),
      isLead: true,
      sortBy: isSorted,
      cell: (source) => <SourceName source={source} />,
    },
    {
      id: 'health',
      title: t('sources.col.health'),
      sortBy: isSorted,
      cell: (source) => <SourceHealth source={source} />,
    },
    ...rhythmColumns(),
    {
      id: 'profile',
      title: t('sources.col.profile'),
      cell: ({ profiles }) => <SourceProfiles profiles={profiles} />,
    },
    {
      id: 'acts',
      title: t('sources.col.acts'),
      hidesTitle: true,
      align: 'end',
      cell: (source) => <SourceMenu source={source} onDialog={(kind) => onDialog(kind, source)} />,
    },
  ]
  const column = Object.keys(SORT_OF).find((each) => SORT_OF[each] === search.sort)
  return (
    <div className="SourceTable" {...range.listeners}>
      <DataTable
        caption={t('sources.table')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        sort={column ? { column, direction: search.descending ? 'descending' : 'ascending' } : null}
        onSort={({ column: asked, direction }) =>
          void navigate({
            search: (previous) => ({
              ...previous,
              sort: SORT_OF[asked],
              descending: direction === 'descending' || undefined,
            }),
            replace: true,
          })
        }
        isSelected={({ id }) => selection?.has(id) ?? false}
      />
    </div>
  )
}

/** When it was last good, when it is next, and how much it brings. */
function rhythmColumns(): readonly Column<SourceView>[] {
  return [
    {
      id: 'lastGood',
      title: t('sources.col.lastGood'),
      sortBy: isSorted,
      cell: ({ lastGoodAt }) =>
        lastGoodAt ? <Time at={lastGoodAt} /> : <span className="secondary">{t('sources.never')}</span>,
    },
    {
      id: 'next',
      title: t('sources.col.next'),
      sortBy: isSorted,
      cell: ({ nextFetchAt, health }) => (
        <span className="SourceTable-wide">
          {nextFetchAt && health.state !== 'waiting_for_profile' ? (
            <Time at={nextFetchAt} />
          ) : (
            <span className="secondary">{t('sources.nextNone')}</span>
          )}
        </span>
      ),
    },
    {
      id: 'rhythm',
      title: t('sources.col.rhythm'),
      cell: ({ rhythm }) => (
        <span className="SourceTable-wide">
          <Sparkline
            values={rhythm}
            recent={7}
            width={56}
            height={20}
            label={t('sources.rhythmLabel', {
              count: rhythm.reduce((sum, each) => sum + each, 0),
              days: rhythm.map((each) => formatNumber(each)).join(', '),
            })}
          />
        </span>
      ),
    },
    {
      id: 'week',
      title: t('sources.col.week'),
      align: 'end',
      sortBy: isSorted,
      cell: ({ itemsThisWeek }) => formatNumber(itemsThisWeek),
    },
  ]
}
