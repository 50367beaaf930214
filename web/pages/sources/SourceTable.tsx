import type { SourceView } from '@hub/core/source/source-view.ts'
import { Link } from '@tanstack/react-router'

import { formatNumber } from '../../i18n/format.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { CheckInput } from '../../ui/CheckInput.tsx'
import { Content } from '../../ui/Content.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { Sparkline } from '../../ui/Sparkline.tsx'
import { Time } from '../../ui/Time.tsx'
import { healthTone } from './say-health.ts'
import { SourceHealth } from './SourceHealth.tsx'
import { type SourceDialogKind, SourceMenu } from './SourceMenu.tsx'

const TONE_ORDER = { bad: 0, waiting: 1, good: 2 } as const

type Props = {
  rows: readonly SourceView[]
  chosen: ReadonlySet<string>
  onChoose: (id: string, isChosen: boolean) => void
  canChoose: boolean
  onDialog: (kind: SourceDialogKind, source: SourceView) => void
}

/** Every source with how it is doing, when it was last good, when it is next, and how much it brings. */
export function SourceTable({ rows, chosen, onChoose, canChoose, onDialog }: Props) {
  const pick: Column<SourceView> = {
    id: 'pick',
    title: t('sources.col.pick'),
    hidesTitle: true,
    width: '40px',
    cell: ({ id, title }) => (
      <CheckInput
        ariaLabel={t('sources.pick', { title })}
        isSelected={chosen.has(id)}
        onChange={(isChosen) => onChoose(id, isChosen)}
      />
    ),
  }
  const columns: readonly Column<SourceView>[] = [
    ...(canChoose ? [pick] : []),
    {
      id: 'source',
      title: t('sources.col.source'),
      isLead: true,
      sortBy: ({ title }) => title,
      cell: (source) => <NameCell source={source} />,
    },
    {
      id: 'health',
      title: t('sources.col.health'),
      sortBy: (source) => TONE_ORDER[healthTone(source)],
      cell: (source) => <SourceHealth source={source} />,
    },
    ...rhythmColumns(),
    { id: 'profile', title: t('sources.col.profile'), cell: (source) => <ProfileCell source={source} /> },
    {
      id: 'acts',
      title: t('sources.col.acts'),
      hidesTitle: true,
      align: 'end',
      cell: (source) => <SourceMenu source={source} onDialog={(kind) => onDialog(kind, source)} />,
    },
  ]
  return (
    <div className="SourceTable">
      <DataTable
        caption={t('sources.table')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        isSelected={({ id }) => chosen.has(id)}
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
      sortBy: ({ lastGoodAt }) => lastGoodAt,
      cell: ({ lastGoodAt }) =>
        lastGoodAt ? <Time at={lastGoodAt} /> : <span className="secondary">{t('sources.never')}</span>,
    },
    {
      id: 'next',
      title: t('sources.col.next'),
      sortBy: ({ nextFetchAt }) => nextFetchAt,
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
            label={t('sources.rhythmLabel', { count: rhythm.reduce((sum, each) => sum + each, 0) })}
          />
        </span>
      ),
    },
    {
      id: 'week',
      title: t('sources.col.week'),
      align: 'end',
      sortBy: ({ itemsThisWeek }) => itemsThisWeek,
      cell: ({ itemsThisWeek }) => formatNumber(itemsThisWeek),
    },
  ]
}

function NameCell({ source }: { source: SourceView }) {
  return (
    <div className="SourceName">
      <strong>
        <Content language={source.language}>{source.title}</Content>
      </strong>
      {source.publisher.name === source.title ? null : (
        <span className="secondary">
          <Content>{source.publisher.name}</Content>
        </span>
      )}
    </div>
  )
}

function ProfileCell({ source: { profiles } }: { source: SourceView }) {
  if (profiles.length === 0) return <span className="secondary">{t('sources.noProfile')}</span>
  return (
    <div className="SourceName">
      {profiles.map(({ id, title, inForce }) => (
        <Link key={id} to="/profiles/$profileId" params={{ profileId: id }} className={inForce ? '' : 'secondary'}>
          {inForce ? (
            <Content>{title}</Content>
          ) : (
            <T id="sources.profileOver" values={{ title: <Content>{title}</Content> }} />
          )}
        </Link>
      ))}
    </div>
  )
}
