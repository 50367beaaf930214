import { ITEM_SORTS, ITEM_STATES } from '@hub/core/item/item-search.ts'
import { useQuery } from '@tanstack/react-query'

import { itemLanguagesQuery } from '../../data/items.ts'
import { profilesQuery } from '../../data/profiles.ts'
import { languageName } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { FilterChip } from '../../ui/FilterChip.tsx'
import { Filters } from '../../ui/Filters.tsx'
import { SINCE } from '../narratives/since.ts'
import { NarrativeChip } from './NarrativeChip.tsx'
import type { useItemsSearch } from './use-items-search.ts'

/** What the list shows, as one sentence of chips. */
export function ItemFilters({ search, sort, set }: Pick<ReturnType<typeof useItemsSearch>, 'search' | 'sort' | 'set'>) {
  const languages = useQuery(itemLanguagesQuery).data?.languages ?? []
  const profiles = useQuery(profilesQuery).data?.rows ?? []
  return (
    <Filters label={t('items.filters')}>
      <FilterChip
        label={t('items.filterState')}
        value={search.state ?? ''}
        onChange={(state) => set({ state: state || undefined })}
        choices={[
          { value: '', label: t('items.anyState') },
          ...ITEM_STATES.map((value) => ({ value, label: t(`items.state.${value}`) })),
        ]}
      />
      <FilterChip
        label={t('items.filterSince')}
        value={search.since ?? ''}
        onChange={(since) => set({ since: since || undefined, from: undefined, to: undefined })}
        choices={[
          { value: '', label: search.from || search.to ? t('items.chosenDays') : t('narratives.anyTime') },
          ...SINCE.map((value) => ({ value, label: t(`narratives.since.${value}`) })),
        ]}
      />
      <FilterChip
        label={t('items.filterLanguage')}
        value={search.language ?? ''}
        onChange={(language) => set({ language: language || undefined })}
        choices={[
          { value: '', label: t('narratives.anyLanguage') },
          ...withChosen(languages, search.language).map((value) => ({
            value,
            label: t('narratives.inLanguage', { name: languageName(value) }),
          })),
        ]}
      />
      {profiles.length > 0 ? (
        <FilterChip
          label={t('items.filterProfile')}
          value={search.profileId ?? ''}
          onChange={(profileId) => set({ profileId: profileId || undefined })}
          choices={[
            { value: '', label: t('items.anyProfile') },
            ...profiles.map(({ id, title }) => ({ value: String(id), label: title, isContent: true })),
          ]}
        />
      ) : null}
      {search.narrativeId ? (
        <NarrativeChip id={search.narrativeId} onRemove={() => set({ narrativeId: undefined })} />
      ) : null}
      <FilterChip
        label={t('items.filterSort')}
        value={sort}
        onChange={(value) => set({ sort: value === 'newest' ? undefined : value })}
        choices={ITEM_SORTS.map((value) => ({ value, label: t(`items.sort.${value}`) }))}
      />
    </Filters>
  )
}

function withChosen(languages: readonly string[], chosen: string | undefined): string[] {
  return [...new Set(chosen ? [...languages, chosen] : languages)].sort()
}
