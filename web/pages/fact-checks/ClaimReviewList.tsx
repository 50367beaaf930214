import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'

import { claimReviewsQuery } from '../../data/claim-reviews.ts'
import { MoreRows } from '../../frame/MoreRows.tsx'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { SearchInput } from '../../ui/SearchInput.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { ClaimReviewCard } from './ClaimReviewCard.tsx'

const SETTLE_MS = 250

/** What fact-checkers said of claims, in their own words, newest first, with search. */
export function ClaimReviewList() {
  const { q } = useSearch({ from: '/frame/fact-checks' })
  const navigate = useNavigate({ from: '/fact-checks' })
  const [typed, setTyped] = useState(q ?? '')
  const settled = useSettled(typed.trim(), SETTLE_MS)
  const query = useInfiniteQuery(claimReviewsQuery(settled))
  useEffect(() => {
    void navigate({ search: (before) => ({ ...before, q: settled || undefined }), replace: true })
  }, [settled, navigate])
  return (
    <div className="FactChecks-view">
      <div className="FactChecks-search">
        <SearchInput
          label={t('factChecks.search')}
          value={typed}
          onChange={setTyped}
          placeholder={t('factChecks.searchPlaceholder')}
        />
      </div>
      <QueryPart query={query}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows)
          if (rows.length === 0) return <NoFactChecks q={settled} />
          return (
            <ul className="FactChecks" aria-label={t('factChecks.list')}>
              {rows.map((review) => (
                <li key={review.id}>
                  <ClaimReviewCard review={review} />
                </li>
              ))}
            </ul>
          )
        }}
      </QueryPart>
      <MoreRows query={query} />
    </div>
  )
}

function NoFactChecks({ q }: { q: string }) {
  if (q) return <EmptyState title={t('factChecks.noneFound', { q })}>{t('factChecks.noneFoundWhat')}</EmptyState>
  return (
    <EmptyState title={t('factChecks.emptyTitle')} action={<Link to="/sources">{t('factChecks.toSources')}</Link>}>
      {t('factChecks.empty')}
    </EmptyState>
  )
}
