import { SEVERITIES } from '@hub/core/resist/assessment.ts'

import { useSession } from '../../data/session.ts'
import { t } from '../../i18n/t.ts'
import { FilterChip } from '../../ui/FilterChip.tsx'
import { Filters } from '../../ui/Filters.tsx'
import { SearchInput } from '../../ui/SearchInput.tsx'
import { ToggleChip } from '../../ui/ToggleChip.tsx'
import { CASE_SCOPES, type CaseChoice } from './filter-cases.ts'

type Props = {
  choice: CaseChoice
  onChange: (part: Partial<CaseChoice>) => void
  isTable: boolean
  hasLanes: boolean
  onLanes: ((hasLanes: boolean) => void) | null
}

/** What the board shows, as a sentence of chips. */
export function BoardFilters({ choice, onChange, isTable, hasLanes, onLanes }: Props) {
  const { units } = useSession()
  return (
    <Filters label={t('board.filters')}>
      <div className="BoardFilters-search">
        <SearchInput label={t('board.search')} value={choice.q} onChange={(q) => onChange({ q })} />
      </div>
      {isTable ? (
        <FilterChip
          label={t('board.filterScope')}
          value={choice.scope}
          onChange={(scope) => onChange({ scope })}
          choices={CASE_SCOPES.map((value) => ({ value, label: t(`board.scope.${value}`) }))}
        />
      ) : null}
      <FilterChip
        label={t('board.filterUnit')}
        value={choice.unitId}
        onChange={(unitId) => onChange({ unitId })}
        choices={[
          { value: '', label: t('board.anyUnit') },
          ...units.map(({ id, name }) => ({ value: id as string, label: name, isContent: true })),
        ]}
      />
      <FilterChip
        label={t('board.filterSeverity')}
        value={choice.severity}
        onChange={(severity) => onChange({ severity })}
        choices={[
          { value: '', label: t('board.anySeverity') },
          ...SEVERITIES.map((value) => ({ value: value as string, label: t(`terms.severity.${value}`) })),
        ]}
      />
      <ToggleChip isOn={choice.isMine} onChange={(isMine) => onChange({ isMine })}>
        {t('board.mine')}
      </ToggleChip>
      {onLanes ? (
        <ToggleChip isOn={hasLanes} onChange={onLanes}>
          {t('board.lanes')}
        </ToggleChip>
      ) : null}
    </Filters>
  )
}
