import { FACT_CHECKER_FILTERS, HEALTH_FILTERS } from '@hub/core/source/source-filter.ts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'

import { profilesQuery } from '../../data/profiles.ts'
import { sourceOverviewQuery } from '../../data/sources.ts'
import { unitsQuery } from '../../data/units.ts'
import { formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { FilterChip } from '../../ui/FilterChip.tsx'
import { Filters } from '../../ui/Filters.tsx'
import { SearchInput } from '../../ui/SearchInput.tsx'
import { isNarrowed, type SourceSearch } from './source-search.ts'

/** Which sources the list shows: words, health, profile, tag, publisher, kind, fact-checkers, unit. */
export function SourceFilters() {
  const search = useSearch({ from: '/frame/sources' })
  const navigate = useNavigate({ from: '/sources' })
  const set = (part: Partial<SourceSearch>) =>
    void navigate({ search: (previous) => ({ ...previous, ...part }), replace: true })
  const choices = useChoices(search)
  return (
    <Filters label={t('sources.filters')}>
      <div className="SourceFilters-search">
        <SearchInput label={t('sources.search')} value={search.q ?? ''} onChange={(q) => set({ q: q || undefined })} />
      </div>
      <FilterChip
        label={t('sources.filterHealth')}
        value={search.health ?? ''}
        onChange={(value) => set({ health: HEALTH_FILTERS.find((each) => each === value) })}
        choices={choices.health}
      />
      <FilterChip
        label={t('sources.filterProfile')}
        value={search.profileId ?? ''}
        onChange={(profileId) => set({ profileId: profileId || undefined })}
        choices={choices.profiles}
      />
      {choices.tags.length > 1 ? (
        <FilterChip
          label={t('sources.filterTag')}
          value={search.tag ?? ''}
          onChange={(tag) => set({ tag: tag || undefined })}
          choices={choices.tags}
        />
      ) : null}
      <FilterChip
        label={t('sources.filterPublisher')}
        value={search.publisherId ?? ''}
        onChange={(publisherId) => set({ publisherId: publisherId || undefined })}
        choices={choices.publishers}
      />
      {choices.kinds.length > 2 || search.kind ? (
        <FilterChip
          label={t('sources.filterKind')}
          value={search.kind ?? ''}
          onChange={(kind) => set({ kind: kind || undefined })}
          choices={choices.kinds}
        />
      ) : null}
      <FilterChip
        label={t('sources.filterFactChecker')}
        value={search.factChecker ?? ''}
        onChange={(value) => set({ factChecker: FACT_CHECKER_FILTERS.find((each) => each === value) })}
        choices={choices.factCheckers}
      />
      {search.unitId ? (
        <FilterChip
          label={t('sources.filterUnit')}
          value={search.unitId}
          onChange={(unitId) => set({ unitId: unitId || undefined })}
          choices={choices.units}
        />
      ) : null}
      {isNarrowed(search) ? (
        <Button size="small" variant="quiet" onPress={() => void navigate({ search: {} })}>
          {t('sources.clearFilters')}
        </Button>
      ) : null}
    </Filters>
  )
}

type Choice<T extends string> = { value: T; label: string; isContent?: boolean; hint?: string }

function useChoices(search: SourceSearch) {
  const overview = useQuery(sourceOverviewQuery).data
  const profiles = useQuery(profilesQuery).data?.rows ?? []
  const units = useQuery({ ...unitsQuery, enabled: search.unitId !== undefined }).data?.rows ?? []
  const counted = (label: string, count: number) => t('sources.counted', { label, count: formatNumber(count) })
  const health: Choice<string>[] = HEALTH_FILTERS.map((state) => {
    const label = t(`sources.health.${state}`)
    const count = state === 'trouble' ? overview?.failing : overview?.health[state]
    return { value: state, label: count ? counted(label, count) : label }
  })
  const tags = (overview?.tags ?? []).map(({ tag, count }) => ({
    value: tag,
    label: counted(tag, count),
    isContent: true,
  }))
  const publishers = (overview?.publishers ?? []).map(({ id, name, count }) => ({
    value: id as string,
    label: counted(name, count),
    isContent: true,
  }))
  const kinds: Choice<NonNullable<SourceSearch['kind']> | ''>[] = (overview?.kinds ?? []).map(({ kind, count }) => ({
    value: kind,
    label: counted(t(`sources.kind.${kind}`), count),
  }))
  return {
    health: [{ value: '', label: t('sources.anyHealth') }, ...health],
    profiles: [
      { value: '', label: t('sources.anyProfile') },
      ...profiles.map(({ id, title }) => ({ value: id as string, label: title, isContent: true })),
    ],
    tags: withChosen([{ value: '', label: t('sources.anyTag') }, ...tags], search.tag),
    publishers: withChosen([{ value: '', label: t('sources.anyPublisher') }, ...publishers], search.publisherId),
    kinds: [{ value: '' as const, label: t('sources.anyKind') }, ...kinds],
    factCheckers: [
      { value: '', label: t('sources.anyFactChecker') },
      ...FACT_CHECKER_FILTERS.map((value) => ({ value: value as string, label: t(`sources.factChecker.${value}`) })),
    ],
    units: [
      { value: '', label: t('sources.anyUnit') },
      ...units.map(({ id, name }) => ({ value: id as string, label: name, isContent: true })),
    ],
  }
}

/** What an address names stays in the list, also beyond the most frequent ones. */
function withChosen(choices: Choice<string>[], chosen: string | undefined): Choice<string>[] {
  if (!chosen || choices.some(({ value }) => value === chosen)) return choices
  return [...choices, { value: chosen, label: t('sources.chosenOne') }]
}
