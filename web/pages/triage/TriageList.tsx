import { useNavigate } from '@tanstack/react-router'

import { formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { FilterChip } from '../../ui/FilterChip.tsx'
import { NewRowsBar } from '../../ui/NewRowsBar.tsx'
import { TriageRow } from './TriageRow.tsx'
import type { Triage } from './use-triage.ts'

const CHOICES = ['8h', '24h'] as const

type Props = { triage: Triage; since: string | undefined; selectedId: string | null; onSelect: (id: string) => void }

/** The queue: what it holds, in words that can be changed, then the rows. */
export function TriageList({ triage, since, selectedId, onSelect }: Props) {
  const navigate = useNavigate({ from: '/triage' })
  return (
    <>
      <div className="Triage-head">
        <FilterChip
          label={t('triage.filterSince')}
          value={since ?? ''}
          onChange={(value) => void navigate({ search: { since: value || undefined }, replace: true })}
          choices={[
            { value: '', label: t('triage.all') },
            ...CHOICES.map((value) => ({ value, label: t(`triage.since.${value}`) })),
          ]}
        />
        <span className="secondary">{formatNumber(triage.counts.left)}</span>
      </div>
      <NewRowsBar count={triage.waiting} onShow={triage.showAll} />
      <ul className="Triage-rows">
        {triage.rows.map((row) => (
          <li key={row.id}>
            <TriageRow row={row} isSelected={row.id === selectedId} onSelect={onSelect} />
          </li>
        ))}
      </ul>
    </>
  )
}
