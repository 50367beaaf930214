import './sources.css'

import { SOURCE_HEALTH_STATES } from '@hub/core/source/source.ts'
import type { SourceView } from '@hub/core/source/source-view.ts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'

import { profilesQuery } from '../../data/profiles.ts'
import { useMay } from '../../data/session.ts'
import { sourcesQuery } from '../../data/sources.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { FilterChip } from '../../ui/FilterChip.tsx'
import { Filters } from '../../ui/Filters.tsx'
import { Page } from '../../ui/Page.tsx'
import { SearchInput } from '../../ui/SearchInput.tsx'
import { usePageKeys } from '../../ui/page-keys.ts'
import { useSettled } from '../../ui/use-settled.ts'
import { AddSourceDialog } from './AddSourceDialog.tsx'
import { ImportDialog } from './ImportDialog.tsx'
import { SourceDialog } from './SourceDialog.tsx'
import { SourceList } from './SourceList.tsx'
import type { SourceDialogKind } from './SourceMenu.tsx'

type Open = { kind: 'add' } | { kind: 'import' } | { kind: SourceDialogKind; source: SourceView }

/** What the hub reads and how each source is doing. */
export function SourcesPage() {
  const search = useSearch({ from: '/frame/sources' })
  const may = useMay()
  const [open, setOpen] = useState<Open | null>(null)
  const q = useSettled(search.q ?? '', 180)
  const health = SOURCE_HEALTH_STATES.find((each) => each === search.health)
  const query = useQuery(sourcesQuery({ q: q || undefined, health, profileId: search.profileId }))
  const canAdd = may('source.propose')
  usePageKeys([
    { key: 'a', does: t('sources.keyAdd'), act: () => canAdd && setOpen({ kind: 'add' }) },
    {
      key: '/',
      does: t('sources.keySearch'),
      act: () => document.querySelector<HTMLInputElement>('.SourceFilters-search input')?.focus(),
    },
  ])
  const close = () => setOpen(null)
  const actions = canAdd ? (
    <>
      <Button onPress={() => setOpen({ kind: 'import' })}>{t('sources.import')}</Button>
      <Button variant="primary" icon="plus" keyHint="a" onPress={() => setOpen({ kind: 'add' })}>
        {t('sources.add')}
      </Button>
    </>
  ) : null
  return (
    <Page title={t('sources.title')} lead={t('sources.lead')} isFull actions={actions}>
      <SourceFilters />
      <QueryPart query={query}>
        {({ rows, total }) => (
          <SourceList
            rows={rows}
            total={total}
            isNarrowed={Boolean(q || health || search.profileId)}
            onAdd={canAdd ? () => setOpen({ kind: 'add' }) : null}
            onDialog={(kind, source) => setOpen({ kind, source })}
          />
        )}
      </QueryPart>
      {open?.kind === 'add' ? <AddSourceDialog onClose={close} /> : null}
      {open?.kind === 'import' ? <ImportDialog onClose={close} /> : null}
      {open && 'source' in open ? <SourceDialog kind={open.kind} source={open.source} onClose={close} /> : null}
    </Page>
  )
}

function SourceFilters() {
  const search = useSearch({ from: '/frame/sources' })
  const navigate = useNavigate({ from: '/sources' })
  const profiles = useQuery(profilesQuery).data?.rows ?? []
  const set = (part: Partial<typeof search>) =>
    void navigate({ search: (previous) => ({ ...previous, ...part }), replace: true })
  const states = SOURCE_HEALTH_STATES.map((value) => ({ value: value as string, label: t(`sources.health.${value}`) }))
  const titles = profiles.map(({ id, title }) => ({ value: id as string, label: title, isContent: true }))
  return (
    <Filters label={t('sources.filters')}>
      <div className="SourceFilters-search">
        <SearchInput label={t('sources.search')} value={search.q ?? ''} onChange={(q) => set({ q: q || undefined })} />
      </div>
      <FilterChip
        label={t('sources.filterHealth')}
        value={search.health ?? ''}
        onChange={(health) => set({ health: health || undefined })}
        choices={[{ value: '', label: t('sources.anyHealth') }, ...states]}
      />
      <FilterChip
        label={t('sources.filterProfile')}
        value={search.profileId ?? ''}
        onChange={(profileId) => set({ profileId: profileId || undefined })}
        choices={[{ value: '', label: t('sources.anyProfile') }, ...titles]}
      />
    </Filters>
  )
}
