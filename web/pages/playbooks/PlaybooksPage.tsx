import './playbooks.css'

import type { PlaybookRow } from '@hub/core/playbook/playbook-view.ts'
import { RESIST_STAGES } from '@hub/core/playbook/playbook.ts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'

import { playbooksQuery } from '../../data/playbooks.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { SearchInput } from '../../ui/SearchInput.tsx'
import { usePageKeys } from '../../ui/page-keys.ts'
import { useSettled } from '../../ui/use-settled.ts'
import { PlaybookFacet } from './PlaybookFacet.tsx'
import { PlaybookResult } from './PlaybookResult.tsx'

/** The library: facets on the left, playbooks with the sentence that was found on the right. */
export function PlaybooksPage() {
  const search = useSearch({ from: '/frame/playbooks' })
  const navigate = useNavigate({ from: '/playbooks' })
  const [q, setQ] = useState(search.q ?? '')
  const settled = useSettled(q.trim(), 180)
  const stage = RESIST_STAGES.find((each) => each === search.stage)
  const query = useQuery(playbooksQuery({ q: settled || undefined, stage, tag: search.tag }))
  const set = (part: Partial<typeof search>) =>
    void navigate({ search: (previous) => ({ ...previous, ...part }), replace: true })
  usePageKeys([
    {
      key: '/',
      does: t('playbooks.keySearch'),
      act: () => document.querySelector<HTMLInputElement>('.Playbooks input')?.focus(),
    },
  ])
  const clear = () => {
    setQ('')
    set({ q: undefined, stage: undefined, tag: undefined })
  }
  const tags = [
    { value: undefined, label: t('playbooks.anyTag'), isContent: false },
    ...countTags(query.data?.rows ?? [], search.tag).map(({ tag, count }) => ({
      value: tag,
      label: tag,
      isContent: true,
      count,
    })),
  ]
  return (
    <Page title={t('playbooks.title')} lead={t('playbooks.lead')}>
      <div className="Playbooks">
        <div className="Playbooks-search">
          <SearchInput
            label={t('playbooks.search')}
            value={q}
            onChange={(next) => {
              setQ(next)
              set({ q: next.trim() || undefined })
            }}
          />
        </div>
        <aside className="Playbooks-facets" aria-label={t('playbooks.facets')}>
          <PlaybookFacet
            title={t('playbooks.stages')}
            options={stageOptions()}
            chosen={stage}
            onChoose={(value) => set({ stage: value })}
          />
          <PlaybookFacet
            title={t('playbooks.tags')}
            options={tags}
            chosen={search.tag}
            onChoose={(tag) => set({ tag })}
          />
        </aside>
        <div className="Playbooks-results">
          <QueryPart query={query}>
            {({ rows }) => (
              <Results rows={rows} q={settled} isNarrowed={Boolean(settled || stage || search.tag)} onClear={clear} />
            )}
          </QueryPart>
        </div>
      </div>
    </Page>
  )
}

function stageOptions() {
  const any = { value: undefined, label: t('playbooks.anyStage'), isContent: false }
  return [any, ...RESIST_STAGES.map((value) => ({ value, label: t(`playbooks.stage.${value}`), isContent: false }))]
}

/** The tags of what is shown, most frequent first; the chosen one is always among them. */
function countTags(rows: readonly PlaybookRow[], chosen: string | undefined): { tag: string; count: number }[] {
  const counts = new Map<string, number>(chosen ? [[chosen, 0]] : [])
  for (const tag of rows.flatMap(({ tags }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts]
    .map(([tag, count]) => ({ tag, count }))
    .toSorted((a, b) => b.count - a.count || a.tag.localeCompare(b.tag))
}

type ResultsProps = { rows: readonly PlaybookRow[]; q: string; isNarrowed: boolean; onClear: () => void }

function Results({ rows, q, isNarrowed, onClear }: ResultsProps) {
  if (rows.length === 0 && isNarrowed) {
    return (
      <EmptyState title={t('playbooks.noMatch')} action={<Button onPress={onClear}>{t('playbooks.clear')}</Button>}>
        {t('playbooks.noMatchWhat')}
      </EmptyState>
    )
  }
  if (rows.length === 0) {
    return (
      <EmptyState title={t('playbooks.empty')} example={t('playbooks.emptyExample')}>
        {t('playbooks.emptyWhat')}
      </EmptyState>
    )
  }
  return (
    <>
      <p className="secondary" role="status">
        {q ? (
          <T id="playbooks.resultsFor" values={{ count: rows.length, q: <Content>{q}</Content> }} />
        ) : (
          t('playbooks.results', { count: rows.length })
        )}
      </p>
      <ul className="PlaybookResults">
        {rows.map((row) => (
          <PlaybookResult key={row.id} row={row} />
        ))}
      </ul>
    </>
  )
}
