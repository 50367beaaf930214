import type { NarrativeRow } from '@hub/core/narrative/narrative-view.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'

import { NARRATIVE_SORTS } from '../../data/narratives.ts'
import { languageName } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { FilterChip } from '../../ui/FilterChip.tsx'
import { Filters } from '../../ui/Filters.tsx'
import { SearchInput } from '../../ui/SearchInput.tsx'
import { SINCE } from './since.ts'

const STATES = ['emerging', 'confirmed', 'dismissed', 'dormant'] as const
const TYPING_MS = 250

/** What the list shows, as one sentence of chips: "Emerging · seen this week · in any language · fastest growing first". */
export function NarrativeFilters({ rows }: { rows: readonly NarrativeRow[] }) {
  const search = useSearch({ from: '/frame/narratives' })
  const navigate = useNavigate({ from: '/narratives' })
  const set = (change: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
  const [text, setText] = useState(search.q ?? '')
  const typing = useRef<ReturnType<typeof setTimeout>>(undefined)
  const type = (words: string) => {
    setText(words)
    clearTimeout(typing.current)
    typing.current = setTimeout(() => set({ q: words || undefined }), TYPING_MS)
  }
  const languages = [
    ...new Set([...rows.flatMap((row) => row.languages), ...(search.language ? [search.language] : [])]),
  ].sort()
  return (
    <div className="NarrativeFilters">
      <div className="NarrativeFilters-search">
        <SearchInput label={t('narratives.search')} value={text} onChange={type} />
      </div>
      <Filters label={t('narratives.filters')}>
        <FilterChip
          label={t('narratives.filterState')}
          value={search.state ?? ''}
          onChange={(state) => set({ state: state || undefined })}
          choices={[
            { value: '', label: t('narratives.anyState') },
            ...STATES.map((value) => ({ value, label: t(`terms.narrativeState.${value}`) })),
          ]}
        />
        <FilterChip
          label={t('narratives.filterSince')}
          value={search.since ?? ''}
          onChange={(since) => set({ since: since || undefined })}
          choices={[
            { value: '', label: t('narratives.anyTime') },
            ...SINCE.map((value) => ({ value, label: t(`narratives.since.${value}`) })),
          ]}
        />
        <FilterChip
          label={t('narratives.filterLanguage')}
          value={search.language ?? ''}
          onChange={(language) => set({ language: language || undefined })}
          choices={[
            { value: '', label: t('narratives.anyLanguage') },
            ...languages.map((value) => ({ value, label: t('narratives.inLanguage', { name: languageName(value) }) })),
          ]}
        />
        <FilterChip
          label={t('narratives.filterSort')}
          value={search.sort ?? 'emergence'}
          onChange={(sort) => set({ sort: sort === 'emergence' ? undefined : sort })}
          choices={NARRATIVE_SORTS.map((value) => ({ value, label: t(`narratives.sort.${value}`) }))}
        />
      </Filters>
    </div>
  )
}
