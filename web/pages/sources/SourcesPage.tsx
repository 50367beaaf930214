import './sources.css'

import type { SourceView } from '@hub/core/source/source-view.ts'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'

import { useMay } from '../../data/session.ts'
import { exportAddress, sourceOverviewQuery, sourcePagesQuery } from '../../data/sources.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Button, buttonClass } from '../../ui/Button.tsx'
import { Page } from '../../ui/Page.tsx'
import { usePageKeys } from '../../ui/page-keys.ts'
import { useSettled } from '../../ui/use-settled.ts'
import { AddSourceDialog } from './AddSourceDialog.tsx'
import { CollectingStrip } from './CollectingStrip.tsx'
import { EmptySources } from './EmptySources.tsx'
import { ImportDialog } from './ImportDialog.tsx'
import { filterOf, isNarrowed, listingOf } from './source-search.ts'
import { SourceDialog } from './SourceDialog.tsx'
import { SourceFilters } from './SourceFilters.tsx'
import { SourceList } from './SourceList.tsx'
import type { SourceDialogKind } from './SourceMenu.tsx'
import { SourceSummary } from './SourceSummary.tsx'

type Open = { kind: 'add' } | { kind: 'import' } | { kind: SourceDialogKind; source: SourceView }

/** What the hub reads and how each source is doing. */
export function SourcesPage() {
  const search = useSearch({ from: '/frame/sources' })
  const canAdd = useMay()('source.propose')
  const [open, setOpen] = useState<Open | null>(null)
  const q = useSettled(search.q ?? '', 180)
  const listing = listingOf({ ...search, q })
  const query = useInfiniteQuery(sourcePagesQuery(listing))
  const pages = query.data?.pages ?? []
  const overview = useQuery(sourceOverviewQuery).data
  usePageKeys([
    { key: 'a', does: t('sources.keyAdd'), act: () => canAdd && setOpen({ kind: 'add' }) },
    { key: '/', does: t('sources.keySearch'), act: focusSearch },
  ])
  const close = () => setOpen(null)
  const actions = (
    <>
      <a href={exportAddress(filterOf({ ...search, q }))} download className={buttonClass('quiet')}>
        {t('sources.export')}
      </a>
      {canAdd ? <Button onPress={() => setOpen({ kind: 'import' })}>{t('sources.import')}</Button> : null}
      {canAdd ? (
        <Button variant="primary" icon="plus" keyHint="a" onPress={() => setOpen({ kind: 'add' })}>
          {t('sources.add')}
        </Button>
      ) : null}
    </>
  )
  return (
    <Page title={t('sources.title')} lead={<SourceSummary />} isFull actions={actions}>
      {overview ? <CollectingStrip collecting={overview.collecting} /> : null}
      <SourceFilters />
      <QueryPart query={query}>
        {() =>
          pages[0]?.total === 0 ? (
            <EmptySources
              isNarrowed={isNarrowed({ ...search, q })}
              onAdd={canAdd ? () => setOpen({ kind: 'add' }) : null}
            />
          ) : (
            <SourceList
              rows={pages.flatMap(({ rows }) => rows)}
              total={pages[0]?.total ?? 0}
              filter={filterOf({ ...search, q })}
              scope={`${JSON.stringify(listing)} ${pages.length}`}
              onDialog={(kind, source) => setOpen({ kind, source })}
            />
          )
        }
      </QueryPart>
      {query.hasNextPage ? (
        <div>
          <Button onPress={() => void query.fetchNextPage()} isPending={query.isFetchingNextPage}>
            {t('ui.more')}
          </Button>
        </div>
      ) : null}
      {open?.kind === 'add' ? <AddSourceDialog onClose={close} /> : null}
      {open?.kind === 'import' ? <ImportDialog onClose={close} /> : null}
      {open && 'source' in open ? <SourceDialog kind={open.kind} source={open.source} onClose={close} /> : null}
    </Page>
  )
}

function focusSearch() {
  document.querySelector<HTMLInputElement>('.SourceFilters-search input')?.focus()
}
