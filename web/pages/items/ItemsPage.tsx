import './items.css'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'

import { itemExportAddress, itemSearchQuery } from '../../data/items.ts'
import { MoreRows } from '../../frame/MoreRows.tsx'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { buttonClass } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { NewRowsBar } from '../../ui/NewRowsBar.tsx'
import { Page } from '../../ui/Page.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { SearchInput } from '../../ui/SearchInput.tsx'
import { useSteadyRows } from '../../ui/use-steady-rows.ts'
import { IntakeActions } from '../intake/IntakeActions.tsx'
import { ItemFilters } from './ItemFilters.tsx'
import { ItemLine } from './ItemLine.tsx'
import { ItemsSummary } from './ItemsSummary.tsx'
import { MoreItemFilters } from './MoreItemFilters.tsx'
import { useItemKeys } from './use-item-keys.ts'
import { useItemsSearch } from './use-items-search.ts'

const TYPING_MS = 300

/** Everything the hub has collected, found by its words and by where it comes from. */
export function ItemsPage() {
  const { search, sort, asked, set, isFiltered } = useItemsSearch()
  const query = useInfiniteQuery(itemSearchQuery(asked, sort))
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  const steady = useSteadyRows(rows, ({ id }) => id, `${JSON.stringify(search)} ${query.data?.pages.length ?? 0}`)
  const list = useRef<HTMLUListElement>(null)
  const { words, toFirst } = useItemKeys(list)
  return (
    <Page
      title={t('items.title')}
      lead={t('items.lead')}
      actions={
        <>
          <a className={buttonClass()} href={itemExportAddress(asked)} download>
            {t('items.export')}
          </a>
          <IntakeActions />
        </>
      }
    >
      <div className="ItemFilters">
        <div ref={words} role="search" className="ItemFilters-search">
          <WordsInput words={search.q ?? ''} onChange={(q) => set({ q: q || undefined })} onLeave={toFirst} />
          <p className="ItemFilters-help">{t('items.queryHelp')}</p>
        </div>
        <ItemFilters search={search} sort={sort} set={set} />
        <MoreItemFilters search={search} set={set} />
      </div>
      <QueryPart query={query}>
        {(data) => (
          <>
            <ItemsSummary asked={asked} sort={sort} answer={data.pages[0]} />
            {steady.rows.length === 0 && steady.waiting === 0 ? (
              <NoItems isFiltered={isFiltered} isHinted={Boolean(data.pages[0]?.hint)} />
            ) : (
              <Panel isFlush>
                <NewRowsBar count={steady.waiting} onShow={steady.showAll} />
                <ul ref={list} className="ItemLines" aria-label={t('items.title')} {...steady.guard}>
                  {steady.rows.map((row) => (
                    <li key={row.id}>
                      <ItemLine row={row} />
                    </li>
                  ))}
                </ul>
              </Panel>
            )}
          </>
        )}
      </QueryPart>
      <MoreRows query={query} />
    </Page>
  )
}

type WordsProps = { words: string; onChange: (words: string) => void; onLeave: () => void }

/** The words being typed; they are searched for once the typing rests. */
function WordsInput({ words, onChange, onLeave }: WordsProps) {
  const [text, setText] = useState(words)
  const typing = useRef<ReturnType<typeof setTimeout>>(undefined)
  return (
    <SearchInput
      label={t('items.search')}
      value={text}
      onLeave={onLeave}
      onChange={(typed) => {
        setText(typed)
        clearTimeout(typing.current)
        typing.current = setTimeout(() => onChange(typed), TYPING_MS)
      }}
    />
  )
}

function NoItems({ isFiltered, isHinted }: { isFiltered: boolean; isHinted: boolean }) {
  // Why nothing could match stands above already.
  if (isHinted) return null
  if (isFiltered) {
    return (
      <EmptyState
        title={t('items.noneMatch')}
        action={
          <Link to="/items" className={buttonClass()}>
            {t('items.clearFilters')}
          </Link>
        }
      >
        {t('items.noneMatchBody')}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title={t('items.none')}
      example={t('items.noneExample')}
      action={
        <Link to="/sources" className={buttonClass('primary')}>
          {t('narratives.toSources')}
        </Link>
      }
    >
      {t('items.noneBody')}
    </EmptyState>
  )
}
